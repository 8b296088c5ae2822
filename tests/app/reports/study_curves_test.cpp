#include "app/reports/study_curves.h"

#include "app/reports/study_layers.h"
#include "core/study/study_file.h"
#include "core/study/study_store.h"
#include "tests/support/qt_test.h"
#include "tests/support/temporary_folder.h"

#include <QTest>

namespace lfp::test::study_curves_test {

/// Two runs of one cell, with flips and as many layers as named, which start from weights trained before or
/// diverge at once.
struct MadeUp {
  static constexpr std::int64_t epochs = 3;

  enum class Start { plain, trained, diverges };

  static Study study() {
    return parse_study(R"({ "format": "lfplab-study", "version": 1, "name": "S", "seeds": [1, 2],
      "experiment": { "format": "lfplab-experiment", "version": 1, "dataset": "moons",
        "network": { "layers": [ { "kind": "dense", "units": 2 } ] }, "stop": { "epochs": 3 },
        "runs": [ { "name": "LFP", "method": "lfp" }, { "name": "Gradient", "method": "gradient" } ] },
      "measures": ["test_accuracy", "flipped"], "axes": [] })",
                       {.name = "s"});
  }

  static std::vector<LayerResult> layers(int count) {
    return std::vector<LayerResult>(static_cast<std::size_t>(count),
                                    {.kind = "dense", .weights = 10, .flipped = 1});
  }

  static RunResult result(const std::string& name, Start start, int layer_count) {
    RunResult run{.name = name, .test_accuracy = 0.9, .flipped = 1, .weights = 10, .cause = {}, .curve = {}};
    run.layers = layers(layer_count);
    if (start == Start::trained)
      for (std::int64_t epoch = 1 - epochs; epoch <= 0; ++epoch)
        run.curve.push_back({.step = 10 * epoch, .epoch = epoch, .test_accuracy = 0.5});
    const LayerNumbers numbers{.moved = 1.0};
    if (start == Start::diverges)
      run.curve.push_back({.step = 4, .test_accuracy = 0.5, .numbers = numbers, .layers = run.layers});
    for (std::int64_t epoch = 1; epoch <= epochs; ++epoch)
      run.curve.push_back({.step = 10 * epoch,
                           .epoch = epoch,
                           .test_accuracy = 0.9,
                           .numbers = numbers,
                           .layers = run.layers});
    return run;
  }

  MadeUp(Start start, int layer_count)
      : study_(study()), store_(filled(start, layer_count)), summary_(study_, store_.since(0)) {}

  StoreReader filled(Start start, int layer_count) const {
    const auto file = folder_.path() / "study.sqlite";
    StudyStore store(file, study_, {.study = {}, .hash = {}, .program = "1", .shard = {}});
    std::vector<TrainingResult> results;
    for (std::int64_t training = 0; training < study_.trainings(); ++training)
      results.push_back(
          {.training = training,
           .failure = {},
           .signature = "x",
           .runs = {result("LFP", start, layer_count), result("Gradient", start, layer_count)}});
    store.add(results);
    return StoreReader(file);
  }

  StudyOutcome outcome() const { return {.study = study_, .summary = summary_, .layout = layout_of(study_)}; }
  const StoreReader& store() const { return store_; }

 private:
  TemporaryFolder folder_;
  Study study_;
  StoreReader store_;
  StudySummary summary_;
};

class StudyCurvesTest : public QObject {
  Q_OBJECT

 private slots:
  void tell_of_an_experiment_that_was_trained_before();
  void take_a_run_that_diverged_at_once_for_no_such_experiment();
  void layers_of_a_deep_network_have_several_tables();
};

QStringList captions(const MadeUp& made) {
  QStringList captions;
  for (const ReportFigure& figure : curve_figures(made.outcome(), made.store())) captions << figure.caption;
  return captions;
}

void StudyCurvesTest::tell_of_an_experiment_that_was_trained_before() {
  const QStringList trained = captions(MadeUp(MadeUp::Start::trained, 1));
  QVERIFY2(trained[0].contains("Up to epoch 0, the experiment that gave the weights"),
           qPrintable(trained[0]));
  QVERIFY2(trained[1].contains("Not measured in the experiment that gave the weights"),
           qPrintable(trained[1]));
}

void StudyCurvesTest::take_a_run_that_diverged_at_once_for_no_such_experiment() {
  for (const auto start : {MadeUp::Start::plain, MadeUp::Start::diverges}) {
    const QString all = captions(MadeUp(start, 1)).join("\n");
    QVERIFY2(all.contains("means over the seeds") && !all.contains("that gave the weights"), qPrintable(all));
  }
}

void StudyCurvesTest::layers_of_a_deep_network_have_several_tables() {
  const MadeUp made(MadeUp::Start::plain, 10);
  const auto tables = layer_tables(made.outcome(), made.store());
  QCOMPARE(tables.size(), std::size_t{2});
  QCOMPARE(tables[0].header.size(), 9);
  QCOMPARE(tables[1].header, (QStringList{"Combination", "Layer 8", "Layer 9", "Layer 10"}));
  QCOMPARE(tables[1].rows.size(), std::size_t{2});
  QCOMPARE(tables[1].rows[0].size(), tables[1].header.size());
  QVERIFY(tables[0].note.isEmpty() && !tables[1].note.isEmpty());
}

}  // namespace lfp::test::study_curves_test

LFPLAB_QT_TEST(study_curves_test, StudyCurvesTest)
#include "study_curves_test.moc"
