#include "widgets/views/raster/feedback_raster.h"

#include "tests/support/figure_texts.h"
#include "tests/support/make_snapshot.h"
#include "tests/support/pointer.h"
#include "tests/support/qt_test.h"
#include "tests/support/screen.h"
#include "widgets/controls/scale_bar.h"
#include "widgets/style/colour_map.h"
#include "widgets/style/number_text.h"
#include "widgets/views/figure_file.h"
#include "widgets/views/focus.h"
#include "widgets/views/invitation.h"

#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <cmath>
#include <vector>

namespace lfp::test::feedback_raster_test {

namespace {

float recorded(const SnapshotPointer& snapshot, std::size_t run, std::int64_t step, std::size_t column) {
  const lfp::TimelineView& raster = snapshot->runs[run].history.raster;
  return raster.at(raster.row_of(step), column);
}

std::vector<float> all_of(const SnapshotPointer& snapshot, std::int64_t steps, std::size_t first,
                          std::size_t end) {
  std::vector<float> all;
  for (std::int64_t step = 1; step <= steps; ++step)
    for (std::size_t column = first; column < end; ++column)
      all.push_back(recorded(snapshot, 0, step, column));
  return all;
}

/// The colour of a value by the formula: sign(v) |v / range|^0.7 on the signed scale.
QRgb expected_colour(float value, float range, const Theme& theme) {
  const float toned = std::copysign(std::pow(std::min(1.0F, std::abs(value) / range), 0.7F), value);
  return lfp::signed_colour(lfp::signed_colours(theme), toned, 1.0F);
}

void choose_layer(FeedbackRaster& view, int index) {
  auto* combo = qobject_cast<QComboBox*>(view.title_controls()[1]);
  combo->setCurrentIndex(index);
  emit combo->activated(index);
}

}  // namespace

class FeedbackRasterTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void says_what_to_do_before_training();
  void a_cell_has_the_colour_of_its_feedback_data();
  void a_cell_has_the_colour_of_its_feedback();
  void one_range_for_all_layers_is_there_on_request();
  void ranges_are_of_what_is_in_sight();
  void a_column_is_the_mean_of_its_steps();
  void a_row_of_a_large_layer_is_the_mean_of_its_neurons();
  void layers_are_stacked_from_input_to_output();
  void segments_and_keys_choose_run_and_difference();
  void one_layer_takes_the_whole_height_and_follows_the_focus();
  void the_mouse_sets_the_common_step_and_the_cross_hair_follows();
  void arrow_keys_move_the_cross_hair();
  void the_wheel_zooms_around_the_mouse_dragging_pans_a_double_click_resets();
  void a_new_experiment_is_shown_whole();
  void the_tooltip_tells_neuron_step_and_value();
  void csv_holds_every_recorded_number();
  void figures_have_title_axes_and_cells();

 private:
  std::unique_ptr<FeedbackRaster> shown(const SnapshotPointer& snapshot, QSize size = QSize(620, 220));

  std::unique_ptr<Focus> focus_;
  Theme theme_ = Theme::make(Theme::Kind::light);
};

void FeedbackRasterTest::init() {
  focus_ = std::make_unique<Focus>();
}

std::unique_ptr<FeedbackRaster> FeedbackRasterTest::shown(const SnapshotPointer& snapshot, QSize size) {
  auto view = std::make_unique<FeedbackRaster>(*focus_);
  apply_theme(*view, theme_);
  view->resize(size);
  view->show();
  view->set_snapshot(snapshot);
  return view;
}

void FeedbackRasterTest::says_what_to_do_before_training() {
  const auto view = shown(make_snapshot({.steps = 0}));
  QVERIFY(view->picture().is_empty());
  QVERIFY(view->csv().isEmpty());
  const auto* invitation = view->findChild<Invitation*>();
  QVERIFY(invitation != nullptr && invitation->isVisible());
}

void FeedbackRasterTest::a_cell_has_the_colour_of_its_feedback_data() {
  QTest::addColumn<bool>("is_dark");
  QTest::newRow("light") << false;
  QTest::newRow("dark") << true;
}

