#include "app/reports/study_findings.h"

#include "app/reports/line_groups.h"
#include "app/reports/study_tables.h"
#include "app/reports/study_tournament.h"
#include "core/study/study_file.h"
#include "tests/support/qt_test.h"

#include <QTest>

namespace lfp::test::study_findings_test {

constexpr const char* json = R"({ "format": "lfplab-study", "version": 1, "name": "S", "seeds": [1, 2, 3, 4],
  "experiment": { "format": "lfplab-experiment", "version": 1, "dataset": "moons",
    "network": { "layers": [ { "kind": "dense", "units": 2 } ] }, "stop": { "epochs": 1 },
    "runs": [ { "name": "LFP", "method": "lfp" }, { "name": "Gradient", "method": "gradient" } ] },
  "axes": [ { "path": "runs[*].optimiser.learning_rate", "values": [0.1, 0.2, 0.4] } ] })";

/// A study with accuracies made up: `accuracy(cell, seed, run)`.
struct MadeUp {
  Study study;
  StudySummary summary;
  StudyOutcome outcome;

  template <class Accuracy>
  MadeUp(const Study& of, const Accuracy& accuracy, std::int64_t diverged_cell = -1)
      : study(of),
        summary(study, trainings(of, accuracy, diverged_cell)),
        outcome{.study = study, .summary = summary, .layout = layout_of(study)} {}

  template <class Accuracy>
  static std::vector<StoredTraining> trainings(const Study& of, const Accuracy& accuracy,
                                               std::int64_t diverged_cell) {
    std::vector<StoredTraining> all;
    for (std::int64_t training = 0; training < of.trainings(); ++training) {
      StoredTraining stored{.row = training + 1,
                            .result = {.training = training, .failure = {}, .signature = {}, .runs = {}}};
      const std::int64_t cell = of.cell_of(training);
      for (std::size_t run = 0; run < of.experiment.runs.size(); ++run) {
        RunResult result{.name = of.experiment.runs[run].name, .cause = {}, .curve = {}};
        result.test_accuracy = accuracy(cell, static_cast<int>(training % std::ssize(of.seeds)), run);
        if (result.test_accuracy >= of.target) result.epochs_to_target = 5;
        if (cell == diverged_cell && run == 0) result.diverged_step = 7;
        stored.result.runs.push_back(result);
      }
      all.push_back(std::move(stored));
    }
    return all;
  }
};

Study study() {
  return parse_study(json, {.name = "s"});
}

Study tournament() {
  std::string text = json;
  text.replace(
      text.find("\"axes\""), std::string::npos,
      R"("tournament": "runs[0].feedback", "axes": [ { "path": "runs[0].feedback", "values": ["softmax", "margin", "focal"] },
                  { "label": "Task", "values": [ { "label": "a", "set": {} }, { "label": "b", "set": { "dataset": "xor" } } ] } ] })");
  return parse_study(text, {.name = "s"});
}

class StudyFindingsTest : public QObject {
  Q_OBJECT

 private slots:
  void tell_the_best_setting_and_how_far_it_reaches();
  void tell_a_difference_that_the_seeds_bear_out();
  void tell_that_a_difference_may_be_chance();
  void warn_that_a_few_seeds_agree_by_chance();
  void come_out_the_other_way_with_other_numbers();
  void compare_the_runs_on_each_task_by_itself();
  void tell_with_how_many_seeds_the_target_was_reached();
  void many_combinations_have_a_figure_for_each_task();
  void rank_the_contestants_of_a_tournament();
  void runs_are_compared_at_each_value_of_what_is_given();
  void tell_what_a_start_changes_beside_another();
  void tell_how_a_gap_closes();
  void further_measures_have_their_means();
  void tables_have_means_intervals_and_worst();
};

/// Two starts, and how many samples there are: neither is chosen by what comes out best.
Study transfer() {
  std::string text = json;
  text.replace(text.find("\"axes\""), std::string::npos,
               R"("measures": ["test_accuracy", "epochs_to_target"], "axes": [
                  { "label": "Start", "values": [ { "label": "random", "set": {} },
                    { "label": "body", "set": { "network.initialiser": "xavier_uniform" } } ] },
                  { "path": "dataset.samples", "label": "Samples", "values": [100, 200] } ] })");
  return parse_study(text, {.name = "s"});
}

void StudyFindingsTest::runs_are_compared_at_each_value_of_what_is_given() {
  const MadeUp made(transfer(), [](std::int64_t cell, int, std::size_t run) {
    return 0.5 + 0.1 * static_cast<double>(cell) + (run == 0 ? 0.05 : 0);
  });
  const QStringList all = findings_of(made.outcome);
  QVERIFY2(all[0].startsWith("With random, Samples 100: LFP reaches a test accuracy of 55.0"),
           qPrintable(all[0]));
  QVERIFY2(all[3].startsWith("With body, Samples 200: LFP reaches a test accuracy of 85.0"),
           qPrintable(all[3]));
  QVERIFY(!all.join("\n").contains("at its best"));
}

