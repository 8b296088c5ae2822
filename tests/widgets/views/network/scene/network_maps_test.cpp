#include "widgets/views/network/scene/network_maps.h"

#include "tests/support/image_training.h"
#include "tests/support/pointer.h"
#include "tests/support/qt_test.h"
#include "tests/support/shown_network.h"
#include "widgets/controls/scale_bar.h"
#include "widgets/style/colour_map.h"
#include "widgets/views/heat/heat_range.h"
#include "widgets/views/network/network_item_text.h"

#include <QTest>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <memory>

namespace lfp::test::network_maps_test {

namespace {

constexpr QSize wide_view(1100, 620);

const NetworkColumn* column_of(const NetworkScene& scene, int layer) {
  const auto& columns = scene.layout.columns;
  const auto found = std::ranges::find(columns, layer, &NetworkColumn::layer);
  return found == columns.end() ? nullptr : &*found;
}

NetworkOptions of_one_sample(NeuronColour colour = NeuronColour::feedback) {
  NetworkOptions options;
  options.colour = colour;
  options.one_sample = true;
  return options;
}

}  // namespace

/// Channels of convolutions and pooling as small feature maps.
class NetworkMapsTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void init();
  void every_channel_has_its_map_in_the_colours_of_its_values();
  void maps_stand_beside_each_other_inside_the_view_data();
  void maps_stand_beside_each_other_inside_the_view();
  void in_a_small_view_channels_are_cells();
  void the_mean_of_a_batch_has_no_maps_and_asks_for_none();
  void feedback_that_has_not_come_down_is_dashed();
  void each_layer_has_its_range_until_one_is_fixed();
  void what_a_place_sees_is_framed_on_the_input();
  void the_window_of_the_selection_stays();
  void the_pointer_tells_the_place();

 private:
  SnapshotPointer snapshot_for(const Interest& interest) { return lockstep_->snapshot(interest); }
  /// As the window does: a first snapshot, then one that holds what the view asks for.
  std::unique_ptr<ShownNetwork> shown(QSize size = wide_view);
  void look_again(ShownNetwork& network);

  std::unique_ptr<lfp::Lockstep> lockstep_;
};

void NetworkMapsTest::initTestCase() {
  lockstep_ = std::make_unique<lfp::Lockstep>(small_image_training());
}

void NetworkMapsTest::init() {
  QToolTip::hideText();
}

std::unique_ptr<ShownNetwork> NetworkMapsTest::shown(QSize size) {
  auto network = std::make_unique<ShownNetwork>(snapshot_for({}), size);
  look_again(*network);
  return network;
}

void NetworkMapsTest::look_again(ShownNetwork& network) {
  Interest interest;
  network.view.add_interest(interest);
  network.view.set_snapshot(snapshot_for(interest));
  QCoreApplication::processEvents();
}

void NetworkMapsTest::every_channel_has_its_map_in_the_colours_of_its_values() {
  const auto network = shown();
  for (const int colour : {0, 1}) {
    network->choose(1, colour);
    look_again(*network);
    const auto what = colour == 0 ? NeuronColour::feedback : NeuronColour::activation;
    const auto& snapshot = *network->view.snapshot();
    for (const int layer : {0, 1, 2}) {
      const NetworkColumn* column = column_of(network->scene(), layer);
      QVERIFY(column != nullptr);
      QCOMPARE(column->kind, NetworkColumn::Kind::maps);
      const NetworkOptions options = of_one_sample(what);
      const auto values = lfp::map_values(snapshot, options, layer, what);
      const float range = lfp::map_range(snapshot, options, layer);
      QVERIFY(range > 0.0F);
      const auto& map = std::ranges::find(network->scene().maps, layer,
                                          [](const SceneMaps& maps) { return maps.column.layer; });
      QCOMPARE(map->image.height(), static_cast<int>(column->units * column->map.height));
      const std::int64_t channel = column->units - 1;
      const std::int64_t row = column->map.height / 2;
      const std::int64_t place = row * column->map.width + 1;
      const float value =
          values[static_cast<std::size_t>(channel * column->map.height * column->map.width + place)];
      const QRectF area = column->unit_area(channel);
      const QPointF pixel =
          area.topLeft() +
          QPointF(1.5 / static_cast<double>(column->map.width) * area.width(),
                  (static_cast<double>(row) + 0.5) / static_cast<double>(column->map.height) * area.height());
      const QColor expected(lfp::signed_colour(lfp::signed_colours(network->view.theme()), value, range));
      QVERIFY(distance(network->pixel(pixel), expected) <= 2);
    }
  }
}

void NetworkMapsTest::maps_stand_beside_each_other_inside_the_view_data() {
  QTest::addColumn<QSize>("size");
  QTest::newRow("large") << QSize(1500, 900);
  QTest::newRow("wide") << wide_view;
  QTest::newRow("microscope on a small screen") << QSize(640, 380);
}

void NetworkMapsTest::maps_stand_beside_each_other_inside_the_view() {
  QFETCH(QSize, size);
  const auto network = shown(size);
  const auto& scene = network->scene();
  QVERIFY(!scene.maps.empty());
  double right = 0;
  for (const NetworkColumn& column : scene.layout.columns) {
    QVERIFY(column.area.left() > right);
    right = column.area.right();
    QVERIFY(column.area.bottom() <= scene.legend.area.top());
    if (column.kind != NetworkColumn::Kind::maps) continue;
    for (std::int64_t unit = 0; unit < column.units; ++unit) {
      QVERIFY(column.area.contains(column.unit_area(unit)));
      QVERIFY(column.unit_area(unit).width() >= 13);
      for (std::int64_t other = 0; other < unit; ++other)
        QVERIFY(!column.unit_area(unit).intersects(column.unit_area(other)));
    }
  }
  QVERIFY(right < scene.size.width());
  for (std::size_t at = 0; at < scene.texts.size(); ++at)
    for (std::size_t other = 0; other < at; ++other)
      QVERIFY2(!scene.texts[at]
                    .area.adjusted(1, 3, -1, -3)
                    .intersects(scene.texts[other].area.adjusted(1, 3, -1, -3)),
               qPrintable(scene.texts[at].text + " over " + scene.texts[other].text));
}

