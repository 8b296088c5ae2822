#include "widgets/views/tiles/weight_tiles.h"

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
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <vector>

namespace lfp::test::weight_tiles_test {

namespace {

const lfp::LayerSnapshot& first_layer(const SnapshotPointer& snapshot, std::size_t run) {
  return snapshot->runs[run].layers.front();
}

std::vector<std::int64_t> largest(const std::vector<double>& sizes, std::size_t count) {
  std::vector<std::int64_t> order(sizes.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) {
    return sizes[static_cast<std::size_t>(a)] > sizes[static_cast<std::size_t>(b)];
  });
  order.resize(std::min(count, order.size()));
  return order;
}

void choose_order(WeightTiles& view, int index) {
  auto* combo = qobject_cast<QComboBox*>(view.title_controls()[1]);
  combo->setCurrentIndex(index);
  emit combo->activated(index);
}

QPoint centre_of(const WeightTiles& view, std::size_t tile, int x, int y, int side) {
  const QRect area = view.picture().image_area(tile);
  return {area.left() + static_cast<int>((x + 0.5) * area.width() / side),
          area.top() + static_cast<int>((y + 0.5) * area.height() / side)};
}

/// Images of 12 x 12 pixels, 40 neurons.
SnapshotPointer image_snapshot(std::int64_t steps = 400) {
  return make_snapshot({.sizes = {144, 40, 10}, .steps = steps});
}

}  // namespace

class WeightTilesTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void other_data_than_images_have_no_tiles();
  void the_24_neurons_with_the_largest_feedback_come_first();
  void a_pixel_has_the_colour_of_its_weight_or_of_a_flip();
  void the_combo_orders_by_number_and_by_flips();
  void the_wheel_and_the_keys_turn_the_page();
  void the_order_holds_while_training_runs();
  void keys_choose_run_and_difference();
  void fewer_neurons_have_fewer_tiles();
  void a_smaller_network_replaces_a_larger_one();
  void the_tooltip_tells_neuron_pixel_and_weight();
  void tiles_lie_inside_the_view_and_apart();
  void it_asks_for_the_first_layer();
  void csv_holds_the_pixels_of_all_tiles();
  void figures_have_title_numbers_and_scale();

 private:
  std::unique_ptr<WeightTiles> shown(const SnapshotPointer& snapshot, QSize size = QSize(560, 298));

  std::unique_ptr<Focus> focus_;
  Theme theme_ = Theme::make(Theme::Kind::light);
};

void WeightTilesTest::init() {
  focus_ = std::make_unique<Focus>();
}

std::unique_ptr<WeightTiles> WeightTilesTest::shown(const SnapshotPointer& snapshot, QSize size) {
  auto view = std::make_unique<WeightTiles>(*focus_);
  apply_theme(*view, theme_);
  view->resize(size);
  view->show();
  view->set_snapshot(snapshot);
  return view;
}

void WeightTilesTest::other_data_than_images_have_no_tiles() {
  const auto view = shown(make_snapshot());
  QVERIFY(view->picture().is_empty());
  QVERIFY(view->csv().isEmpty());
  const QImage image = view->grab().toImage();
  bool has_text = false;
  for (int x = 0; x < image.width(); ++x)
    has_text = has_text || image.pixel(x, image.height() / 2) != theme_.base.rgb();
  QVERIFY(has_text);
}

void WeightTilesTest::the_24_neurons_with_the_largest_feedback_come_first() {
  const auto snapshot = image_snapshot();
  const auto view = shown(snapshot);
  std::vector<double> sizes;
  for (const float feedback : first_layer(snapshot, 0).feedback)
    sizes.push_back(std::abs(static_cast<double>(feedback)));
  QCOMPARE(view->picture().neurons(), largest(sizes, 24));
}

