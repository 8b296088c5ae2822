#include "widgets/views/weights/weight_view.h"

#include "tests/support/make_snapshot.h"
#include "tests/support/pointer.h"
#include "tests/support/qt_test.h"
#include "tests/support/screen.h"
#include "widgets/style/colour_map.h"
#include "widgets/style/number_text.h"
#include "widgets/views/figure_file.h"
#include "widgets/views/focus.h"

#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <vector>

namespace lfp::test::weight_view_test {

namespace {

const LayerWeights& weights(const SnapshotPointer& snapshot, std::size_t run, std::size_t layer) {
  return *snapshot->runs[run].layers[layer].weights;
}

/// The same snapshot with other weights of one layer of run A.
template <class Change>
SnapshotPointer changed(const SnapshotPointer& snapshot, std::size_t layer, std::int64_t step,
                        Change change) {
  auto copy = std::make_shared<lfp::Snapshot>(*snapshot);
  auto other = std::make_shared<LayerWeights>(weights(snapshot, 0, layer));
  change(*other);
  copy->runs[0].layers[layer].weights = std::move(other);
  copy->position.step = step;
  return copy;
}

WeightCell cell_of(std::size_t index, std::int64_t inputs) {
  return {static_cast<std::int64_t>(index) / inputs, static_cast<std::int64_t>(index) % inputs};
}

std::optional<std::size_t> first_where(const LayerWeights& weights, bool is_flipped) {
  for (std::size_t index = 0; index < weights.weight.values.size(); ++index) {
    if (weights.is_flipped(index) == is_flipped) return index;
  }
  return std::nullopt;
}

}  // namespace

class WeightViewTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void a_cell_has_the_colour_of_its_weight_data();
  void a_cell_has_the_colour_of_its_weight();
  void both_runs_share_one_range();
  void flipped_cells_have_a_magenta_frame_and_no_others();
  void a_fresh_flip_fills_its_cell_and_fades_to_the_frame();
  void nothing_is_just_now_after_a_step_back_or_another_layer();
  void segments_colour_by_feedback_and_by_flips();
  void small_cells_that_flipped_are_magenta_altogether();
  void a_pixel_of_a_huge_layer_is_the_mean_of_its_weights();
  void cells_are_square_and_inside_the_view_data();
  void cells_are_square_and_inside_the_view();
  void a_thin_matrix_lies_down();
  void the_layer_combo_and_the_focus_follow_each_other();
  void it_asks_for_the_weights_of_the_layer_shown();
  void the_wheel_zooms_around_the_mouse_dragging_pans_a_double_click_resets();
  void arrow_keys_walk_from_cell_to_cell();
  void the_tooltip_tells_weight_start_feedback_and_flips();
  void the_bias_is_set_apart();
  void a_single_run_has_one_pane();
  void csv_holds_every_weight();
  void a_table_is_that_of_the_moment_it_was_asked_for();
  void figures_have_title_legend_and_names();

 private:
  std::unique_ptr<WeightView> shown(const SnapshotPointer& snapshot, int layer, QSize size = QSize(560, 290));

  std::unique_ptr<Focus> focus_;
  Theme theme_ = Theme::make(Theme::Kind::light);
};

void WeightViewTest::init() {
  focus_ = std::make_unique<Focus>();
}

std::unique_ptr<WeightView> WeightViewTest::shown(const SnapshotPointer& snapshot, int layer, QSize size) {
  focus_->set_layer(layer);
  auto view = std::make_unique<WeightView>(*focus_);
  apply_theme(*view, theme_);
  view->resize(size);
  view->show();
  view->set_snapshot(snapshot);
  return view;
}

void WeightViewTest::a_cell_has_the_colour_of_its_weight_data() {
  QTest::addColumn<bool>("is_dark");
  QTest::newRow("light") << false;
  QTest::newRow("dark") << true;
}

