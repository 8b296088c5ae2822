#include "tests/support/make_snapshot.h"
#include "tests/support/pointer.h"
#include "tests/support/qt_test.h"
#include "tests/support/small_experiment.h"
#include "widgets/style/colour_map.h"
#include "widgets/style/number_text.h"
#include "widgets/views/boundary/boundary_view.h"
#include "widgets/views/confusion/confusion_picture.h"
#include "widgets/views/confusion/confusion_view.h"
#include "widgets/views/curves/curves_plot.h"
#include "widgets/views/curves/curves_view.h"
#include "widgets/views/flips/flips_view.h"
#include "widgets/views/ledger/ledger_view.h"
#include "widgets/views/pad/pad_view.h"
#include "widgets/views/samples/sample_view.h"
#include "widgets/views/weights/weight_view.h"

#include <QAbstractButton>
#include <QTest>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <memory>
#include <tuple>
#include <utility>

namespace lfp::test::run_difference_test {

/// A − B and one run alone, in the views that tell what runs predict, and in tables: these hold what is
/// shown.
class RunDifferenceTest : public QObject {
  Q_OBJECT

 private slots:
  void init() { focus_ = std::make_unique<Focus>(); }

  void confusions_are_subtracted_in_signed_colours() {
    const auto snapshot = ten_classes();
    const auto view = shown<ConfusionView>(snapshot);
    QCOMPARE(view->cells().size(), std::size_t{2});
    view->run_chooser()->choose(difference_);
    QCOMPARE(view->cells().size(), std::size_t{1});
    const Table difference = confusion_difference(*snapshot);
    const QImage image = view->grab().toImage();
    int coloured = 0;
    for (std::int64_t label = 0; label < 10; ++label)
      for (std::int64_t predicted = 0; predicted < 10; ++predicted) {
        const float more = difference.at(label, predicted);
        QCOMPARE(more, snapshot->runs[0].confusion.at(label, predicted) -
                           snapshot->runs[1].confusion.at(label, predicted));
        const QRect cell = confusion_cell(view->cells()[0].square, difference, label, predicted);
        const QColor corner = image.pixelColor(cell.topLeft() + QPoint(1, 1));
        const float range = std::max(1.0F, view->colour_ranges().front()->value());
        QCOMPARE(corner.rgb(), signed_colour(signed_colours(view->theme()), more, range));
        coloured += more != 0.0F ? 1 : 0;
      }
    QVERIFY(coloured > 2);
  }

  void a_cell_of_the_difference_tells_both_and_opens_the_run_with_more() {
    const auto snapshot = ten_classes();
    const auto view = shown<ConfusionView>(snapshot);
    view->run_chooser()->choose(difference_);
    const auto place = [&](std::int64_t label, std::int64_t predicted) {
      return confusion_cell(view->cells()[0].square, snapshot->runs[0].confusion, label, predicted).center();
    };
    test::move_mouse(*view, place(3, 5));
    QTRY_VERIFY2(QToolTip::text().contains("A − B: +12"), qPrintable(QToolTip::text()));
    QVERIFY(QToolTip::text().contains("A: 16 of 100 samples") && QToolTip::text().contains("B: 4 of 100"));
    std::vector<ConfusionCell> asked;
    connect(focus_.get(), &Focus::samples_asked, [&](const ConfusionCell& cell) { asked.push_back(cell); });
    QTest::mouseClick(view.get(), Qt::LeftButton, {}, place(3, 5));
    QTest::mouseClick(view.get(), Qt::LeftButton, {}, place(3, 3));
    QCOMPARE(asked.size(), std::size_t{2});
    QVERIFY(asked[0] == (ConfusionCell{.run = 0, .label = 3, .predicted = 5}));
    QVERIFY(asked[1] == (ConfusionCell{.run = 1, .label = 3, .predicted = 3}));
  }

  void tables_of_confusion_hold_what_is_shown() {
    const auto view = shown<ConfusionView>(ten_classes());
    view->run_chooser()->choose({.kind = RunChoice::Kind::one, .run = 1});
    QStringList lines = lines_of(*view);
    QCOMPARE(lines.size(), 1 + 100);
    QVERIFY(lines.contains("Gradient,3,3,96"));
    view->run_chooser()->choose(difference_);
    lines = lines_of(*view);
    QCOMPARE(lines.size(), 1 + 100);
    QVERIFY(lines.contains("A − B,3,3,-15"));
  }