void WeightTilesTest::a_pixel_has_the_colour_of_its_weight_or_of_a_flip() {
  const auto snapshot = image_snapshot();
  const auto view = shown(snapshot);
  QTest::keyClick(view.get(), Qt::Key_B);
  const LayerWeights& weights = *first_layer(snapshot, 1).weights;
  const QImage image = view->grab().toImage();
  int flips = 0;
  for (std::size_t tile = 0; tile < 24; ++tile) {
    for (int pixel = 0; pixel < 144; ++pixel) {
      const auto index = static_cast<std::size_t>(view->picture().neurons()[tile] * 144 + pixel);
      const QRgb colour = image.pixel(centre_of(*view, tile, pixel % 12, pixel / 12, 12));
      const QRgb expected = weights.is_flipped(index)
                                ? theme_.flip.rgb()
                                : lfp::signed_colour(lfp::signed_colours(theme_),
                                                     weights.weight.values[index], view->picture().range());
      QVERIFY(colour_distance(colour, expected) <= 3);
      flips += weights.is_flipped(index) ? 1 : 0;
    }
  }
  QVERIFY(flips > 20);
}

void WeightTilesTest::the_combo_orders_by_number_and_by_flips() {
  const auto snapshot = image_snapshot();
  const auto view = shown(snapshot);
  choose_order(*view, 1);
  std::vector<std::int64_t> first(24);
  std::iota(first.begin(), first.end(), 0);
  QCOMPARE(view->picture().neurons(), first);
  choose_order(*view, 2);
  const auto& flips = first_layer(snapshot, 0).flipped_inputs;
  QCOMPARE(view->picture().neurons(), largest(std::vector<double>(flips.begin(), flips.end()), 24));
}

void WeightTilesTest::the_wheel_and_the_keys_turn_the_page() {
  const auto view = shown(image_snapshot());
  choose_order(*view, 1);
  turn_wheel(*view, QPointF(100, 100), -1);
  QCOMPARE(view->picture().neurons().size(), 16U);
  QCOMPARE(view->picture().neurons().front(), 24);
  turn_wheel(*view, QPointF(100, 100), -1);
  QCOMPARE(view->picture().neurons().front(), 24);
  QTest::keyClick(view.get(), Qt::Key_PageUp);
  QCOMPARE(view->picture().neurons().front(), 0);
  QTest::keyClick(view.get(), Qt::Key_PageDown);
  QCOMPARE(view->picture().neurons().front(), 24);
}

void WeightTilesTest::the_order_holds_while_training_runs() {
  const auto running = [](std::uint64_t seed) {
    return make_snapshot({.sizes = {144, 40, 10}, .steps = 50, .running = true, .seed = seed});
  };
  const auto view = shown(running(1));
  const auto order = view->picture().neurons();
  view->set_snapshot(running(2));
  QCOMPARE(view->picture().neurons(), order);
  view->set_snapshot(make_snapshot({.sizes = {144, 40, 10}, .steps = 50, .seed = 2}));
  QVERIFY(view->picture().neurons() != order);
}

void WeightTilesTest::keys_choose_run_and_difference() {
  const auto snapshot = image_snapshot();
  const auto view = shown(snapshot);
  choose_order(*view, 1);
  const auto value = [&](std::size_t run) { return first_layer(snapshot, run).weights->weight.at(0, 5); };
  const lfp::TilesPicture::Pixel pixel{0, 0, 5, 0, {}};
  QCOMPARE(view->picture().value_at(pixel), value(0));
  QTest::keyClick(view.get(), Qt::Key_B);
  QCOMPARE(view->picture().value_at(pixel), value(1));
  QTest::keyClick(view.get(), Qt::Key_D);
  QCOMPARE(view->picture().value_at(pixel), value(0) - value(1));
}

void WeightTilesTest::fewer_neurons_have_fewer_tiles() {
  const auto view = shown(make_snapshot({.sizes = {144, 5, 10}, .steps = 20}));
  QCOMPARE(view->picture().neurons().size(), 5U);
  QVERIFY(view->picture().image_area(0).width() > 80);
}

void WeightTilesTest::a_smaller_network_replaces_a_larger_one() {
  const auto view = shown(image_snapshot());
  choose_order(*view, 1);
  QTest::keyClick(view.get(), Qt::Key_PageDown);
  view->set_snapshot(make_snapshot({.sizes = {144, 5, 10}, .steps = 20, .generation = 2}));
  QCOMPARE(view->picture().neurons().size(), 5U);
  view->set_snapshot(make_snapshot({.generation = 3}));
  QVERIFY(view->picture().is_empty());
}