void WeightViewTest::a_cell_has_the_colour_of_its_weight() {
  QFETCH(bool, is_dark);
  theme_ = Theme::make(is_dark ? Theme::Kind::dark : Theme::Kind::light);
  const auto snapshot = make_snapshot();
  const auto view = shown(snapshot, 1);
  const QImage image = view->grab().toImage();
  const float range = view->picture().range();
  QVERIFY(range > 0.0F);
  for (std::size_t run = 0; run < 2; ++run) {
    const LayerWeights& layer = weights(snapshot, run, 1);
    for (std::size_t index = 0; index < layer.weight.values.size(); ++index) {
      const QRectF area = view->picture().layout().area_of(run, cell_of(index, 16));
      const QRgb colour = image.pixel(area.center().toPoint());
      const QRgb expected =
          lfp::signed_colour(lfp::signed_colours(theme_), layer.weight.values[index], range);
      QVERIFY(colour_distance(colour, expected) <= 3);
    }
  }
  theme_ = Theme::make(Theme::Kind::light);
}

void WeightViewTest::both_runs_share_one_range() {
  const auto snapshot = make_snapshot();
  std::vector<float> all;
  for (std::size_t run = 0; run < 2; ++run) {
    const auto& values = weights(snapshot, run, 1).weight.values;
    all.insert(all.end(), values.begin(), values.end());
  }
  QCOMPARE(shown(snapshot, 1)->picture().range(), lfp::symmetric_range(all));
}

void WeightViewTest::flipped_cells_have_a_magenta_frame_and_no_others() {
  const auto snapshot = make_snapshot();
  const auto view = shown(snapshot, 1);
  const QImage image = view->grab().toImage();
  int flipped = 0;
  for (std::size_t run = 0; run < 2; ++run) {
    const LayerWeights& layer = weights(snapshot, run, 1);
    for (std::size_t index = 0; index < layer.weight.values.size(); ++index) {
      const QRectF area = view->picture().layout().area_of(run, cell_of(index, 16));
      const QPoint corner = area.topLeft().toPoint() + QPoint(2, 2);
      QCOMPARE(image.pixel(corner) == theme_.flip.rgb(), layer.is_flipped(index));
      QVERIFY(image.pixel(area.center().toPoint()) != theme_.flip.rgb());
      flipped += layer.is_flipped(index) ? 1 : 0;
    }
  }
  QVERIFY(flipped > 5);
  QVERIFY(!view->is_fading());
}

void WeightViewTest::a_fresh_flip_fills_its_cell_and_fades_to_the_frame() {
  const auto before = make_snapshot();
  const auto view = shown(before, 1);
  const std::size_t index = *first_where(weights(before, 0, 1), false);
  const auto after = changed(before, 1, 401, [&](LayerWeights& layer) {
    layer.weight.values[index] *= -1.0F;
    layer.flips[index] += 1;
    layer.last_flip_step[index] = 401;
  });
  view->set_snapshot(after);
  QVERIFY(view->is_fading());
  const QRectF area = view->picture().layout().area_of(0, cell_of(index, 16));
  const QPoint inside = area.topLeft().toPoint() + QPoint(4, 4);  // between the frame and the diamond
  const auto distance_from_flip = [&] {
    return colour_distance(view->grab().toImage().pixel(inside), theme_.flip.rgb());
  };
  const int fresh = distance_from_flip();
  QTRY_VERIFY_WITH_TIMEOUT(!view->is_fading(), 10000);
  QVERIFY(fresh < distance_from_flip());
  const QImage image = view->grab().toImage();
  QCOMPARE(image.pixel(area.topLeft().toPoint() + QPoint(2, 2)), theme_.flip.rgb());
  const QRgb expected = lfp::signed_colour(
      lfp::signed_colours(theme_), weights(after, 0, 1).weight.values[index], view->picture().range());
  QVERIFY(colour_distance(image.pixel(area.center().toPoint()), expected) <= 3);
  QVERIFY(colour_distance(image.pixel(inside), expected) <= 3);
}

void WeightViewTest::nothing_is_just_now_after_a_step_back_or_another_layer() {
  const auto view = shown(make_snapshot({.steps = 300}), 1);
  view->set_snapshot(make_snapshot({.steps = 100}));
  QVERIFY(!view->is_fading());
  focus_->set_layer(0);
  view->set_snapshot(make_snapshot({.steps = 100}));
  QVERIFY(!view->is_fading());
  focus_->set_layer(1);
  QVERIFY(!view->is_fading());
  view->set_snapshot(make_snapshot({.steps = 500}));
  QVERIFY(view->is_fading());
}

