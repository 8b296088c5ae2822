#include "tests/support/make_snapshot.h"
#include "tests/support/painted_texts.h"
#include "tests/support/qt_test.h"
#include "tests/support/small_experiment.h"
#include "widgets/gl/renderer.h"
#include "widgets/views/boundary/boundary_view.h"
#include "widgets/views/focus.h"
#include "widgets/views/view.h"
#include "widgets/views/view_entry.h"

#include <QTest>
#include <memory>

namespace lfp::test::texts_test {

namespace {

Experiment spirals(std::size_t runs) {
  Experiment experiment = small_experiment();
  while (experiment.runs.size() < runs) {
    experiment.runs.push_back(experiment.runs.front());
    experiment.runs.back().name = "LFP-αβ, α = " + std::to_string(experiment.runs.size());
  }
  return experiment;
}

Experiment ten_layers() {
  Experiment experiment = small_experiment();
  experiment.network.layers.assign(9, dense_spec(8, "tanh"));
  experiment.network.layers.push_back(dense_spec(2, ""));
  return experiment;
}

Experiment wide() {
  Experiment experiment = small_experiment();
  experiment.network.layers = {dense_spec(600, "relu"), dense_spec(600, "relu"), dense_spec(2, "")};
  return experiment;
}

Experiment digits_with_maps() {
  Experiment experiment = small_experiment();
  experiment.dataset = {.name = "digits", .settings = {}};
  experiment.dataset.settings.set("samples", std::int64_t{200});
  LayerSpec convolution = layer_spec("conv2d");
  convolution.activation = {.name = "relu", .settings = {}};
  experiment.network.layers = {convolution, layer_spec("max_pool"), dense_spec(32, "relu"),
                               dense_spec(10, "")};
  return experiment;
}

Experiment spiking() {
  Experiment experiment = small_experiment();
  experiment.network.layers = {layer_spec("lif_dense", {{"units", std::int64_t{12}}}),
                               layer_spec("lif_dense", {{"units", std::int64_t{2}}})};
  experiment.network.steps = 8;
  experiment.runs[0].feedback = choose("snn_rate_coded");
  experiment.runs[1].surrogate = "arctan";
  return experiment;
}

Experiment lenet() {
  Experiment experiment = digits_with_maps();
  LayerSpec convolution = layer_spec(
      "conv2d",
      {{"channels", std::int64_t{16}}, {"kernel_height", std::int64_t{5}}, {"kernel_width", std::int64_t{5}}},
      "relu");
  experiment.network.layers = {convolution,
                               layer_spec("max_pool"),
                               convolution,
                               layer_spec("max_pool"),
                               dense_spec(120, "relu"),
                               dense_spec(84, "relu"),
                               dense_spec(10, "")};
  return experiment;
}

Experiment drawn() {
  Experiment experiment = small_experiment();
  experiment.dataset = choose("drawn");
  return experiment;
}

Experiment sine() {
  Experiment experiment = small_experiment();
  experiment.dataset = {.name = "sine", .settings = {}};
  experiment.network.layers = {dense_spec(16, "tanh"), dense_spec(1, "")};
  experiment.runs[0].feedback = {.name = "squared_error", .settings = {}};
  experiment.runs[1].loss = "squared_error";
  return experiment;
}

/// A's weights are not finite after a few steps.
Experiment diverging() {
  Experiment experiment = spirals(2);
  experiment.runs[0].clip_norm.reset();
  experiment.runs[0].optimiser.settings.set("learning_rate", 1e4);
  return experiment;
}

/// A layout that changes can make the one around it change.
void settle() {
  for (int turn = 0; turn < 4; ++turn) QCoreApplication::processEvents();
}

}  // namespace

/// No text of any view lies over another one or is cut off, whatever is shown.
class TextsTest : public QObject {
  Q_OBJECT