  void keys_walk_only_through_the_shown_confusion() {
    const auto view = shown<ConfusionView>(ten_classes());
    view->setFocus();
    QTRY_VERIFY(view->hasFocus());
    QTest::keyClick(view.get(), Qt::Key_B);
    std::vector<ConfusionCell> asked;
    connect(focus_.get(), &Focus::samples_asked, [&](const ConfusionCell& cell) { asked.push_back(cell); });
    for (const Qt::Key key : {Qt::Key_Right, Qt::Key_Left, Qt::Key_Return}) QTest::keyClick(view.get(), key);
    QCOMPARE(asked.size(), std::size_t{1});
    QVERIFY(asked[0] == (ConfusionCell{.run = 1, .label = 0, .predicted = 0}));
  }

  void the_boundary_marks_where_runs_predict_differently() {
    const auto snapshot = with_discs(0.8, 0.4);
    const auto view = shown<BoundaryView>(snapshot);
    QCOMPARE(view->cells().size(), std::size_t{2});
    view->run_chooser()->choose(difference_);
    QCOMPARE(view->cells().size(), std::size_t{1});
    const QImage image = view->grab().toImage();
    const QRect square = view->cells()[0].square;
    const auto at = [&](double x) {
      return image.pixelColor(boundary_pixel(*snapshot->runs[0].boundary, square, {x, 0.0}).toPoint());
    };
    const Theme& theme = view->theme();
    QCOMPARE(at(0.2), theme.class_area[1]);  // both inside
    QCOMPARE(at(0.9), theme.class_area[0]);  // both outside
    QCOMPARE(at(0.6), blended(theme.text, theme.base, 0.45));
    // Each run's boundary in its own colour.
    QVERIFY(has_colour(image, square, run_colour(0, theme)));
    QVERIFY(has_colour(image, square, run_colour(1, theme)));
    QVERIFY(std::abs(unlike_fraction(*snapshot) - M_PI * (0.64 - 0.16) / 4.0) < 0.02);
    test::move_mouse(*view, boundary_pixel(*snapshot->runs[0].boundary, square, {0.6, 0.0}));
    QTRY_VERIFY2(QToolTip::text().contains("differently"), qPrintable(QToolTip::text()));
  }

  void the_table_of_unlike_boundaries_has_both_predictions() {
    const auto snapshot = with_discs(0.8, 0.4);
    const auto view = shown<BoundaryView>(snapshot);
    view->run_chooser()->choose(difference_);
    const QStringList lines = lines_of(*view);
    QCOMPARE(lines[0], QString("x1,x2,predicted_a,certainty_a,predicted_b,certainty_b,differ"));
    QCOMPARE(lines.size(), 1 + 64 * 64);
    int differ = 0;
    for (int line = 1; line < lines.size(); ++line) {
      const QStringList cells = lines[line].split(',');
      QCOMPARE(cells[6].toInt(), cells[2] == cells[4] ? 0 : 1);
      differ += cells[6].toInt();
    }
    QVERIFY(std::abs(differ / 4096.0 - unlike_fraction(*snapshot)) < 1e-9);
    view->run_chooser()->choose({.kind = RunChoice::Kind::one, .run = 1});
    QCOMPARE(lines_of(*view).size(), 1 + 64 * 64);
    QVERIFY(lines_of(*view)[1].startsWith("Gradient,"));
  }

  void the_pad_shows_how_sure_one_run_is_against_the_other() {
    const auto view = shown<PadView>(images(), QSize(640, 320));
    const QRect canvas = view->canvas_area();
    test::drag_mouse(*view, canvas.center() - QPoint(40, 40), canvas.center() + QPoint(30, 60));
    view->set_snapshot(answered(*view));
    view->run_chooser()->choose(difference_);
    const QImage image = view->grab().toImage();
    const auto colours_in = [&](std::int32_t label) {
      const QRect row = view->class_area(label);
      return std::pair(has_colour(image, row, view->theme().positive),
                       has_colour(image, row, view->theme().negative));
    };
    QVERIFY(colours_in(3) == std::pair(true, false));
    QVERIFY(colours_in(4) == std::pair(false, true));
    const QStringList lines = lines_of(*view);
    QCOMPARE(lines.size(), 1 + 10);
    QVERIFY(std::abs(lines[4].section(',', 2).toDouble() - 0.36) < 1e-6);
    QVERIFY(lines[4].startsWith("A − B,3,"));
    view->run_chooser()->choose({.kind = RunChoice::Kind::one, .run = 1});
    QCOMPARE(lines_of(*view).size(), 1 + 10);
    QVERIFY(lines_of(*view)[1].startsWith("Gradient,"));
  }