void StudyFindingsTest::tell_what_a_start_changes_beside_another() {
  const MadeUp made(transfer(), [](std::int64_t cell, int seed, std::size_t run) {
    return 0.5 + 0.01 * seed + (cell >= 2 && run == 0 ? 0.2 : 0);
  });
  const QString all = findings_of(made.outcome).join("\n");
  QVERIFY2(all.contains("“body” instead of “random” changes the test accuracy of LFP by +20.0 points"),
           qPrintable(all));
  QVERIFY2(all.contains("changes the test accuracy of Gradient by 0.0 points"), qPrintable(all));
}

void StudyFindingsTest::tell_how_a_gap_closes() {
  std::string text = json;
  text.replace(text.find("\"axes\""), std::string::npos,
               R"("axes": [ { "path": "dataset.noise", "label": "Noise", "values": [0, 0.1, 0.3] } ] })");
  const MadeUp made(parse_study(text, {.name = "s"}), [](std::int64_t cell, int, std::size_t run) {
    return 0.8 + (run == 0 ? 0.1 * static_cast<double>(1 - cell) : 0);
  });
  const QString all = findings_of(made.outcome).join("\n");
  QVERIFY2(
      all.contains("LFP leads Gradient by (negative: trails by), over “Noise”: 10.0 points at 0, 0.0 points "
                   "at 0.1, −10.0 points at 0.3."),
      qPrintable(all));
}

void StudyFindingsTest::further_measures_have_their_means() {
  const MadeUp made(transfer(), [](std::int64_t, int, std::size_t) { return 0.5; });
  const QString last = findings_of(made.outcome).last();
  QCOMPARE(last, "Epochs to the target, mean of all trainings: LFP never; Gradient never.");
}

void StudyFindingsTest::tell_the_best_setting_and_how_far_it_reaches() {
  const MadeUp made(
      study(),
      [](std::int64_t cell, int, std::size_t) {
        return cell == 2 ? 0.5 : 0.9 + 0.01 * static_cast<double>(cell);
      },
      2);
  const QString all = findings_of(made.outcome).join("\n");
  QVERIFY2(all.contains("LFP reaches a test accuracy of 91.0"), qPrintable(all));
  QVERIFY2(all.contains("with learning rate = 0.2"), qPrintable(all));
  QVERIFY2(all.contains("within 5 points of that at 2 of 3 settings, from learning rate = 0.1 to 0.2"),
           qPrintable(all));
  QVERIFY2(all.contains("it diverged in 4 of 12 trainings"), qPrintable(all));
  QVERIFY2(all.contains("it never diverged"), qPrintable(all));
}

void StudyFindingsTest::tell_a_difference_that_the_seeds_bear_out() {
  const MadeUp made(study(), [](std::int64_t, int seed, std::size_t run) {
    return 0.8 + 0.01 * seed + (run == 0 ? 0.1 : 0);
  });
  const QString first = findings_of(made.outcome).first();
  QVERIFY2(first.startsWith("At their best, LFP and Gradient differ by 10.0 points"), qPrintable(first));
  QVERIFY2(first.contains("excludes zero"), qPrintable(first));
}

void StudyFindingsTest::tell_that_a_difference_may_be_chance() {
  const MadeUp made(
      study(), [](std::int64_t, int seed, std::size_t run) { return run == 0 ? 0.8 : 0.7 + 0.06 * seed; });
  const QString first = findings_of(made.outcome).first();
  QVERIFY2(first.contains("cannot tell them apart"), qPrintable(first));
}

void StudyFindingsTest::warn_that_a_few_seeds_agree_by_chance() {
  const auto accuracy = [](std::int64_t, int seed, std::size_t run) {
    return 0.8 + 0.01 * seed + (run == 0 ? 0.1 : 0);
  };
  const QString four = findings_of(MadeUp(study(), accuracy).outcome).first();
  QVERIFY2(four.contains("by chance alone 4 seeds agree in sign one time in 8"), qPrintable(four));
  Study with_six = study();
  with_six.seeds = {1, 2, 3, 4, 5, 6};
  const QString six = findings_of(MadeUp(with_six, accuracy).outcome).first();
  QVERIFY2(six.contains("the interval excludes zero."), qPrintable(six));
}

void StudyFindingsTest::compare_the_runs_on_each_task_by_itself() {
  std::string text = json;
  text.replace(text.find("\"axes\""), std::string::npos,
               R"("axes": [ { "label": "Task", "values": [ { "label": "easy", "set": {} },
                    { "label": "hard", "set": { "dataset": "xor" } } ] },
                  { "path": "runs[*].optimiser.learning_rate", "values": [0.1, 0.2, 0.4] } ] })");
  const MadeUp made(parse_study(text, {.name = "s"}), [](std::int64_t cell, int, std::size_t run) {
    return (cell < 3 ? 0.9 : 0.6) + (run == 0 ? 0.05 : 0);
  });
  const QStringList all = findings_of(made.outcome);
  QVERIFY2(all[0].startsWith("With easy, at their best, LFP and Gradient differ by 5.0 points"),
           qPrintable(all[0]));
  QVERIFY2(all[1].startsWith("With hard, at their best, LFP and Gradient differ by 5.0 points"),
           qPrintable(all[1]));
}