void WeightViewTest::segments_colour_by_feedback_and_by_flips() {
  const auto snapshot = make_snapshot();
  const auto view = shown(snapshot, 1);
  const LayerWeights& layer = weights(snapshot, 1, 1);
  QVERIFY(press_button(*view->title_controls()[1], QStringLiteral("Feedback")));
  QImage image = view->grab().toImage();
  for (std::size_t index = 0; index < layer.feedback.values.size(); index += 7) {
    const QRectF area = view->picture().layout().area_of(1, cell_of(index, 16));
    const QRgb expected = lfp::signed_colour(lfp::signed_colours(theme_), layer.feedback.values[index],
                                             view->picture().range());
    QVERIFY(colour_distance(image.pixel(area.center().toPoint()), expected) <= 3);
  }
  QVERIFY(press_button(*view->title_controls()[1], QStringLiteral("Flips")));
  image = view->grab().toImage();
  QCOMPARE(view->picture().range(), 1.0F);
  const lfp::ColourTable& table = lfp::unsigned_colours(theme_);
  for (std::size_t index = 0; index < layer.flips.size(); ++index) {
    const QRectF area = view->picture().layout().area_of(1, cell_of(index, 16));
    QCOMPARE(image.pixel(area.center().toPoint()), layer.flips[index] > 0 ? table.back() : table.front());
  }
}

void WeightViewTest::small_cells_that_flipped_are_magenta_altogether() {
  const auto snapshot = make_snapshot({.sizes = {2, 60, 60, 3}});
  const auto view = shown(snapshot, 1);
  QVERIFY(!view->picture().has_frames());
  QVERIFY(view->picture().layout().cell() >= 1.0);
  const QImage image = view->grab().toImage();
  const LayerWeights& layer = weights(snapshot, 1, 1);
  for (std::size_t index = 0; index < layer.weight.values.size(); index += 3) {
    // Not on the outermost cells, over which the matrix has its frame.
    const WeightCell cell = cell_of(index, 60);
    if (cell.unit == 0 || cell.input == 0 || cell.unit == 59 || cell.input == 59) continue;
    const QPointF centre = view->picture().layout().area_of(1, cell).center();
    const QRgb colour = image.pixel(static_cast<int>(centre.x()), static_cast<int>(centre.y()));
    QCOMPARE(colour == theme_.flip.rgb(), layer.is_flipped(index));
  }
}

void WeightViewTest::a_pixel_of_a_huge_layer_is_the_mean_of_its_weights() {
  // Blocks of +1 and -1 far larger than a pixel: averaging must keep them.
  const auto base = make_snapshot({.sizes = {784, 256, 10}, .steps = 20});
  const auto snapshot = changed(base, 0, 20, [](LayerWeights& layer) {
    for (std::size_t index = 0; index < layer.weight.values.size(); ++index) {
      const WeightCell cell = cell_of(index, 784);
      layer.weight.values[index] = (cell.unit / 64 + cell.input / 98) % 2 == 0 ? 1.0F : -1.0F;
      layer.initial_sign[index] = layer.weight.values[index] > 0 ? 1 : -1;
    }
  });
  const auto view = shown(snapshot, 0);
  QVERIFY(view->picture().layout().cell() < 1.0);
  const QImage image = view->grab().toImage();
  for (std::int64_t unit = 32; unit < 256; unit += 64) {
    for (std::int64_t input = 49; input < 784; input += 98) {
      const QColor colour(image.pixel(view->picture().layout().area_of(0, {unit, input}).center().toPoint()));
      const bool is_positive = (unit / 64 + input / 98) % 2 == 0;
      QCOMPARE(colour.red() > colour.blue(), is_positive);
    }
  }
}