void FeedbackRasterTest::a_cell_has_the_colour_of_its_feedback() {
  QFETCH(bool, is_dark);
  theme_ = Theme::make(is_dark ? Theme::Kind::dark : Theme::Kind::light);
  const auto snapshot = make_snapshot({.sizes = {2, 4, 3}, .steps = 60});
  const auto view = shown(snapshot);
  const RasterPicture& picture = view->picture();
  QCOMPARE(picture.steps_a_column(), 1);

  // Each layer by its own range.
  const std::array<float, 2> ranges{lfp::symmetric_range(all_of(snapshot, 60, 0, 4)),
                                    lfp::symmetric_range(all_of(snapshot, 60, 4, 7))};
  QCOMPARE(picture.range_of(0), ranges[0]);
  QCOMPARE(picture.range_of(1), ranges[1]);

  const QImage image = view->grab().toImage();
  int cells = 0;
  for (int y = picture.plot().top(); y <= picture.plot().bottom(); y += 9) {
    for (const int step : {1, 17, 38, 60}) {
      const QPoint point(static_cast<int>(picture.x_of(step - 0.5)), y);
      const auto cell = picture.cell_at(point);
      if (!cell) continue;  // between two layers
      QCOMPARE(cell->first_step, step);
      QCOMPARE(cell->last_step, step);
      const auto column = static_cast<std::size_t>(cell->first_neuron + (cell->layer == 1 ? 4 : 0));
      const float value = recorded(snapshot, 0, step, column);
      QCOMPARE(cell->value, value);
      const QRgb colour = image.pixel(cell->area.center());
      QVERIFY2(colour_distance(colour, expected_colour(value, ranges[static_cast<std::size_t>(cell->layer)],
                                                       theme_)) <= 4,
               qPrintable(QColor(colour).name()));
      ++cells;
    }
  }
  QVERIFY(cells > 40);
  theme_ = Theme::make(Theme::Kind::light);
}

void FeedbackRasterTest::one_range_for_all_layers_is_there_on_request() {
  const auto snapshot = make_snapshot({.sizes = {2, 4, 3}, .steps = 60});
  const auto view = shown(snapshot);
  QVERIFY(view->picture().range_of(0) != view->picture().range_of(1));
  // The legend says both.
  for (const int layer : {0, 1})
    QVERIFY(texts_of(*view, QSize(700, 400)).contains(scale_end_text(view->picture().range_of(layer))));
  auto* combo = qobject_cast<QComboBox*>(view->title_controls()[2]);
  combo->setCurrentIndex(1);
  emit combo->activated(1);
  const float range = lfp::symmetric_range(all_of(snapshot, 60, 0, 7));
  QCOMPARE(view->picture().range_of(0), range);
  QCOMPARE(view->picture().range_of(1), range);
  combo->setCurrentIndex(0);
  emit combo->activated(0);
  QVERIFY(view->picture().range_of(0) != view->picture().range_of(1));
  // Who fixes the range means all layers.
  view->colour_ranges().front()->set_mode(HeatRange::Mode::fixed);
  view->colour_again();
  QCOMPARE(view->picture().range_of(0), view->picture().range_of(1));
}

void FeedbackRasterTest::ranges_are_of_what_is_in_sight() {
  const auto snapshot = make_snapshot({.sizes = {2, 4, 3}, .steps = 600});
  const auto view = shown(snapshot);
  const float whole = view->picture().range_of(0);
  turn_wheel(*view, QPointF(view->picture().x_of(590.0), view->picture().plot().center().y()), 12);
  QVERIFY(view->picture().span().length() < 100.0);
  QVERIFY(view->picture().range_of(0) != whole);
}