  void samples_tell_how_much_more_certain_one_run_is() {
    const auto view = shown<SampleView>(with_predictions(), QSize(640, 320));
    view->run_chooser()->choose(difference_);
    const QStringList lines = lines_of(*view);
    QCOMPARE(lines[0].section(',', -1), QString("A − B"));
    QCOMPARE(lines[1].section(',', -1), QString());  // they predict different classes
    QVERIFY(std::abs(lines[2].section(',', -1).toDouble() - 0.25) < 1e-6);
    const QImage image = view->grab().toImage();
    QVERIFY(has_colour(image, view->place_of(1), view->theme().positive));
    QVERIFY(!has_colour(image, view->place_of(1), view->theme().negative));
    QVERIFY(!has_colour(image, view->place_of(0), view->theme().positive));
    test::move_mouse(*view, view->place_of(1).topLeft() + QPoint(20, 20));
    QTRY_VERIFY2(QToolTip::text().contains("A − B"), qPrintable(QToolTip::text()));
    QVERIFY(QToolTip::text().contains(points_text(0.25)));
    view->run_chooser()->choose({.kind = RunChoice::Kind::one, .run = 1});
    QCOMPARE(lines_of(*view)[0], QString("sample,label,Gradient,Gradient probability"));
  }

  void curves_are_subtracted_step_by_step() {
    const auto snapshot = test::make_snapshot({.steps = 40});
    const auto view = shown<CurvesView>(snapshot, QSize(1320, 204));
    view->run_chooser()->choose(difference_);
    const auto& plots = view->findChildren<CurvePlot*>();
    const double more = snapshot->runs[0].test_accuracy - snapshot->runs[1].test_accuracy;
    QCOMPARE(plots[0]->readout().values().size(), std::size_t{1});
    QCOMPARE(plots[0]->readout().values()[0].text, points_text(more));
    const RunCurves both[] = {run_curves(*snapshot, 0, {.kind = CurveKind::mean_feedback}),
                              run_curves(*snapshot, 1, {.kind = CurveKind::mean_feedback})};
    const RunCurves difference = curve_difference(both[0], both[1]);
    QCOMPARE(difference.now.batch.y.size(), std::size_t{40});
    for (std::size_t at = 0; at < difference.now.batch.y.size(); ++at)
      QCOMPARE(difference.now.batch.y[at], both[0].now.batch.y[at] - both[1].now.batch.y[at]);
    const QStringList lines = lines_of(*view);
    QCOMPARE(lines.size(), 1 + 40 + 2);
    const QStringList cells = lines[1 + 6].split(',');
    QCOMPARE(cells.mid(0, 4), QStringList({"A − B", "batch", "7", "1"}));
    const auto& steps = snapshot->runs[0].history.steps;
    const auto& others = snapshot->runs[1].history.steps;
    QCOMPARE(cells[5].toFloat(),
             steps.at(6, StepColumns::batch_loss) - others.at(6, StepColumns::batch_loss));
  }

  void a_difference_of_curves_is_orange_above_zero_and_blue_below() {
    const Theme theme = Theme::make(Theme::Kind::light);
    CurveSight sight{
        .snapshot = test::make_snapshot(), .shown = {}, .x = {0.0, 4.0}, .step = {}, .is_difference = true};
    const CurveTopic topic{.kind = CurveKind::mean_feedback};
    RunCurves curves{.topic = topic,
                     .now = {.test = {}, .batch = {.x = {1, 2, 3, 4}, .y = {1, -1, -1, 2}}},
                     .ahead = {},
                     .step = 4,
                     .present = {}};
    const PlotContent content = topic_content({curves}, topic, sight, theme);
    QCOMPARE(content.lines.size(), std::size_t{3});  // zero, above, below
    for (const auto& [line, colour, sign] :
         {std::tuple{&content.lines[1], theme.positive, 1.0}, {&content.lines[2], theme.negative, -1.0}}) {
      QCOMPARE(line->pen.color(), colour);
      int values = 0;
      for (const double y : line->y) {
        QVERIFY(std::isnan(y) || y * sign >= 0.0);
        values += std::isnan(y) ? 0 : 1;
      }
      QCOMPARE(values, 4);  // two of its own, and two crossings of zero
    }
  }