void WeightViewTest::cells_are_square_and_inside_the_view_data() {
  QTest::addColumn<std::vector<std::int64_t>>("sizes");
  QTest::addColumn<int>("layer");
  QTest::addColumn<QSize>("size");
  for (const QSize size : {QSize(560, 290), QSize(416, 220), QSize(240, 400), QSize(120, 90)}) {
    const auto row = [&](const char* name, std::vector<std::int64_t> sizes, int layer) {
      QTest::newRow(
          qPrintable(QStringLiteral("%1 at %2 x %3").arg(name).arg(size.width()).arg(size.height())))
          << std::move(sizes) << layer << size;
    };
    row("2 to 16", {2, 16, 3}, 0);
    row("16 to 16", {2, 16, 16, 3}, 1);
    row("16 to 3", {2, 16, 3}, 1);
    row("1 to 1", {1, 1, 2}, 0);
    row("784 to 64", {784, 64, 10}, 0);
    row("64 to 10", {784, 64, 10}, 1);
  }
}

void WeightViewTest::cells_are_square_and_inside_the_view() {
  QFETCH(const std::vector<std::int64_t>, sizes);
  QFETCH(const int, layer);
  QFETCH(const QSize, size);
  const auto at = static_cast<std::size_t>(layer);
  const auto view = shown(make_snapshot({.sizes = sizes, .steps = 20}), layer, size);
  const lfp::WeightLayout& layout = view->picture().layout();
  QCOMPARE(layout.panes().size(), 2U);
  for (std::size_t pane = 0; pane < 2; ++pane) {
    const QRectF whole = layout.panes()[pane].matrix.united(layout.panes()[pane].bias);
    QVERIFY(QRectF(QPointF(0, 0), QSizeF(size)).contains(whole));
    QVERIFY(whole.bottom() <= layout.footer().top());
    const QRectF last = layout.area_of(pane, {sizes[at + 1] - 1, sizes[at] - 1});
    QCOMPARE(last.width(), last.height());
    QVERIFY(layout.panes()[pane].matrix.adjusted(-0.01, -0.01, 0.01, 0.01).contains(last));
    const auto back = layout.cell_at(pane, last.center());
    QVERIFY(back.has_value());
    QCOMPARE(back->unit, sizes[at + 1] - 1);
    QCOMPARE(back->input, sizes[at] - 1);
  }
  QVERIFY(!layout.panes()[0].matrix.intersects(layout.panes()[1].matrix));
}

void WeightViewTest::a_thin_matrix_lies_down() {
  const auto snapshot = make_snapshot();
  const auto upright = shown(snapshot, 1);
  QVERIFY(!upright->picture().layout().is_lying());
  const auto lying = shown(snapshot, 0);
  const lfp::WeightLayout& layout = lying->picture().layout();
  QVERIFY(layout.is_lying());
  QVERIFY(layout.cell() > 20.0);
  const QImage image = lying->grab().toImage();
  const LayerWeights& layer = weights(snapshot, 0, 0);
  for (std::size_t index = 0; index < layer.weight.values.size(); ++index) {
    const QRgb expected =
        lfp::signed_colour(lfp::signed_colours(theme_), layer.weight.values[index], lying->picture().range());
    QVERIFY(colour_distance(image.pixel(layout.area_of(0, cell_of(index, 2)).center().toPoint()), expected) <=
            3);
  }
}

void WeightViewTest::the_layer_combo_and_the_focus_follow_each_other() {
  const auto view = shown(make_snapshot(), 0);
  auto* combo = qobject_cast<QComboBox*>(view->title_controls()[0]);
  QCOMPARE(combo->count(), 3);
  QCOMPARE(combo->itemText(2), QStringLiteral("Output"));
  QCOMPARE(combo->currentIndex(), 0);
  focus_->set_layer(2);
  QCOMPARE(combo->currentIndex(), 2);
  QCOMPARE(view->picture().weights(0).weight.rows, 3);
  combo->setCurrentIndex(1);
  emit combo->activated(1);
  QCOMPARE(focus_->layer(), 1);
  QCOMPARE(view->picture().weights(0).weight.rows, 16);
  QTest::keyClick(view.get(), Qt::Key_3);
  QCOMPARE(focus_->layer(), 2);
}