void NetworkMapsTest::in_a_small_view_channels_are_cells() {
  const auto network = shown(QSize(180, 120));
  QVERIFY(network->scene().maps.empty());
  QVERIFY(column_of(network->scene(), 0) != nullptr);
}

void NetworkMapsTest::the_mean_of_a_batch_has_no_maps_and_asks_for_none() {
  const auto network = shown();
  network->choose(2, 0);
  Interest interest;
  network->view.add_interest(interest);
  QVERIFY(interest.map_layers.empty());
  QVERIFY(network->scene().maps.empty());
  network->choose(2, 1);
  network->view.add_interest(interest);
  QCOMPARE(interest.map_layers, (std::vector<int>{0, 1, 2}));
}

void NetworkMapsTest::feedback_that_has_not_come_down_is_dashed() {
  const auto network = shown();
  auto waiting = std::make_shared<lfp::Snapshot>(*network->view.snapshot());
  waiting->position.next_phase = {.kind = PhaseKind::distribute, .layer = 2};
  network->view.set_snapshot(waiting);
  for (const SceneMaps& maps : network->scene().maps) QCOMPARE(maps.image.isNull(), maps.column.layer < 2);
}

void NetworkMapsTest::each_layer_has_its_range_until_one_is_fixed() {
  const auto network = shown();
  const auto ranges = network->view.colour_ranges();
  const auto& snapshot = *network->view.snapshot();
  const NetworkOptions options = of_one_sample();
  const auto says_range = [&](float range) {
    return says(network->scene(), QStringLiteral("±") + lfp::scale_end_text(range).mid(1));
  };
  for (const int layer : {0, 1, 2}) QVERIFY(says_range(lfp::map_range(snapshot, options, layer)));
  for (lfp::HeatRange* range : ranges) range->set_mode(lfp::HeatRange::Mode::fixed);
  ranges[2]->fix(QStringLiteral("feedback of maps"), 0.25F);
  network->view.colour_again();
  QVERIFY(says(network->scene(), QStringLiteral("±0.25")));
  QVERIFY(!says_range(lfp::map_range(snapshot, options, 0)));
}

void NetworkMapsTest::what_a_place_sees_is_framed_on_the_input() {
  const auto network = shown();
  const NetworkColumn& column = *column_of(network->scene(), 2);
  const QRectF input = network->scene().layout.input().area;
  const double pixel = input.width() / 28;
  // The top left place of the second convolution sees 5 + 1 + 2 * 2 rows of the image.
  move_mouse(network->view, column.unit_area(3).topLeft() + QPointF(1, 1));
  QVERIFY(network->view.stage().window.has_value());
  const QRectF seen = network->view.stage().window->on_input;
  QCOMPARE(seen.topLeft(), input.topLeft());
  QCOMPARE(seen.width(), 10 * pixel);
  QCOMPARE(network->view.stage().hovered.place, std::int64_t{0});
  move_mouse(network->view, column.unit_area(3).bottomRight() - QPointF(1, 1));
  QCOMPARE(network->view.stage().window->on_input.right(), input.left() + 28 * pixel);
  move_mouse(network->view, QPointF(2, 2));
  QVERIFY(!network->view.stage().window.has_value());
}

void NetworkMapsTest::the_window_of_the_selection_stays() {
  const auto network = shown();
  const NetworkColumn& column = *column_of(network->scene(), 0);
  network->click(column.unit_area(1).center());
  QVERIFY(network->focus.item().has_value());
  move_mouse(network->view, QPointF(2, 2));
  QVERIFY(network->view.stage().window.has_value());
  QCOMPARE(network->view.stage().window->on_input.width(),
           5 * network->scene().layout.input().area.width() / 28);
  // Chosen elsewhere, it is the place with the most.
  network->focus.set_item(InspectedItem{.layer = 2, .unit = 0});
  QVERIFY(network->view.stage().window.has_value());
  const auto& snapshot = *network->view.snapshot();
  const auto values = lfp::map_values(snapshot, of_one_sample(), 2, NeuronColour::feedback);
  const QRectF on_map = network->view.stage().window->on_map;
  const NetworkColumn& deep = *column_of(network->scene(), 2);
  const std::int64_t place = lfp::map_place(deep, 0, on_map.center());
  for (std::int64_t other = 0; other < deep.map.height * deep.map.width; ++other)
    QVERIFY(std::abs(values[static_cast<std::size_t>(other)]) <=
            std::abs(values[static_cast<std::size_t>(place)]));
}

void NetworkMapsTest::the_pointer_tells_the_place() {
  const auto network = shown();
  const lfp::NetworkItem item{.kind = lfp::NetworkItem::Kind::unit, .layer = 2, .unit = 3, .place = 12};
  const auto text = lfp::describe(*network->view.snapshot(), of_one_sample(), item);
  QVERIFY2(text.lines.join('\n').contains(QStringLiteral("row 2, column 3: feedback ")),
           qPrintable(text.lines.join('\n')));
  QVERIFY2(text.lines.join('\n').contains(QStringLiteral("sees rows 3 to 12, columns 5 to 14")),
           qPrintable(text.lines.join('\n')));
}

}  // namespace lfp::test::network_maps_test

LFPLAB_QT_TEST(network_maps_test, NetworkMapsTest)
#include "network_maps_test.moc"