 private slots:
  void lie_apart_and_are_whole_data() {
    QTest::addColumn<Experiment>("experiment");
    QTest::addColumn<int>("steps");
    QTest::addColumn<double>("zoom");
    const auto row = [](const char* name, const Experiment& experiment, int steps, double zoom) {
      QTest::newRow(name) << experiment << steps << zoom;
    };
    row("two runs", spirals(2), 20, 1);
    row("before training", spirals(2), 0, 1);
    row("four runs", spirals(4), 20, 1);
    row("a run diverged", diverging(), 60, 1);
    row("ten layers", ten_layers(), 10, 1);
    row("600 units", wide(), 2, 1);
    row("images", digits_with_maps(), 4, 1);
    row("LeNet", lenet(), 2, 1);
    row("drawn points", drawn(), 4, 1);
    row("values", sine(), 10, 1);
    row("spiking", spiking(), 4, 1);
    row("two runs, presenter", spirals(2), 20, 1.75);
    row("images, presenter", digits_with_maps(), 4, 1.75);
    row("LeNet, presenter", lenet(), 2, 1.75);
    row("drawn points, presenter", drawn(), 4, 1.75);
  }

  void lie_apart_and_are_whole() {
    QFETCH(Experiment, experiment);
    QFETCH(int, steps);
    QFETCH(double, zoom);
    Lockstep lockstep = start(experiment, {.raster = true, .past = true});
    lockstep.advance(steps);
    lockstep.evaluate();
    QStringList problems;
    for (const ViewEntry& entry : view_entries()) {
      Focus focus;
      const std::unique_ptr<View> view(entry.make(focus, nullptr));
      view->set_renderer(Renderer::raster);
      apply_theme(*view, Theme::make(Theme::Kind::light, zoom));
      view->resize(QSize(760, 400));
      if (auto* boundary = qobject_cast<BoundaryView*>(view.get())) boundary->set_data(experiment.dataset);
      view->show();
      for (int turn = 0; turn < 2; ++turn) {
        Interest interest;
        view->add_interest(interest);
        view->set_snapshot(lockstep.snapshot(interest));
        settle();
      }
      for (const QSize size : {QSize(760, 400), QSize(520, 320), QSize(1000, 620)}) {
        if (zoom > 1 && size.width() < 700) continue;
        view->resize(size);
        settle();
        for (const QString& problem : text_problems(*view))
          problems << QStringLiteral("%1 at %2 × %3: %4")
                          .arg(entry.name)
                          .arg(size.width())
                          .arg(size.height())
                          .arg(problem);
      }
    }
    QVERIFY2(problems.isEmpty(), qPrintable(QStringLiteral("\n") + problems.join(QLatin1Char('\n'))));
  }

  void are_whole_in_figures_data() {
    QTest::addColumn<Experiment>("experiment");
    QTest::addColumn<int>("steps");
    const auto row = [](const char* name, const Experiment& experiment, int steps) {
      QTest::newRow(name) << experiment << steps;
    };
    row("one run", spirals(1), 20);
    row("two runs", spirals(2), 20);
    row("four runs", spirals(4), 20);
    row("a run diverged", diverging(), 60);
    row("ten layers", ten_layers(), 10);
    row("600 units", wide(), 2);
    row("images", digits_with_maps(), 4);
    row("LeNet", lenet(), 2);
    row("values", sine(), 10);
    row("spiking", spiking(), 4);
  }

  /// In a column of a paper, over its whole width, and on a slide.
  void are_whole_in_figures() {
    QFETCH(Experiment, experiment);
    QFETCH(int, steps);
    Lockstep lockstep = start(experiment, {.raster = true, .past = true});
    lockstep.advance(steps);
    lockstep.evaluate();
    const auto facts = lockstep.snapshot({})->dataset;
    const DataTraits traits = traits_of(facts->shape, facts->is_regression(), experiment);
    QStringList problems;
    for (const ViewEntry& entry : view_entries()) {
      if (entry.shows != nullptr && !entry.shows(traits)) continue;
      Focus focus;
      const std::unique_ptr<View> view(entry.make(focus, nullptr));
      view->set_renderer(Renderer::raster);
      for (int turn = 0; turn < 2; ++turn) {
        Interest interest;
        view->add_interest(interest);
        view->set_snapshot(lockstep.snapshot(interest));
        settle();
      }
      for (const QSize size : {QSize(321, 242), QSize(680, 420), QSize(1280, 720)})
        for (const QString& problem : figure_text_problems(*view, size))
          problems << QStringLiteral("%1, %2 × %3: %4")
                          .arg(entry.name)
                          .arg(size.width())
                          .arg(size.height())
                          .arg(problem);
    }
    QVERIFY2(problems.isEmpty(), qPrintable(QStringLiteral("\n") + problems.join(QLatin1Char('\n'))));
  }
};

}  // namespace lfp::test::texts_test

LFPLAB_QT_TEST(texts_test, TextsTest)
#include "texts_test.moc"
