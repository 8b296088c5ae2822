#include "widgets/views/fit/fit_view.h"

#include "core/lockstep/lockstep.h"
#include "tests/support/figure_texts.h"
#include "tests/support/pointer.h"
#include "tests/support/qt_test.h"
#include "tests/support/small_experiment.h"
#include "widgets/style/number_text.h"
#include "widgets/views/focus.h"

#include <QComboBox>
#include <QTest>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <memory>

namespace lfp::test::fit_view_test {

namespace {

Experiment regression(const std::string& kind) {
  Experiment experiment = small_experiment();
  experiment.dataset = choose(kind, {{"samples", std::int64_t{200}}});
  experiment.network.layers = {dense_spec(8, "tanh"), dense_spec(1, "")};
  for (RunSpec& run : experiment.runs) {
    run.feedback = choose("squared_error");
    run.loss = "squared_error";
  }
  return experiment;
}

/// Trained a little, with all that the view asks for.
SnapshotPointer trained(const Experiment& experiment, std::int64_t steps = 20) {
  Lockstep lockstep = start(experiment);
  lockstep.advance(steps);
  lockstep.evaluate();
  Interest interest;
  interest.fit_resolution = 16;
  interest.train_predictions = true;
  return lockstep.snapshot(interest);
}

/// Within `off` in red, green and blue together.
bool has_colour(const QImage& image, const QRect& area, const QColor& colour, int off = 0) {
  for (int y = area.top(); y <= area.bottom(); ++y)
    for (int x = area.left(); x <= area.right(); ++x) {
      const QColor here = image.pixelColor(x, y);
      if (std::abs(here.red() - colour.red()) + std::abs(here.green() - colour.green()) +
              std::abs(here.blue() - colour.blue()) <=
          off)
        return true;
    }
  return false;
}

double raw_target(const Snapshot& snapshot, float seen) {
  return static_cast<double>(snapshot.dataset->target_normalisation.raw(seen, 0));
}

}  // namespace

class FitViewTest : public QObject {
  Q_OBJECT

 private slots:
  void init() { focus_ = std::make_unique<Focus>(); }

  void one_feature_has_every_run_s_curve_over_the_points() {
    const auto snapshot = trained(regression("sine"));
    const auto view = shown(snapshot);
    QCOMPARE(view->places().size(), std::size_t{1});
    const FitPlace place = view->places()[0];
    const QImage image = view->grab().toImage();
    // The curve passes where the network's answer lies.
    for (std::size_t run = 0; run < 2; ++run) {
      const FitSnapshot& fit = *snapshot->runs[run].fit;
      const int column = fit.columns / 3;
      const double x = place.frame.x.low + (column + 0.5) / fit.columns * place.frame.x.size();
      const QPoint at = place.frame.pixel(x, raw_target(*snapshot, fit.at(0, column, 0))).toPoint();
      QVERIFY(place.frame.area.contains(at));
      const QRect around(at - QPoint(10, 5), QSize(21, 11));  // B's line is dashed, and both are smooth
      QVERIFY2(has_colour(image, around, view->theme().run[run], 60), qPrintable(QString::number(run)));
    }
  }

  void the_pointer_tells_the_answers_and_a_click_on_a_point_chooses_its_sample() {
    const auto snapshot = trained(regression("sine"));
    const auto view = shown(snapshot);
    const FitPlace place = view->places()[0];
    const std::int64_t sample = 7;
    const auto at = view->point(place, sample);
    QVERIFY(at);
    QTest::mouseClick(view.get(), Qt::LeftButton, {}, at->toPoint());
    QVERIFY(focus_->sample_from_test());
    const auto chosen = view->point(place, focus_->sample());
    QVERIFY(std::hypot(chosen->x() - at->x(), chosen->y() - at->y()) < 2.0);
    move_mouse(*view, *at);
    QTRY_VERIFY2(QToolTip::text().contains("Test sample"), qPrintable(QToolTip::text()));
    QVERIFY(QToolTip::text().contains("A predicts") && QToolTip::text().contains("residual"));
    QToolTip::hideText();
    // Away from all points: what the runs answer there.
    move_mouse(*view, QPointF(place.frame.area.center().x(), place.frame.area.top() + 2));
    QTRY_VERIFY2(QToolTip::text().contains("A: "), qPrintable(QToolTip::text()));
    QVERIFY(QToolTip::text().contains("B: "));
  }

  void two_features_have_a_surface_for_each_run_beside_the_data() {
    const auto view = shown(trained(regression("plane"), 400));
    const auto places = view->places();
    QCOMPARE(places.size(), std::size_t{3});
    QVERIFY(!places[0].run);
    QVERIFY(places[1].run == std::size_t{0} && places[2].run == std::size_t{1});
    const QImage image = view->grab().toImage();
    for (std::size_t place = 1; place < 3; ++place) {
      const QRect area = places[place].frame.area.adjusted(2, 2, -2, -2);
      // The plane rises to the right and falls upwards.
      QVERIFY(image.pixelColor(area.bottomRight()).lightness() <
              image.pixelColor(area.topLeft()).lightness() - 20);
    }
  }

