#include "widgets/views/network/scene/network_scene.h"

#include "tests/support/make_snapshot.h"
#include "tests/support/qt_test.h"
#include "tests/support/shown_network.h"
#include "widgets/style/colour_map.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

namespace lfp::test::network_scene_test {

namespace {

/// The same snapshot with other weights of one layer of run A.
template <class Change>
SnapshotPointer with_weights(const SnapshotPointer& snapshot, std::size_t layer, Change change) {
  auto copy = std::make_shared<lfp::Snapshot>(*snapshot);
  auto other = std::make_shared<LayerWeights>(*snapshot->runs[0].layers[layer].weights);
  change(*other);
  copy->runs[0].layers[layer].weights = std::move(other);
  return copy;
}

bool runs_through(const QLineF& line, const QRectF& area) {
  constexpr int places = 200;
  for (int place = 0; place <= places; ++place)
    if (area.adjusted(1, 1, -1, -1).contains(line.pointAt(place / double(places)))) return true;
  return false;
}

}  // namespace

class NetworkSceneTest : public QObject {
  Q_OBJECT

 private slots:
  void columns_stand_side_by_side_inside_the_view_data();
  void columns_stand_side_by_side_inside_the_view();
  void neurons_have_the_colour_of_their_feedback();
  void edges_have_the_colour_of_their_sign();
  void weights_of_zero_and_not_a_number_are_not_drawn();
  void flipped_edges_are_magenta_with_a_diamond();
  void fresh_flips_are_thick_and_settle();
  void large_layers_show_their_strongest_weights_and_say_so();
  void all_weights_of_small_layers_are_drawn();
  void cells_wait_for_feedback_with_dashes_and_no_fill();
};

void NetworkSceneTest::columns_stand_side_by_side_inside_the_view_data() {
  QTest::addColumn<std::vector<std::int64_t>>("sizes");
  QTest::addColumn<QSize>("size");
  using Sizes = std::vector<std::int64_t>;
  QTest::newRow("small") << Sizes{2, 16, 16, 3} << small_view;
  QTest::newRow("one neuron") << Sizes{2, 1, 1} << small_view;
  QTest::newRow("deep") << Sizes{2, 8, 8, 8, 8, 8, 8, 8, 3} << small_view;
  QTest::newRow("many inputs") << Sizes{90, 30, 49, 4} << small_view;
  QTest::newRow("digits, low") << Sizes{784, 256, 128, 10} << small_view;
  QTest::newRow("digits, in half of a small window") << Sizes{784, 256, 128, 10} << QSize(620, 282);
  QTest::newRow("digits") << Sizes{784, 256, 128, 10} << large_view;
  QTest::newRow("wide") << Sizes{784, 1000, 1000, 10} << QSize(1200, 800);
  QTest::newRow("cells as high as a low view") << Sizes{2, 600, 600, 2} << QSize(615, 240);
}

void NetworkSceneTest::columns_stand_side_by_side_inside_the_view() {
  QFETCH(std::vector<std::int64_t>, sizes);
  QFETCH(QSize, size);
  ShownNetwork shown(make_snapshot({.sizes = sizes}), size);
  const auto& columns = shown.scene().layout.columns;
  QCOMPARE(columns.size(), sizes.size());
  double right = 0.0;
  for (std::size_t at = 0; at < columns.size(); ++at) {
    QCOMPARE(columns[at].units, sizes[at]);
    QVERIFY(columns[at].area.left() > right);
    right = columns[at].area.right();
    QVERIFY(columns[at].area.top() > shown.scene().layout.caption_y);
    QVERIFY(columns[at].area.bottom() <= shown.scene().legend.area.top());
    QVERIFY((columns[at].units > lfp::most_discs) == (columns[at].kind != NetworkColumn::Kind::discs));
    for (const std::int64_t unit : {std::int64_t{0}, columns[at].units - 1})
      QVERIFY(columns[at].area.contains(columns[at].centre(unit)));
  }
  QVERIFY(right < shown.scene().size.width());
  for (const auto& text : shown.scene().texts) {
    QVERIFY2(text.area.left() >= 0.0, qPrintable(text.text));
    QVERIFY2(!text.area.intersects(shown.scene().legend.area), qPrintable(text.text));
    const bool is_caption = text.area.center().y() <= shown.scene().layout.heading_y + 1;
    for (const NetworkColumn& column : columns)
      QVERIFY2(!is_caption || !text.area.adjusted(0, 0, 0, -1).intersects(column.area),
               qPrintable(text.text));
    for (const SceneLine& line : shown.scene().lines)
      QVERIFY2(!runs_through(line.line, text.area), qPrintable(text.text));
  }
}

void NetworkSceneTest::neurons_have_the_colour_of_their_feedback() {
  const auto snapshot = make_snapshot();
  ShownNetwork shown(snapshot);
  const float range = lfp::unit_range(*snapshot, {});
  QVERIFY(range > 0.0F);
  for (const Theme::Kind kind : {Theme::Kind::light, Theme::Kind::dark}) {
    const Theme theme = Theme::make(kind);
    apply_theme(shown.view, theme);
    for (int layer = 0; layer < 3; ++layer) {
      const float feedback = snapshot->runs[0].layers[static_cast<std::size_t>(layer)].feedback[1];
      const QColor expected(lfp::signed_colour(lfp::signed_colours(theme), feedback, range));
      QCOMPARE(shown.pixel(shown.centre(layer, 1)), expected);
    }
  }
}

void NetworkSceneTest::edges_have_the_colour_of_their_sign() {
  const auto snapshot = make_snapshot();
  ShownNetwork shown(snapshot);
  const Theme& theme = shown.view.theme();
  const auto& weights = *snapshot->runs[0].layers[2].weights;
  std::size_t largest = 0;
  for (std::size_t at = 0; at < weights.weight.values.size(); ++at)
    if (std::abs(weights.weight.values[at]) > std::abs(weights.weight.values[largest])) largest = at;
  QVERIFY(!weights.is_flipped(largest));
  const auto inputs = static_cast<std::size_t>(weights.weight.columns);
  const SceneEdge* edge = edge_of(shown.scene(), 2, static_cast<std::int64_t>(largest / inputs),
                                  static_cast<std::int64_t>(largest % inputs));
  QVERIFY(edge);
  const QColor colour = weights.weight.values[largest] > 0.0F ? theme.positive : theme.negative;
  QCOMPARE(QColor(edge->colour), colour);
  QCOMPARE(edge->width, 3.4);
  for (const SceneEdge& each : shown.scene().edges) QVERIFY(each.width >= 0.5 && each.width <= 3.5);
  const QPointF place = edge->from + 0.6 * (edge->to - edge->from);
  QVERIFY(distance(shown.pixel(place), colour) < 60);
}

void NetworkSceneTest::weights_of_zero_and_not_a_number_are_not_drawn() {
  ShownNetwork shown(with_weights(make_snapshot(), 1, [](LayerWeights& weights) {
    weights.weight.values[0] = 0.0F;
    weights.weight.values[17] = std::numeric_limits<float>::quiet_NaN();
  }));
  QVERIFY(!edge_of(shown.scene(), 1, 0, 0));
  QVERIFY(!edge_of(shown.scene(), 1, 1, 1));
  QCOMPARE(edges_to(shown.scene(), 1), std::size_t{16 * 16 - 2});
}

void NetworkSceneTest::flipped_edges_are_magenta_with_a_diamond() {
  const auto snapshot = make_snapshot();
  ShownNetwork shown(snapshot);
  const auto& weights = *snapshot->runs[0].layers[1].weights;
  std::size_t flipped = 0;
  for (const SceneEdge& edge : shown.scene().edges) {
    if (edge.layer != 1) continue;
    const bool is_flipped = weights.is_flipped(static_cast<std::size_t>(edge.unit * 16 + edge.input));
    QCOMPARE(QColor(edge.colour) == shown.view.theme().flip, is_flipped);
    QCOMPARE(edge.diamond > 0.0, is_flipped);
    if (!is_flipped) continue;
    ++flipped;
    QCOMPARE(shown.pixel((edge.from + edge.to) / 2.0), shown.view.theme().flip);
  }
  QCOMPARE(flipped, static_cast<std::size_t>(snapshot->runs[0].layers[1].flipped));
  QVERIFY(flipped > 0);
}

void NetworkSceneTest::fresh_flips_are_thick_and_settle() {
  lfp::FlipClock clock;
  clock.note(100, 1000);
  clock.note(120, 2000);
  QCOMPARE(clock.freshness(0, 2000), 0.0);
  QCOMPARE(clock.freshness(90, 2000), 0.0);
  QCOMPARE(clock.freshness(110, 2000), 1.0);
  QCOMPARE(clock.freshness(110, 2750), 0.5);
  QCOMPARE(clock.freshness(110, 4000), 0.0);
  clock.note(50, 2100);
  QCOMPARE(clock.freshness(110, 2100), 0.0);

  ShownNetwork shown(make_snapshot({.steps = 200}));
  QVERIFY(!shown.scene().has_fresh_flips);
  const auto later = make_snapshot({.steps = 400});
  shown.view.set_snapshot(later);
  QVERIFY(shown.scene().has_fresh_flips);
  double widest = 0.0;
  for (const SceneEdge& edge : shown.scene().edges) {
    const auto& weights = *later->runs[0].layers[static_cast<std::size_t>(edge.layer)].weights;
    const auto at = static_cast<std::size_t>(edge.unit * weights.weight.columns + edge.input);
    if (weights.last_flip_step[at] > 200) widest = std::max(widest, edge.width);
  }
  QVERIFY(widest > 3.0);
  QTRY_VERIFY(!shown.scene().has_fresh_flips);
}

void NetworkSceneTest::large_layers_show_their_strongest_weights_and_say_so() {
  const auto snapshot = digits();
  ShownNetwork shown(snapshot, large_view);
  QCOMPARE(edges_to(shown.scene(), 0), std::size_t{0});
  for (const int layer : {1, 2}) {
    const auto& values = snapshot->runs[0].layers[static_cast<std::size_t>(layer)].weights->weight.values;
    std::vector<float> sizes;
    for (const float value : values) sizes.push_back(std::abs(value));
    std::sort(sizes.rbegin(), sizes.rend());
    const auto columns = snapshot->runs[0].layers[static_cast<std::size_t>(layer)].inputs;
    QCOMPARE(edges_to(shown.scene(), layer), lfp::most_edges);
    for (const SceneEdge& edge : shown.scene().edges) {
      if (edge.layer != layer) continue;
      const float weight = values[static_cast<std::size_t>(edge.unit * columns + edge.input)];
      QVERIFY(std::abs(weight) >= sizes[lfp::most_edges - 1]);
    }
  }
  QVERIFY(says(shown.scene(), "Edges drawn: strongest 90 of 32,768"));
  QVERIFY(says(shown.scene(), "and strongest 90 of 1,280"));
  QVERIFY(says(shown.scene(), "200,704"));
}

void NetworkSceneTest::all_weights_of_small_layers_are_drawn() {
  ShownNetwork whole(make_snapshot({.sizes = {2, 32, 32, 2}}));
  QCOMPARE(edges_to(whole.scene(), 1), std::size_t{32 * 32});
  QVERIFY(!says(whole.scene(), "Edges drawn"));
  ShownNetwork thinned(make_snapshot({.sizes = {2, 40, 40, 2}}), large_view);
  QCOMPARE(edges_to(thinned.scene(), 0), std::size_t{80});
  QCOMPARE(edges_to(thinned.scene(), 1), lfp::most_edges);
  QVERIFY(says(thinned.scene(), "Edges drawn: strongest 90 of 1,600"));
}

void NetworkSceneTest::cells_wait_for_feedback_with_dashes_and_no_fill() {
  const SnapshotPointer whole = make_snapshot({.sizes = {2, 70, 3}});
  auto inside = std::make_shared<lfp::Snapshot>(*whole);
  // Feedback is at the outputs; after going forward alone, activations would be shown.
  inside->position.next_phase = {.kind = lfp::PhaseKind::distribute, .layer = 1};
  ShownNetwork shown(whole);
  QVERIFY(!shown.scene().sheets.at(0).is_waiting);
  shown.view.set_snapshot(inside);
  const lfp::SceneSheet sheet = shown.scene().sheets.at(0);
  QVERIFY(sheet.is_waiting);

  const Theme& theme = shown.scene().theme;
  QCOMPARE(shown.pixel(shown.centre(0, 0)), theme.base);
  // A row between two cells: about half of it are dashes, the rest shows no border.
  const QImage image = shown.view.grab().toImage();
  const int y = static_cast<int>(sheet.area().top() + sheet.column.size);
  const int left = static_cast<int>(sheet.area().left());
  const int width = static_cast<int>(sheet.area().width());
  int dashes = 0;
  int nothing = 0;
  for (int x = left; x < left + width; ++x) {
    dashes += image.pixelColor(x, y) == theme.control_border ? 1 : 0;
    nothing += image.pixelColor(x, y) == theme.base ? 1 : 0;
  }
  QVERIFY2(dashes > width / 3 && dashes < 2 * width / 3, qPrintable(QString::number(dashes)));
  QVERIFY2(nothing > width / 3, qPrintable(QString::number(nothing)));
}

}  // namespace lfp::test::network_scene_test

LFPLAB_QT_TEST(network_scene_test, NetworkSceneTest)
#include "network_scene_test.moc"