  void the_legend_and_the_choice_of_runs_are_one() {
    const auto view = shown<CurvesView>(test::make_snapshot({.steps = 40}), QSize(1320, 204));
    const auto buttons = view->title_controls().front()->findChildren<QAbstractButton*>();
    QCOMPARE(buttons.size(), 2);
    QTest::mouseClick(buttons[0], Qt::LeftButton);
    QVERIFY(view->run_chooser()->choice() == (RunChoice{.kind = RunChoice::Kind::one, .run = 1}));
    QCOMPARE(lines_of(*view).size(), 1 + 42);
    view->run_chooser()->choose(difference_);
    QVERIFY(!buttons[0]->isChecked() && !buttons[1]->isChecked());
    QTest::mouseClick(buttons[0], Qt::LeftButton);
    QVERIFY(view->run_chooser()->choice() == (RunChoice{.kind = RunChoice::Kind::one, .run = 0}));
    view->run_chooser()->choose({});
    QVERIFY(buttons[0]->isChecked() && buttons[1]->isChecked());
    QCOMPARE(lines_of(*view).size(), 1 + 2 * 42);
  }

  void logarithmic_axes_come_back_after_a_difference() {
    const auto view = shown<CurvesView>(test::make_snapshot({.steps = 40}), QSize(1320, 204));
    auto* loss = view->findChildren<CurvePlot*>()[1];
    QCOMPARE(loss->scale(), PlotScale::logarithmic);
    view->run_chooser()->choose(difference_);
    QCOMPARE(loss->scale(), PlotScale::linear);
    view->run_chooser()->choose({});
    QCOMPARE(loss->scale(), PlotScale::logarithmic);
  }

  void ledgers_are_subtracted_and_still_add_up() {
    Lockstep lockstep = test::start(test::small_experiment());
    lockstep.advance(5);
    Interest interest;
    interest.sample = interest.sample_ledger = true;
    const auto snapshot = lockstep.snapshot(interest);
    const auto view = shown<LedgerView>(snapshot, QSize(900, 320));
    view->setFocus();
    QTest::keyClick(view.get(), Qt::Key_D);
    const Ledger& a = snapshot->runs[0].sample_ledger;
    const Ledger& b = snapshot->runs[1].sample_ledger;
    QVERIFY(view->lines().is_difference);
    for (const LedgerLine& line : view->lines().lines) {
      const auto layer = static_cast<std::size_t>(line.layer);
      double sum = 0.0;
      for (const double part : line.parts) sum += part;
      QVERIFY(std::abs(sum - line.arriving) < 1e-5);
      QCOMPARE(line.arriving, a[layer].arriving - b[layer].arriving);
    }
    const QStringList lines = lines_of(*view);
    QCOMPARE(lines.size(), 1 + 3);
    QVERIFY(lines[1].startsWith("A − B,1,"));
    QVERIFY(std::abs(lines[1].section(',', 2, 2).toDouble() - (a[0].arriving - b[0].arriving)) < 1e-12);
  }

  void tables_of_weights_and_flips_hold_what_is_shown() {
    const auto snapshot = test::make_snapshot({.steps = 40, .raster = false});
    const auto weights = shown<WeightView>(snapshot);
    weights->run_chooser()->choose(difference_);
    const QStringList lines = lines_of(*weights);
    const LayerWeights& a = *snapshot->runs[0].layers[0].weights;
    const LayerWeights& b = *snapshot->runs[1].layers[0].weights;
    QCOMPARE(lines[0], QString("run,layer,neuron,input,weight,feedback,signs_differ"));
    QCOMPARE(lines.size(), 1 + 16 * 3);
    const QStringList cells = lines[2].split(',');
    QCOMPARE(cells.mid(0, 4), QStringList({"A − B", "1", "1", "2"}));
    QCOMPARE(cells[4].toFloat(), a.weight.values[1] - b.weight.values[1]);
    QCOMPARE(cells[6].toInt(), a.weight.values[1] * b.weight.values[1] < 0.0F ? 1 : 0);
    weights->run_chooser()->choose({.kind = RunChoice::Kind::one, .run = 1});
    QCOMPARE(lines_of(*weights).size(), 1 + 16 * 3);
    QVERIFY(lines_of(*weights)[1].startsWith("Gradient,1,1,1,"));
    QVERIFY(weights->table() != nullptr);

    const auto flips = shown<FlipsView>(snapshot);
    const auto all = lines_of(*flips).size();
    flips->run_chooser()->choose(difference_);
    QCOMPARE(2 * (lines_of(*flips).size() - 1), all - 1);
    QVERIFY(lines_of(*flips)[1].startsWith("A − B,1,"));
  }