void WeightViewTest::it_asks_for_the_weights_of_the_layer_shown() {
  const auto view = shown(make_snapshot(), 0);
  focus_->set_layer(2);
  lfp::Interest interest;
  view->add_interest(interest);
  view->add_interest(interest);
  QCOMPARE(interest.weight_layers, std::vector<int>{2});
  // Until they have come nothing is shown that could be taken for them.
  lfp::Interest none;
  none.weight_layers = {0};
  view->set_snapshot(make_snapshot({.interest = none}));
  QVERIFY(view->picture().is_empty());
}

void WeightViewTest::the_wheel_zooms_around_the_mouse_dragging_pans_a_double_click_resets() {
  const auto view = shown(make_snapshot({.sizes = {2, 60, 60, 3}}), 1);
  const auto layout = [&]() -> const lfp::WeightLayout& { return view->picture().layout(); };
  const double fitted = layout().cell();
  const QPointF at = layout().area_of(0, {20, 30}).center();
  turn_wheel(*view, at, 8);
  QVERIFY(layout().cell() > 3.0 * fitted);
  QVERIFY(view->picture().has_frames());
  const auto under_mouse = layout().cell_at(0, at);
  QVERIFY(under_mouse.has_value());
  QVERIFY(std::abs(under_mouse->unit - 20) <= 1);
  QVERIFY(std::abs(under_mouse->input - 30) <= 1);

  const QPointF corner = layout().panes()[0].matrix.topLeft();
  drag_mouse(*view, at, at + QPointF(30, 20));
  QVERIFY(std::abs(layout().panes()[0].matrix.left() - corner.x() - 30) <= 2.0);
  QVERIFY(std::abs(layout().panes()[0].matrix.top() - corner.y() - 20) <= 2.0);
  QTest::mouseDClick(view.get(), Qt::LeftButton);
  QCOMPARE(layout().cell(), fitted);
  turn_wheel(*view, at, -5);
  QCOMPARE(layout().cell(), fitted);
}

void WeightViewTest::arrow_keys_walk_from_cell_to_cell() {
  const auto view = shown(make_snapshot(), 1);
  QTest::keyClick(view.get(), Qt::Key_Right);
  QCOMPARE(tip_lines().first(), QStringLiteral("A · Layer 1 · neuron 1 → layer 2 · neuron 1"));
  QTest::keyClick(view.get(), Qt::Key_Right);
  QTest::keyClick(view.get(), Qt::Key_Down);
  QTest::keyClick(view.get(), Qt::Key_Down);
  QTest::keyClick(view.get(), Qt::Key_Up);
  QCOMPARE(tip_lines().first(), QStringLiteral("A · Layer 1 · neuron 2 → layer 2 · neuron 2"));
  const QImage image = view->grab().toImage();
  const QPoint corner = view->picture().layout().area_of(0, {1, 1}).topLeft().toPoint();
  QCOMPARE(image.pixel(corner - QPoint(1, 1)), theme_.text.rgb());
}

void WeightViewTest::the_tooltip_tells_weight_start_feedback_and_flips() {
  const auto snapshot = make_snapshot();
  const auto view = shown(snapshot, 1);
  const LayerWeights& layer = weights(snapshot, 1, 1);
  const std::size_t index = *first_where(layer, true);
  const WeightCell cell = cell_of(index, 16);
  move_mouse(*view, view->picture().layout().area_of(1, cell).center());
  const QStringList lines = tip_lines();
  QCOMPARE(lines.size(), 4);
  QCOMPARE(
      lines[0],
      QStringLiteral("B · Layer 1 · neuron %1 → layer 2 · neuron %2").arg(cell.input + 1).arg(cell.unit + 1));
  const QString start = layer.initial_sign[index] > 0 ? "started positive" : "started negative";
  QCOMPARE(lines[1],
           "weight " + lfp::number_text(static_cast<double>(layer.weight.values[index])) + ", " + start);
  QCOMPARE(lines[2], "feedback " + lfp::signed_text(static_cast<double>(layer.feedback.values[index])));
  QCOMPARE(lines[3], QStringLiteral("1 flip, last at step %1").arg(layer.last_flip_step[index]));
}