void FeedbackRasterTest::a_column_is_the_mean_of_its_steps() {
  const auto snapshot = make_snapshot({.sizes = {2, 4, 3}, .steps = 1500});
  const auto view = shown(snapshot, QSize(400, 200));
  const RasterPicture& picture = view->picture();
  const double width = picture.plot().width() / 1500.0 * static_cast<double>(picture.steps_a_column());
  QVERIFY(picture.steps_a_column() > 1);
  QVERIFY(width >= 2.0);

  const auto cell = picture.cell_at(picture.plot().topLeft() + QPoint(100, 5));
  QVERIFY(cell.has_value());
  QCOMPARE(cell->last_step - cell->first_step + 1, picture.steps_a_column());
  double sum = 0.0;
  for (std::int64_t step = cell->first_step; step <= cell->last_step; ++step) {
    sum += static_cast<double>(recorded(snapshot, 0, step, static_cast<std::size_t>(cell->first_neuron)));
  }
  const double mean = sum / static_cast<double>(picture.steps_a_column());
  QVERIFY(std::abs(static_cast<double>(cell->value) - mean) < 1e-6 + 1e-5 * std::abs(mean));
}

void FeedbackRasterTest::a_row_of_a_large_layer_is_the_mean_of_its_neurons() {
  const auto snapshot = make_snapshot({.sizes = {4, 300, 2}, .steps = 30});
  const auto view = shown(snapshot);
  const RasterPicture& picture = view->picture();
  const auto cell = picture.cell_at(picture.plot().topLeft() + QPoint(50, 40));
  QVERIFY(cell.has_value());
  const std::int64_t neurons = cell->last_neuron - cell->first_neuron + 1;
  QVERIFY(neurons > 1);
  QVERIFY(cell->area.height() >= 2);
  double sum = 0.0;
  for (std::int64_t neuron = cell->first_neuron; neuron <= cell->last_neuron; ++neuron) {
    sum += static_cast<double>(recorded(snapshot, 0, cell->first_step, static_cast<std::size_t>(neuron)));
  }
  QVERIFY(std::abs(static_cast<double>(cell->value) - sum / static_cast<double>(neurons)) < 1e-6);
  move_mouse(*view, cell->area.center());
  QVERIFY(tip_lines().first().contains(
      QStringLiteral("neurons %1 to %2").arg(cell->first_neuron + 1).arg(cell->last_neuron + 1)));
}

void FeedbackRasterTest::layers_are_stacked_from_input_to_output() {
  const auto view = shown(make_snapshot({.sizes = {2, 16, 8, 3}, .steps = 50}));
  const RasterPicture& picture = view->picture();
  std::vector<std::pair<int, std::int64_t>> order;
  for (int y = picture.plot().top(); y <= picture.plot().bottom(); ++y) {
    const auto cell = picture.cell_at(QPoint(picture.plot().left() + 4, y));
    if (!cell) continue;
    const std::pair here(cell->layer, cell->first_neuron);
    if (order.empty() || order.back() != here) order.push_back(here);
  }
  QCOMPARE(order.size(), 16U + 8U + 3U);
  QVERIFY(std::is_sorted(order.begin(), order.end()));
}

void FeedbackRasterTest::segments_and_keys_choose_run_and_difference() {
  const auto snapshot = make_snapshot({.sizes = {2, 4, 3}, .steps = 60});
  const auto view = shown(snapshot);
  const auto value = [&] {
    return view->picture().cell_at(view->picture().plot().topLeft() + QPoint(200, 3))->value;
  };
  const auto step = view->picture().cell_at(view->picture().plot().topLeft() + QPoint(200, 3))->first_step;
  const float a = recorded(snapshot, 0, step, 0);
  const float b = recorded(snapshot, 1, step, 0);
  QVERIFY(a != b);
  QCOMPARE(value(), a);
  QVERIFY(press_button(*view->title_controls()[0], QStringLiteral("B")));
  QCOMPARE(value(), b);
  QVERIFY(press_button(*view->title_controls()[0], QStringLiteral("A − B")));
  QCOMPARE(value(), a - b);
  QTest::keyClick(view.get(), Qt::Key_A);
  QCOMPARE(value(), a);
  QTest::keyClick(view.get(), Qt::Key_D);
  QCOMPARE(value(), a - b);
  QTest::keyClick(view.get(), Qt::Key_B);
  QCOMPARE(value(), b);
}