void WeightTilesTest::the_tooltip_tells_neuron_pixel_and_weight() {
  const auto snapshot = image_snapshot();
  const auto view = shown(snapshot);
  choose_order(*view, 1);
  const LayerWeights& weights = *first_layer(snapshot, 0).weights;
  move_mouse(*view, centre_of(*view, 2, 7, 3, 12));
  QStringList lines = tip_lines();
  QCOMPARE(lines[0], QStringLiteral("A · Layer 1 · neuron 3"));
  QCOMPARE(lines[1], QStringLiteral("row 4, column 8"));
  QCOMPARE(lines[2], "weight " + lfp::signed_text(static_cast<double>(weights.weight.at(2, 3 * 12 + 7))));

  std::size_t flipped = 0;
  while (!weights.is_flipped(flipped)) ++flipped;
  QVERIFY(flipped < 24 * 144);
  const int pixel = static_cast<int>(flipped % 144);
  move_mouse(*view, centre_of(*view, flipped / 144, pixel % 12, pixel / 12, 12));
  QCOMPARE(tip_lines().value(3),
           QStringLiteral("1 flip, last at step %1").arg(weights.last_flip_step[flipped]));
}

void WeightTilesTest::tiles_lie_inside_the_view_and_apart() {
  for (const QSize size : {QSize(560, 298), QSize(416, 220), QSize(300, 600)}) {
    const auto view = shown(image_snapshot(), size);
    for (std::size_t i = 0; i < 24; ++i) {
      const QRect area = view->picture().image_area(i);
      QVERIFY(QRect(QPoint(0, 0), size).contains(area));
      QCOMPARE(area.width(), area.height());
      for (std::size_t j = 0; j < i; ++j) QVERIFY(!area.intersects(view->picture().image_area(j)));
    }
  }
}

void WeightTilesTest::it_asks_for_the_first_layer() {
  const WeightTiles view(*focus_);
  lfp::Interest interest;
  view.add_interest(interest);
  QCOMPARE(interest.weight_layers, std::vector<int>{0});
}

void WeightTilesTest::csv_holds_the_pixels_of_all_tiles() {
  const auto snapshot = image_snapshot();
  const auto view = shown(snapshot);
  QStringList lines = view->csv().split('\n');
  QCOMPARE(lines.takeLast(), QString());
  QCOMPARE(lines.takeFirst(), QStringLiteral("neuron,row,column,weight"));
  QCOMPARE(lines.size(), 24 * 144);
  for (int line = 0; line < lines.size(); line += 37) {
    const QStringList fields = lines[line].split(',');
    const std::int64_t neuron = view->picture().neurons()[static_cast<std::size_t>(line / 144)];
    QCOMPARE(fields[0].toLongLong(), neuron + 1);
    QCOMPARE((fields[1].toInt() - 1) * 12 + fields[2].toInt() - 1, line % 144);
    QCOMPARE(fields[3].toFloat(), first_layer(snapshot, 0).weights->weight.at(neuron, line % 144));
  }
}

void WeightTilesTest::figures_have_title_numbers_and_scale() {
  WeightTiles view(*focus_);  // never shown
  view.set_snapshot(image_snapshot());
  const QTemporaryDir folder;
  lfp::save_figure(view, folder.filePath("tiles.svg"), QSize(640, 400));
  QFile file(folder.filePath("tiles.svg"));
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QString svg = QString::fromUtf8(file.readAll());
  QVERIFY(svg.contains(QLatin1String("Incoming weights of layer 1")));
  QVERIFY(svg.contains(QLatin1String("24 of 40 neurons")));
  QVERIFY(svg.count(QLatin1String("<image")) >= 24);
  const QImage image = lfp::figure_image(view, QSize(640, 400), 2.0);
  int coloured = 0;
  for (int y = 0; y < image.height(); y += 4) {
    for (int x = 0; x < image.width(); x += 4)
      coloured += QColor(image.pixel(x, y)).hsvSaturation() > 40 ? 1 : 0;
  }
  QVERIFY(coloured > 5000);
}

}  // namespace lfp::test::weight_tiles_test

LFPLAB_QT_TEST(weight_tiles_test, WeightTilesTest)
#include "weight_tiles_test.moc"