void WeightViewTest::the_bias_is_set_apart() {
  const auto snapshot = make_snapshot();
  const auto view = shown(snapshot, 1);
  const lfp::WeightLayout& layout = view->picture().layout();
  QVERIFY(layout.panes()[0].bias.left() > layout.panes()[0].matrix.right() + 3);
  const QRectF area = layout.area_of(0, {4, 16});
  move_mouse(*view, area.center());
  const float bias = weights(snapshot, 0, 1).bias[4];
  QCOMPARE(tip_lines().value(1), "bias " + lfp::number_text(static_cast<double>(bias)));
  const QRgb expected = lfp::signed_colour(lfp::signed_colours(theme_), bias, view->picture().range());
  QVERIFY(colour_distance(view->grab().toImage().pixel(area.center().toPoint()), expected) <= 3);
}

void WeightViewTest::a_single_run_has_one_pane() {
  const auto view = shown(make_snapshot({.runs = 1}), 1);
  QCOMPARE(view->picture().layout().panes().size(), 1U);
}

void WeightViewTest::csv_holds_every_weight() {
  const auto snapshot = make_snapshot();
  const auto view = shown(snapshot, 2);
  QStringList lines = view->csv().split('\n');
  QCOMPARE(lines.takeLast(), QString());
  QCOMPARE(lines.takeFirst(), "run,layer,neuron,input,weight,feedback,initial_sign,flips,last_flip_step");
  QCOMPARE(lines.size(), 2 * 3 * 17);
  const LayerWeights& layer = weights(snapshot, 1, 2);
  for (int unit = 0; unit < 3; ++unit) {
    for (int input = 0; input < 16; ++input) {
      const QStringList fields = lines[3 * 17 + unit * 17 + input].split(',');
      const auto index = static_cast<std::size_t>(unit * 16 + input);
      QCOMPARE(fields.mid(0, 4),
               QStringList({"Gradient", "3", QString::number(unit + 1), QString::number(input + 1)}));
      QCOMPARE(fields[4].toFloat(), layer.weight.values[index]);
      QCOMPARE(fields[5].toFloat(), layer.feedback.values[index]);
      QCOMPARE(fields[6].toInt(), static_cast<int>(layer.initial_sign[index]));
      QCOMPARE(fields[7].toUInt(), layer.flips[index]);
      QCOMPARE(fields[8].toUInt(), layer.last_flip_step[index]);
    }
  }
  const QStringList bias = lines[16].split(',');
  QCOMPARE(bias[3], QStringLiteral("bias"));
  QCOMPARE(bias[4].toFloat(), weights(snapshot, 0, 2).bias[0]);
}

void WeightViewTest::a_table_is_that_of_the_moment_it_was_asked_for() {
  const auto view = shown(make_snapshot({.steps = 300}), 1);
  const QString before = view->csv();
  const lfp::ExportWork table = view->table();
  view->set_snapshot(make_snapshot({.steps = 100}));
  QVERIFY(view->csv() != before);
  lfp::Progress progress;
  QCOMPARE(QString::fromUtf8(table(progress)), before);
}

void WeightViewTest::figures_have_title_legend_and_names() {
  focus_->set_layer(1);
  WeightView view(*focus_);  // never shown
  view.set_snapshot(make_snapshot());
  const QTemporaryDir folder;
  lfp::save_figure(view, folder.filePath("weights.svg"), QSize(640, 360));
  QFile file(folder.filePath("weights.svg"));
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QString svg = QString::fromUtf8(file.readAll());
  for (const char* words :
       {"Layer 2: weights and sign flips", "Gradient", "from layer 1", "to layer 2", "flip", "of 256"}) {
    QVERIFY2(svg.contains(QLatin1String(words)), words);
  }
  QVERIFY(!svg.contains(QLatin1String("just now")));
  const QImage image = lfp::figure_image(view, QSize(640, 360), 2.0);
  int magenta = 0;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) magenta += image.pixel(x, y) == theme_.flip.rgb() ? 1 : 0;
  }
  QVERIFY(magenta > 1000);
}

}  // namespace lfp::test::weight_view_test

LFPLAB_QT_TEST(weight_view_test, WeightViewTest)
#include "weight_view_test.moc"