void FeedbackRasterTest::one_layer_takes_the_whole_height_and_follows_the_focus() {
  const auto view = shown(make_snapshot({.sizes = {2, 16, 8, 3}, .steps = 50}));
  const auto layers_at = [&](int y) {
    const QRect& plot = view->picture().plot();
    return view->picture().cell_at(QPoint(plot.left() + 4, y))->layer;
  };
  choose_layer(*view, 2);
  QCOMPARE(focus_->layer(), 1);
  QCOMPARE(layers_at(view->picture().plot().top() + 1), 1);
  QCOMPARE(layers_at(view->picture().plot().bottom() - 1), 1);
  focus_->set_layer(2);
  QCOMPARE(layers_at(view->picture().plot().top() + 1), 2);
  QTest::keyClick(view.get(), Qt::Key_1);
  QCOMPARE(focus_->layer(), 0);
  QCOMPARE(layers_at(view->picture().plot().bottom() - 1), 0);
  choose_layer(*view, 0);
  focus_->set_layer(1);
  QCOMPARE(layers_at(view->picture().plot().top() + 1), 0);
  QCOMPARE(layers_at(view->picture().plot().bottom() - 1), 2);
}

void FeedbackRasterTest::the_mouse_sets_the_common_step_and_the_cross_hair_follows() {
  const auto view = shown(make_snapshot({.sizes = {2, 4, 3}, .steps = 60}));
  const RasterPicture& picture = view->picture();
  move_mouse(*view, QPointF(picture.x_of(29.5), picture.plot().center().y()));
  QCOMPARE(focus_->step(), std::optional<std::int64_t>(30));
  focus_->set_step(45);
  const QImage image = view->grab().toImage();
  const int x = static_cast<int>(picture.x_of(44.5));
  for (const int y : {picture.plot().top() + 2, picture.plot().center().y(), picture.plot().bottom() - 2}) {
    const bool is_there =
        image.pixel(x, y) == theme_.text.rgb() || image.pixel(x + 1, y) == theme_.text.rgb();
    QVERIFY(is_there);
  }
  QEvent leave(QEvent::Leave);
  QApplication::sendEvent(view.get(), &leave);
  QVERIFY(!focus_->step());
}

void FeedbackRasterTest::arrow_keys_move_the_cross_hair() {
  const auto view = shown(make_snapshot({.sizes = {2, 4, 3}, .steps = 60}));
  QTest::keyClick(view.get(), Qt::Key_Right);
  QCOMPARE(focus_->step(), std::optional<std::int64_t>(1));
  QTest::keyClick(view.get(), Qt::Key_Right);
  QCOMPARE(focus_->step(), std::optional<std::int64_t>(2));
  for (int i = 0; i < 3; ++i) QTest::keyClick(view.get(), Qt::Key_Left);
  QCOMPARE(focus_->step(), std::optional<std::int64_t>(1));
}

void FeedbackRasterTest::the_wheel_zooms_around_the_mouse_dragging_pans_a_double_click_resets() {
  const auto view = shown(make_snapshot({.sizes = {2, 4, 3}, .steps = 600}));
  const QPointF at(view->picture().x_of(300.0), view->picture().plot().center().y());
  turn_wheel(*view, at, 4);
  const lfp::StepSpan zoomed = view->picture().span();
  QVERIFY(zoomed.length() < 300.0);
  QVERIFY(std::abs(view->picture().step_at(at.x()) - 300.0) < 1e-6);

  drag_mouse(*view, at, at + QPointF(60, 0));
  const lfp::StepSpan panned = view->picture().span();
  QVERIFY(std::abs(panned.length() - zoomed.length()) < 1e-9);
  const double moved = 60.0 / view->picture().plot().width() * zoomed.length();
  QVERIFY(std::abs(zoomed.from - panned.from - moved) < 1e-6);
  drag_mouse(*view, at, at + QPointF(5000, 0));
  QCOMPARE(view->picture().span().from, 0.0);

  QTest::mouseDClick(view.get(), Qt::LeftButton);
  QCOMPARE(view->picture().span().length(), 600.0);
  turn_wheel(*view, at, 60);
  QVERIFY(view->picture().span().length() >= 8.0);
  turn_wheel(*view, at, -90);
  QCOMPARE(view->picture().span().length(), 600.0);
}

