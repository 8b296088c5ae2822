#include "core/inspection/make_histogram.h"
#include "tests/support/make_snapshot.h"
#include "tests/support/pointer.h"
#include "tests/support/qt_test.h"
#include "widgets/controls/segmented_control.h"
#include "widgets/views/flips/flips_view.h"
#include "widgets/views/focus.h"
#include "widgets/views/histograms/histogram_view.h"
#include "widgets/views/samples/sample_list.h"
#include "widgets/views/weights/weight_view.h"

#include <QTest>
#include <QToolTip>
#include <memory>

namespace lfp::test::run_choice_test {

/// One run alone, or the difference of two, in the views that show them side by side.
class RunChoiceTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    focus_ = std::make_unique<Focus>();
    snapshot_ = with_histograms();
  }

  void one_run_has_the_whole_view_and_keeps_its_letter() {
    const auto weights = shown<WeightView>();
    QCOMPARE(weights->picture().layout().panes().size(), std::size_t{2});
    weights->run_chooser()->choose({.kind = RunChoice::Kind::one, .run = 1});
    QCOMPARE(weights->picture().layout().panes().size(), std::size_t{1});
    QCOMPARE(weights->picture().run(0), std::size_t{1});
    QVERIFY(&weights->picture().weights(0) == snapshot_->runs[1].layers[0].weights.get());

    const auto flips = shown<FlipsView>();
    flips->run_chooser()->choose({.kind = RunChoice::Kind::one, .run = 1});
    for (const auto& strip : flips->timeline().strips()) QCOMPARE(strip.run, std::size_t{1});

    const auto histograms = shown<HistogramView>();
    histograms->run_chooser()->choose({.kind = RunChoice::Kind::one, .run = 1});
    for (const auto& plot : histograms->picture().plots()) {
      QCOMPARE(plot.outlines.size(), std::size_t{1});
      QCOMPARE(plot.outlines[0].run, std::size_t{1});
    }
  }

  void weights_are_subtracted_and_unlike_signs_are_framed() {
    const auto view = shown<WeightView>();
    view->run_chooser()->choose(difference_);
    QVERIFY(view->picture().is_difference());
    const LayerWeights& a = *snapshot_->runs[0].layers[0].weights;
    const LayerWeights& b = *snapshot_->runs[1].layers[0].weights;
    const LayerWeights& shown = view->picture().weights(0);
    int unlike = 0;
    for (std::size_t i = 0; i < a.weight.values.size(); ++i) {
      QCOMPARE(shown.weight.values[i], a.weight.values[i] - b.weight.values[i]);
      QCOMPARE(shown.feedback.values[i], a.feedback.values[i] - b.feedback.values[i]);
      QCOMPARE(shown.is_flipped(i), a.weight.values[i] * b.weight.values[i] < 0.0F);
      unlike += shown.is_flipped(i) ? 1 : 0;
    }
    QVERIFY(unlike > 0);
    for (std::size_t i = 0; i < a.bias.size(); ++i) QCOMPARE(shown.bias[i], a.bias[i] - b.bias[i]);
  }

  void a_weight_of_the_difference_tells_both() {
    const auto view = shown<WeightView>();
    view->run_chooser()->choose(difference_);
    test::move_mouse(*view, view->picture().layout().area_of(0, {.unit = 1, .input = 0}).center().toPoint());
    QTRY_VERIFY(QToolTip::text().contains("A − B"));
    QVERIFY2(QToolTip::text().contains("weight: A "), qPrintable(QToolTip::text()));
  }

  void bars_of_the_difference_are_what_one_run_flips_more() {
    const auto view = shown<FlipsView>();
    const auto both = view->timeline().strips();
    view->run_chooser()->choose(difference_);
    const auto& strips = view->timeline().strips();
    QCOMPARE(strips.size() * 2, both.size());
    double moved = 0.0;
    for (std::size_t row = 0; row < strips.size(); ++row) {
      QCOMPARE(strips[row].layer, both[2 * row].layer);
      for (const auto& bar : strips[row].bars) {
        double a = 0.0, b = 0.0;
        sum(both[2 * row], bar, a);
        sum(both[2 * row + 1], bar, b);
        QVERIFY(std::abs(bar.to_positive - std::max(0.0, a - b)) < 1e-6);
        QVERIFY(std::abs(bar.to_negative - std::max(0.0, b - a)) < 1e-6);
        moved += std::abs(a - b);
      }
    }
    QVERIFY(moved > 0.0);
  }

  void maps_of_flips_are_subtracted_too() {
    const auto view = shown<FlipsView>();
    auto* modes = qobject_cast<SegmentedControl*>(view->title_controls().front());
    modes->set_current(1);
    emit modes->current_changed(1);
    QVERIFY(view->mode() == FlipsView::Mode::how_often);
    view->run_chooser()->choose(difference_);
    QCOMPARE(view->map().layout().panes().size(), std::size_t{1});
    QVERIFY(view->map().is_difference());
    QVERIFY(view->map().range() > 0.0F);
  }

  void histograms_are_subtracted_bin_by_bin() {
    const auto view = shown<HistogramView>();
    const auto both = view->picture().plots();
    view->run_chooser()->choose(difference_);
    QVERIFY(view->picture().is_difference());
    QCOMPARE(view->picture().plots().size(), both.size());
    for (std::size_t plot = 0; plot < both.size(); ++plot) {
      const auto& difference = view->picture().plots()[plot].outlines;
      QCOMPARE(difference.size(), std::size_t{1});
      for (std::size_t bin = 0; bin < both[plot].bins(); ++bin)
        QCOMPARE(difference[0].counts[bin],
                 both[plot].outlines[0].counts[bin] - both[plot].outlines[1].counts[bin]);
    }
  }

  void samples_that_two_runs_answer_differently_can_be_picked() {
    auto snapshot = std::make_shared<Snapshot>(*snapshot_);
    const auto count = static_cast<std::size_t>(snapshot->dataset->test.count());
    const auto answers = [count](std::size_t other) {
      auto predictions = std::make_shared<Predictions>();
      predictions->predicted.assign(count, 0);
      if (other < count) predictions->predicted[other] = 1;
      predictions->probability.assign(count, 1.0F);
      return predictions;
    };
    SampleFilter unlike;
    unlike.kind = SampleFilter::Kind::unlike;
    snapshot->runs[0].test_predictions = answers(3);
    snapshot->runs[1].test_predictions = answers(5);
    QCOMPARE(filtered(*snapshot, unlike), (std::vector<std::int64_t>{3, 5}));
    snapshot->runs.pop_back();
    QVERIFY(filtered(*snapshot, unlike).empty());
  }

  void keys_choose_while_the_view_has_the_keyboard() {
    const auto view = shown<WeightView>();
    view->setFocus();
    QTRY_VERIFY(view->hasFocus());
    QTest::keyClick(view.get(), Qt::Key_B);
    QVERIFY(view->run_chooser()->choice() == (RunChoice{.kind = RunChoice::Kind::one, .run = 1}));
    QTest::keyClick(view.get(), Qt::Key_D);
    QVERIFY(view->run_chooser()->choice() == difference_);
    QTest::keyClick(view.get(), Qt::Key_D);
    QVERIFY(view->run_chooser()->choice() == RunChoice{});
    view->clearFocus();
    QTest::keyClick(view.get(), Qt::Key_B);
    QVERIFY(view->run_chooser()->choice() == RunChoice{});
  }

  void a_choice_that_the_runs_do_not_have_shows_all() {
    const auto view = shown<WeightView>();
    view->run_chooser()->choose({.kind = RunChoice::Kind::one, .run = 3});
    QCOMPARE(view->picture().layout().panes().size(), std::size_t{2});
    view->run_chooser()->choose(difference_);
    auto alone = std::make_shared<Snapshot>(*snapshot_);
    alone->runs.pop_back();
    view->set_snapshot(alone);
    QVERIFY(!view->picture().is_difference());
    QCOMPARE(view->picture().layout().panes().size(), std::size_t{1});
  }

 private:
  static SnapshotPointer with_histograms() {
    auto snapshot = std::make_shared<Snapshot>(*test::make_snapshot({.steps = 40, .raster = false}));
    snapshot->interest.histograms[0] = true;
    // Some signs that the runs do not agree on.
    auto& first = snapshot->runs[1].layers[0];
    auto turned = std::make_shared<LayerWeights>(*first.weights);
    for (std::size_t i = 0; i < turned->weight.values.size(); i += 3) turned->weight.values[i] *= -1.0F;
    turned->flips[0] += 4;
    first.weights = std::move(turned);
    for (auto& run : snapshot->runs)
      for (auto& layer : run.layers) {
        const std::vector<float>& values = layer.weights->weight.values;
        const std::vector<Scalar> weights(values.begin(), values.end());
        layer.histograms[0] =
            std::make_shared<const Histogram>(make_histogram(weights.data(), std::ssize(weights)));
      }
    return snapshot;
  }

  /// Adds what a strip has flipped in the steps of `like`.
  static void sum(const FlipsTimeline::Strip& strip, const FlipsTimeline::Bar& like, double& flips) {
    for (const auto& bar : strip.bars)
      if (bar.first_step >= like.first_step && bar.last_step <= like.last_step)
        flips += bar.to_positive + bar.to_negative;
  }

  template <class Kind>
  std::unique_ptr<Kind> shown() {
    auto view = std::make_unique<Kind>(*focus_);
    view->resize(640, 320);
    view->show();
    view->activateWindow();
    view->set_snapshot(snapshot_);
    QCoreApplication::processEvents();
    return view;
  }

  const RunChoice difference_{.kind = RunChoice::Kind::difference, .run = 0};
  std::unique_ptr<Focus> focus_;
  SnapshotPointer snapshot_;
};

}  // namespace lfp::test::run_choice_test

LFPLAB_QT_TEST(run_choice_test, RunChoiceTest)
#include "run_choice_test.moc"