 private:
  /// A takes 3 for 5 sixteen times, B four times.
  static SnapshotPointer ten_classes() {
    auto snapshot = std::make_shared<Snapshot>(
        *test::make_snapshot({.sizes = {64, 4, 10}, .steps = 20, .raster = false}));
    for (std::size_t run = 0; run < 2; ++run) {
      Table& table = snapshot->runs[run].confusion;
      for (std::size_t column = 0; column < 10; ++column) table.values[30 + column] = 0.0F;
      table.values[33] = run == 0 ? 81.0F : 96.0F;
      table.values[35] = run == 0 ? 16.0F : 4.0F;
      table.values[38] = run == 0 ? 3.0F : 0.0F;
    }
    return snapshot;
  }

  /// Discs of class 1 around the origin, one a run.
  static SnapshotPointer with_discs(double radius_a, double radius_b) {
    auto snapshot = std::make_shared<Snapshot>(*test::make_snapshot({.steps = 20, .raster = false}));
    auto dataset = std::make_shared<Dataset>(*snapshot->dataset);
    dataset->train = {};  // no point hides what is looked at
    snapshot->dataset = std::move(dataset);
    for (std::size_t run = 0; run < 2; ++run) {
      BoundarySnapshot boundary{.resolution = 64,
                                .x_low = -1,
                                .x_high = 1,
                                .y_low = -1,
                                .y_high = 1,
                                .predicted = {},
                                .certainty = {}};
      for (int cell = 0; cell < 64 * 64; ++cell) {
        const double x = (cell % 64 + 0.5) / 32.0 - 1.0;
        const double y = (cell / 64 + 0.5) / 32.0 - 1.0;
        const bool is_inside = std::hypot(x, y) < (run == 0 ? radius_a : radius_b);
        boundary.predicted.push_back(is_inside ? 1 : 0);
        boundary.certainty.push_back(200);
      }
      snapshot->runs[run].boundary = std::move(boundary);
    }
    return snapshot;
  }

  static SnapshotPointer images() {
    return test::make_snapshot({.sizes = {28 * 28, 4, 10}, .steps = 20, .samples = 20, .raster = false});
  }

  /// Both runs are sure of class 3, B less so.
  static SnapshotPointer answered(const PadView& view) {
    auto snapshot = std::make_shared<Snapshot>(*images());
    for (std::size_t run = 0; run < 2; ++run) {
      SampleSnapshot drawn;
      drawn.input = *view.input();
      drawn.prediction = 3;
      drawn.probabilities.assign(10, run == 0 ? 0.01F : 0.05F);
      drawn.probabilities[3] = run == 0 ? 0.91F : 0.55F;
      snapshot->runs[run].drawn = drawn;
    }
    return snapshot;
  }

  /// A is certain to 0.75, B to 0.5; they disagree about the first sample.
  static SnapshotPointer with_predictions() {
    auto snapshot = std::make_shared<Snapshot>(
        *test::make_snapshot({.sizes = {64, 4, 10}, .steps = 20, .samples = 30, .raster = false}));
    const auto& labels = snapshot->dataset->test.labels;
    for (std::size_t run = 0; run < 2; ++run) {
      auto predictions = std::make_shared<Predictions>();
      predictions->predicted = labels;
      predictions->probability.assign(labels.size(), run == 0 ? 0.75F : 0.5F);
      if (run == 1) predictions->predicted[0] = (labels[0] + 1) % 10;
      snapshot->runs[run].test_predictions = std::move(predictions);
    }
    return snapshot;
  }

  static QColor run_colour(int run, const Theme& theme) { return theme.run[static_cast<std::size_t>(run)]; }

  static bool has_colour(const QImage& image, const QRect& area, const QColor& colour) {
    for (int y = area.top(); y <= area.bottom(); ++y)
      for (int x = area.left(); x <= area.right(); ++x)
        if (image.pixelColor(x, y) == colour) return true;
    return false;
  }

  static QStringList lines_of(const View& view) { return view.csv().split('\n', Qt::SkipEmptyParts); }

  template <class Kind>
  std::unique_ptr<Kind> shown(const SnapshotPointer& snapshot, QSize size = QSize(560, 300)) {
    auto view = std::make_unique<Kind>(*focus_);
    view->resize(size);
    view->show();
    view->activateWindow();
    view->set_snapshot(snapshot);
    QCoreApplication::processEvents();
    return view;
  }

  const RunChoice difference_{.kind = RunChoice::Kind::difference, .run = 0};
  std::unique_ptr<Focus> focus_;
};

}  // namespace lfp::test::run_difference_test

LFPLAB_QT_TEST(run_difference_test, RunDifferenceTest)
#include "run_difference_test.moc"