void FeedbackRasterTest::a_new_experiment_is_shown_whole() {
  const auto view = shown(make_snapshot({.sizes = {2, 4, 3}, .steps = 600}));
  turn_wheel(*view, view->picture().plot().center(), 4);
  view->set_snapshot(make_snapshot({.sizes = {2, 4, 3}, .steps = 610}));
  QVERIFY(view->picture().span().length() < 600.0);
  view->set_snapshot(make_snapshot({.sizes = {2, 5, 3}, .steps = 90, .generation = 2}));
  QCOMPARE(view->picture().span().length(), 90.0);
}

void FeedbackRasterTest::the_tooltip_tells_neuron_step_and_value() {
  const auto snapshot = make_snapshot({.sizes = {2, 4, 3}, .steps = 60});
  const auto view = shown(snapshot);
  const RasterPicture& picture = view->picture();
  const QPointF point(picture.x_of(19.5), picture.plot().top() + 3);
  move_mouse(*view, point);
  const QStringList lines = tip_lines();
  QVERIFY(lines.size() <= 4);
  QCOMPARE(lines[0], QStringLiteral("A · Layer 1 · neuron 1"));
  QCOMPARE(lines[1], "feedback " + lfp::signed_text(static_cast<double>(recorded(snapshot, 0, 20, 0))));
  QCOMPARE(lines[2], QStringLiteral("step 20"));
  QVERIFY(lines[3].contains(QStringLiteral("0.7")));
}

void FeedbackRasterTest::csv_holds_every_recorded_number() {
  const auto snapshot = make_snapshot({.sizes = {2, 4, 3}, .steps = 60});
  const auto view = shown(snapshot);
  QStringList lines = view->csv().split('\n');
  QCOMPARE(lines.takeLast(), QString());
  QCOMPARE(lines.size(), 61);
  QVERIFY(lines[0].startsWith(QStringLiteral("step,layer1.neuron1,")));
  QVERIFY(lines[0].endsWith(QStringLiteral(",layer2.neuron3")));
  for (int step = 1; step <= 60; ++step) {
    const QStringList fields = lines[step].split(',');
    QCOMPARE(fields.size(), 8);
    QCOMPARE(fields[0].toInt(), step);
    for (int column = 0; column < 7; ++column) {
      QCOMPARE(fields[column + 1].toFloat(), recorded(snapshot, 0, step, static_cast<std::size_t>(column)));
    }
  }
  choose_layer(*view, 2);
  QVERIFY(view->csv().startsWith(QStringLiteral("step,layer2.neuron1,layer2.neuron2,layer2.neuron3\n")));
}

void FeedbackRasterTest::figures_have_title_axes_and_cells() {
  const auto snapshot = make_snapshot({.sizes = {2, 4, 3}, .steps = 60});
  FeedbackRaster view(*focus_);  // never shown
  view.set_snapshot(snapshot);
  const QTemporaryDir folder;
  lfp::save_figure(view, folder.filePath("raster.svg"), QSize(640, 320));
  QFile file(folder.filePath("raster.svg"));
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QString svg = QString::fromUtf8(file.readAll());
  for (const char* words : {"Feedback: LFP-", "Layer 1", "Output", "step", "<image"}) {
    QVERIFY2(svg.contains(QLatin1String(words)), words);
  }
  const QImage image = lfp::figure_image(view, QSize(640, 320), 2.0);
  QCOMPARE(image.size(), QSize(1280, 640));
  int coloured = 0;
  for (int y = 0; y < image.height(); y += 4) {
    for (int x = 0; x < image.width(); x += 4)
      coloured += QColor(image.pixel(x, y)).hsvSaturation() > 40 ? 1 : 0;
  }
  QVERIFY(coloured > 5000);
}

}  // namespace lfp::test::feedback_raster_test

LFPLAB_QT_TEST(feedback_raster_test, FeedbackRasterTest)
#include "feedback_raster_test.moc"