void StudyFindingsTest::tell_with_how_many_seeds_the_target_was_reached() {
  std::string text = json;
  text.replace(text.find("\"axes\""), std::string::npos,
               R"("target": 0.9, "measures": ["epochs_to_target"],
                  "axes": [ { "path": "dataset.noise", "label": "Noise", "values": [0, 0.1] } ] })");
  const MadeUp made(parse_study(text, {.name = "s"}), [](std::int64_t cell, int seed, std::size_t run) {
    return cell == 0 && run == 0 && seed == 0 ? 0.95 : 0.5;
  });
  const QStringList all = findings_of(made.outcome);
  QVERIFY2(all[0].startsWith("With Noise 0: LFP reaches the target after 5 epochs (1 of 4 seeds); Gradient "
                             "never reaches the target."),
           qPrintable(all[0]));
  QVERIFY2(
      all[1].startsWith("With Noise 0.1: LFP never reaches the target; Gradient never reaches the target."),
      qPrintable(all[1]));
}

void StudyFindingsTest::many_combinations_have_a_figure_for_each_task() {
  std::string text = json;
  text.replace(
      text.find("\"axes\""), std::string::npos,
      R"("axes": [ { "path": "runs[*].optimiser.name", "values": ["sgd", "adam", "adamw", "rmsprop"] },
                  { "label": "Task", "values": [ { "label": "a", "set": {} },
                    { "label": "b", "set": { "dataset": "xor" } } ] } ] })");
  const MadeUp made(parse_study(text, {.name = "s"}), [](std::int64_t, int, std::size_t) { return 0.5; });
  const auto groups = line_groups(made.outcome);
  QCOMPARE(groups.size(), std::size_t{2});
  QCOMPARE(groups[1].title, "b");
  QCOMPARE(groups[1].series.size(), std::size_t{8});
}

void StudyFindingsTest::come_out_the_other_way_with_other_numbers() {
  const MadeUp made(study(), [](std::int64_t, int seed, std::size_t run) {
    return 0.8 + 0.01 * seed + (run == 1 ? 0.1 : 0);
  });
  QVERIFY(
      findings_of(made.outcome).first().startsWith("At their best, Gradient and LFP differ by 10.0 points"));
}

void StudyFindingsTest::rank_the_contestants_of_a_tournament() {
  const MadeUp made(tournament(), [](std::int64_t cell, int seed, std::size_t) {
    // Cells run over the tasks first: margin is always the best, softmax always the worst.
    const double by_feedback[] = {0.1, 0.9, 0.5};
    return by_feedback[cell / 2] + 0.01 * seed;
  });
  const auto ranking = ranking_of(made.outcome, *find_measure("test_accuracy"), 0);
  QVERIFY(ranking);
  QCOMPARE(ranking->blocks, std::size_t{8});
  QCOMPARE(ranking->ranks, (std::vector<double>{3, 1, 2}));
  QVERIFY(!ranking_of(made.outcome, *find_measure("test_accuracy"), 1));
  const QString first = findings_of(made.outcome).first();
  QVERIFY2(first.contains("Margin has the best mean rank, 1.00 of 3"), qPrintable(first));
  QVERIFY2(first.contains("less than 0.001"), qPrintable(first));
  QVERIFY2(first.contains("Focal cannot be told apart from it"), qPrintable(first));
}

void StudyFindingsTest::tables_have_means_intervals_and_worst() {
  const MadeUp made(study(), [](std::int64_t cell, int seed, std::size_t) {
    return 0.5 + 0.1 * static_cast<double>(cell) + 0.02 * seed;
  });
  const auto tables = tables_of(made.outcome);
  QCOMPARE(tables.size(), std::size_t{2});
  QCOMPARE(tables[0].rows.size(), std::size_t{2});
  QCOMPARE(tables[1].rows.size(), std::size_t{6});
  const QStringList row = tables[0].rows[0];
  QCOMPARE(row[0], "LFP");
  QCOMPARE(row[1], "learning rate = 0.4");
  QVERIFY2(row[2].startsWith("73.0") && row[2].endsWith("± 2.6"), qPrintable(row[2]));
  QVERIFY2(row[4].startsWith("70.0"), qPrintable(row[4]));
  QCOMPARE(row[5], "4");
}

}  // namespace lfp::test::study_findings_test

LFPLAB_QT_TEST(study_findings_test, StudyFindingsTest)
#include "study_findings_test.moc"