  void more_features_have_predictions_over_their_targets_with_residuals() {
    const auto snapshot = trained(regression("friedman"));
    const auto view = shown(snapshot);
    const auto places = view->places();
    QCOMPARE(places.size(), std::size_t{2});
    QCOMPARE(pictures(*view)->count(), 1);
    const QImage image = view->grab().toImage();
    for (const FitPlace& place : places) {
      QVERIFY(!place.residuals.isEmpty());
      QVERIFY(place.residuals.top() > place.frame.area.bottom());
      QVERIFY(has_colour(image, place.frame.area, view->theme().run[*place.run]));
      QVERIFY(has_colour(image, place.residuals, view->theme().positive));
      QVERIFY(has_colour(image, place.residuals, view->theme().negative));
    }
    const QStringList lines = view->csv().split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines[0], QStringLiteral("run,sample,target,predicted,residual"));
    QCOMPARE(lines.size(), 1 + 2 * static_cast<int>(snapshot->dataset->test.count()));
    const QStringList first = lines[1].split(',');
    const Predictions& predictions = *snapshot->runs[0].test_predictions;
    QVERIFY(std::abs(first[3].toDouble() - raw_target(*snapshot, predictions.values[0])) < 1e-4);
    QVERIFY(std::abs(first[4].toDouble() - (first[3].toDouble() - first[2].toDouble())) < 1e-5);
  }

  void the_picture_and_the_points_are_chosen_in_the_title() {
    const auto view = shown(trained(regression("sine")));
    Interest interest;
    view->add_interest(interest);
    QVERIFY(interest.fit_resolution > 0 && !interest.train_predictions);
    choose_in(*pictures(*view), "Predicted and target");
    QCOMPARE(view->places().size(), std::size_t{2});
    choose_in(*qobject_cast<QComboBox*>(view->title_controls()[1]), "Training points");
    interest = {};
    view->add_interest(interest);
    QVERIFY(interest.fit_resolution == 0 && interest.train_predictions);
    QCOMPARE(view->csv().split('\n', Qt::SkipEmptyParts).size(), 1 + 2 * 160);
  }

  void the_difference_has_one_curve_around_zero() {
    const auto snapshot = trained(regression("sine"));
    const auto view = shown(snapshot);
    view->run_chooser()->choose({.kind = RunChoice::Kind::difference, .run = 0});
    const PlotRange range = view->places()[0].frame.y;
    QVERIFY(std::abs(range.low + range.high) < 1e-9);
    const QStringList lines = view->csv().split('\n', Qt::SkipEmptyParts);
    QVERIFY(lines[1].startsWith(QStringLiteral("A − B,")));
    const FitSnapshot& a = *snapshot->runs[0].fit;
    const FitSnapshot& b = *snapshot->runs[1].fit;
    const double wanted = raw_target(*snapshot, a.at(0, 0, 0)) - raw_target(*snapshot, b.at(0, 0, 0));
    QVERIFY(std::abs(lines[1].split(',')[2].toDouble() - wanted) < 1e-4);
  }

  void numbers_are_in_the_units_of_the_data() {
    auto snapshot = std::make_shared<Snapshot>(*trained(regression("sine")));
    auto dataset = std::make_shared<Dataset>(*snapshot->dataset);
    dataset->normalisation = {.mean = {100.0F}, .deviation = {10.0F}};
    dataset->target_normalisation = {.mean = {-5.0F}, .deviation = {2.0F}};
    snapshot->dataset = dataset;
    const auto view = shown(snapshot);
    const QStringList first = view->csv().split('\n')[1].split(',');
    const FitSnapshot& fit = *snapshot->runs[0].fit;
    QVERIFY(std::abs(first[2].toDouble() - (-5.0 + 2.0 * static_cast<double>(fit.values[0]))) < 1e-4);
    QVERIFY(first[1].toDouble() > 80.0 && first[1].toDouble() < 100.0);
  }

  void other_data_have_a_sentence() {
    Lockstep lockstep = start(small_experiment());
    QCOMPARE(texts_of(*shown(lockstep.snapshot({})), QSize(600, 400)).first(),
             QString("Regression only; this is classification. See Confusion"));
    Experiment reproducing = regression("plane");
    reproducing.autoencode = true;
    reproducing.network.layers.back() = dense_spec(2, "");
    QVERIFY(texts_of(*shown(trained(reproducing)), QSize(600, 400)).join(' ').contains("See Reconstruction"));
  }

  void figures_are_vectors_with_axes_and_runs() {
    FitView view(*focus_);  // never shown
    view.set_snapshot(trained(regression("sine")));
    const QStringList texts = texts_of(view, QSize(640, 400));
    for (const char* words : {"Curves: Sine, step 20", "points: test data", "LFP", "Gradient", "x", "y"})
      QVERIFY2(texts.contains(QString::fromUtf8(words)), qPrintable(texts.join('|')));
  }

 private:
  std::unique_ptr<FitView> shown(const SnapshotPointer& snapshot) {
    auto view = std::make_unique<FitView>(*focus_);
    view->resize(560, 300);
    view->show();
    view->set_snapshot(snapshot);
    QCoreApplication::processEvents();
    return view;
  }
  static QComboBox* pictures(FitView& view) { return qobject_cast<QComboBox*>(view.title_controls()[0]); }
  static void choose_in(QComboBox& combo, const char* words) {
    combo.setCurrentText(QString::fromUtf8(words));
    emit combo.activated(combo.currentIndex());
  }

  std::unique_ptr<Focus> focus_;
};

}  // namespace lfp::test::fit_view_test

LFPLAB_QT_TEST(fit_view_test, FitViewTest)
#include "fit_view_test.moc"
