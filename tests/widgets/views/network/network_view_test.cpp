#include "widgets/views/network/network_view.h"

#include "tests/support/make_snapshot.h"
#include "tests/support/pointer.h"
#include "tests/support/qt_test.h"
#include "tests/support/shown_network.h"
#include "tests/support/small_experiment.h"
#include "widgets/style/colour_map.h"
#include "widgets/style/number_text.h"
#include "widgets/views/figure_file.h"
#include "widgets/views/focus.h"
#include "widgets/views/network/network_sample_strip.h"

#include <QAbstractButton>
#include <QFile>
#include <QImage>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

namespace lfp::test::network_view_test {

namespace {

QStringList tip_lines() {
  QString html = QToolTip::text();
  return html.replace(QLatin1String("<br>"), QLatin1String("\n"))
      .remove(QRegularExpression("<[^>]*>"))
      .split('\n');
}

lfp::NetworkOptions coloured_by(lfp::NeuronColour colour) {
  lfp::NetworkOptions options;
  options.colour = colour;
  return options;
}

}  // namespace

class NetworkViewTest : public QObject {
  Q_OBJECT

 private slots:
  void key_s_colours_by_activation_then_by_flips();
  void keys_choose_the_run_and_the_difference();
  void the_legend_has_no_scale_before_there_are_values();
  void hovering_tells_the_numbers_beside_the_neuron();
  void a_click_keeps_a_neuron_and_dims_the_others();
  void a_selected_cell_shows_its_own_strongest_weights();
  void arrows_move_the_selection();
  void the_wheel_zooms_where_the_mouse_is();
  void dragging_pans_and_selects_nothing();
  void a_click_on_a_caption_chooses_the_layer();
  void images_begin_with_one_sample_and_arrows_choose_it();
  void a_click_on_the_strip_chooses_the_sample();
  void one_sample_tells_label_prediction_and_probabilities();
  void only_what_is_shown_is_asked_for();
  void the_close_up_selects_a_connection_each_time();
  void without_layers_the_view_says_what_to_do();
  void neurons_can_be_pictures_over_the_plane();
  void numbers_are_written_on_a_tiny_network_and_none_over_another();
  void the_figure_is_made_of_vectors_with_title_and_legend();
  void data_as_csv_lists_every_neuron();
};

void NetworkViewTest::key_s_colours_by_activation_then_by_flips() {
  const auto snapshot = make_snapshot();
  ShownNetwork shown(snapshot);
  const auto& layer = snapshot->runs[0].layers[1];
  const auto strongest = std::max_element(layer.activation_mean.begin(), layer.activation_mean.end());
  const auto unit = strongest - layer.activation_mean.begin();
  QVERIFY(*strongest > 0.0F);
  shown.press(Qt::Key_S);
  const float range = lfp::unit_range(*snapshot, coloured_by(lfp::NeuronColour::activation));
  QCOMPARE(shown.pixel(shown.centre(1, unit)),
           QColor(lfp::signed_colour(lfp::signed_colours(shown.view.theme()), *strongest, range)));

  shown.press(Qt::Key_S);
  const auto most = std::max_element(layer.flipped_inputs.begin(), layer.flipped_inputs.end());
  QVERIFY(*most > 0);
  const float largest = lfp::unit_range(*snapshot, coloured_by(lfp::NeuronColour::flips));
  const auto entry = static_cast<std::size_t>(static_cast<float>(*most) / largest * 255.0F + 0.5F);
  QCOMPARE(shown.pixel(shown.centre(1, most - layer.flipped_inputs.begin())),
           QColor(lfp::unsigned_colours(shown.view.theme())[entry]));
  shown.press(Qt::Key_S);
  QCOMPARE(qobject_cast<QComboBox*>(shown.view.title_controls()[1])->currentIndex(), 0);
}

void NetworkViewTest::keys_choose_the_run_and_the_difference() {
  const auto snapshot = make_snapshot();
  ShownNetwork shown(snapshot);
  const auto output = [&](std::size_t run) { return snapshot->runs[run].layers[2].feedback[0]; };
  shown.press(Qt::Key_B);
  lfp::NetworkOptions second;
  second.run = 1;
  QCOMPARE(QColor(shown.scene().units.back().fill),
           QColor(lfp::signed_colour(lfp::signed_colours(shown.view.theme()),
                                     snapshot->runs[1].layers[2].feedback[2],
                                     lfp::unit_range(*snapshot, second))));
  shown.press(Qt::Key_D);
  lfp::NetworkOptions difference;
  difference.subtracted = 1;
  const auto values = lfp::unit_values(*snapshot, difference, 2);
  QCOMPARE(values[0], output(0) - output(1));
  const auto& a = *snapshot->runs[0].layers[1].weights;
  const auto& b = *snapshot->runs[1].layers[1].weights;
  for (const SceneEdge& edge : shown.scene().edges) {
    if (edge.layer != 1) continue;
    const auto at = static_cast<std::size_t>(edge.unit * 16 + edge.input);
    const bool differ = a.weight.values[at] * b.weight.values[at] < 0.0F;
    QCOMPARE(QColor(edge.colour) == shown.view.theme().flip, differ);
  }
  QCOMPARE(shown.scene().legend.flipped, QStringLiteral("signs differ"));
  shown.press(Qt::Key_A);
  QCOMPARE(shown.scene().legend.flipped, QStringLiteral("sign flipped since step 0"));
}

void NetworkViewTest::the_legend_has_no_scale_before_there_are_values() {
  auto fresh = std::make_shared<Snapshot>(*make_snapshot());
  fresh->position.step = 0;
  ShownNetwork shown(fresh);
  QVERIFY(!shown.scene().legend.has_scale);
  QCOMPARE(shown.scene().legend.quantity, QStringLiteral("Feedback R: from the first batch on"));
  shown.view.set_snapshot(make_snapshot());
  QCoreApplication::processEvents();
  QVERIFY(shown.scene().legend.has_scale);
  QCOMPARE(shown.scene().legend.quantity, QStringLiteral("Feedback R"));
}

void NetworkViewTest::hovering_tells_the_numbers_beside_the_neuron() {
  const auto snapshot = make_snapshot();
  ShownNetwork shown(snapshot);
  const QImage before = shown.view.grab().toImage();
  move_mouse(shown.view, shown.centre(1, 2));
  QVERIFY(shown.view.grab().toImage() != before);
  QTRY_VERIFY(!QToolTip::text().isEmpty());
  QStringList lines = tip_lines();
  QCOMPARE(lines[0], QStringLiteral("A · Layer 2 · neuron 3"));
  QVERIFY(lines.size() <= 4);
  QVERIFY(lines.join(' ').contains("feedback"));
  QVERIFY(lines.join(' ').contains("activation"));
  QVERIFY(lines.join(' ').contains(
      QString("flipped inputs %1 of 16").arg(snapshot->runs[0].layers[1].flipped_inputs[2])));

  const SceneEdge& strongest = shown.scene().edges.back();
  move_mouse(shown.view, strongest.from + 0.4 * (strongest.to - strongest.from));
  lines = tip_lines();
  QCOMPARE(shown.view.stage().hovered.kind, NetworkItem::Kind::edge);
  QVERIFY(lines[0].contains(QStringLiteral("→")));
  QVERIFY(lines.join(' ').contains("weight"));
  QVERIFY(lines.join(' ').contains("flip"));
  QVERIFY(lines.size() <= 4);

  move_mouse(shown.view, QPointF(3, 180));
  QVERIFY(!shown.view.stage().hovered);
  QCOMPARE(shown.view.grab().toImage(), before);
}

void NetworkViewTest::a_click_keeps_a_neuron_and_dims_the_others() {
  ShownNetwork shown(make_snapshot());
  const Theme& theme = shown.view.theme();
  const SceneEdge* other = edge_of(shown.scene(), 1, 9, 9);
  QVERIFY(other);
  const QColor full(other->colour);
  shown.click(shown.centre(1, 4));
  const NetworkItem expected{.kind = NetworkItem::Kind::unit, .layer = 1, .unit = 4};
  QVERIFY(shown.view.stage().selected == expected);
  QCOMPARE(shown.focus.layer(), 1);
  const QColor dimmed(edge_of(shown.scene(), 1, 9, 9)->colour);
  QVERIFY(distance(dimmed, theme.base) < distance(full, theme.base) || full == theme.base);
  QVERIFY(distance(dimmed, lfp::blended(full, theme.base, 0.22)) <= 3);
  for (const SceneEdge& edge : shown.scene().edges) {
    const bool touches = (edge.layer == 1 && edge.unit == 4) || (edge.layer == 2 && edge.input == 4);
    if (touches) QVERIFY(distance(QColor(edge.colour), theme.base) > 40);
  }
  shown.press(Qt::Key_Escape);
  QVERIFY(!shown.view.stage().selected);
  QCOMPARE(QColor(edge_of(shown.scene(), 1, 9, 9)->colour), full);
}

void NetworkViewTest::a_selected_cell_shows_its_own_strongest_weights() {
  ShownNetwork shown(digits(), large_view);
  shown.click(shown.centre(1, 50));
  std::size_t arriving = 0;
  for (const SceneEdge& edge : shown.scene().edges) arriving += edge.layer == 1 && edge.unit == 50 ? 1 : 0;
  QCOMPARE(arriving, lfp::most_edges);
}

void NetworkViewTest::arrows_move_the_selection() {
  ShownNetwork shown(make_snapshot());
  const auto selected = [&] {
    const NetworkItem& item = shown.view.stage().selected;
    return std::make_pair(item.layer, item.unit);
  };
  shown.press(Qt::Key_Down);
  QCOMPARE(selected(), std::make_pair(0, std::int64_t{0}));
  shown.press(Qt::Key_Down);
  shown.press(Qt::Key_Down);
  shown.press(Qt::Key_Up);
  QCOMPARE(selected(), std::make_pair(0, std::int64_t{1}));
  shown.press(Qt::Key_Right);
  QCOMPARE(selected(), std::make_pair(1, std::int64_t{1}));
  shown.press(Qt::Key_Right);
  shown.press(Qt::Key_Right);
  QCOMPARE(selected().first, 2);
  for (int press = 0; press < 5; ++press) shown.press(Qt::Key_Left);
  QCOMPARE(selected().first, lfp::input_layer);
}

void NetworkViewTest::the_wheel_zooms_where_the_mouse_is() {
  ShownNetwork shown(make_snapshot());
  const QPointF mouse = shown.centre(1, 3);
  const QColor colour = shown.pixel(mouse);
  const QImage before = shown.view.grab().toImage();
  turn_wheel(shown.view, mouse, 4);
  QVERIFY(shown.view.stage().camera.zoom > 1.9);
  const QPointF now = shown.centre(1, 3);
  QVERIFY(std::hypot(now.x() - mouse.x(), now.y() - mouse.y()) < 0.01);
  QCOMPARE(shown.pixel(mouse), colour);
  QVERIFY(shown.view.grab().toImage() != before);
  shown.press(Qt::Key_0);
  QCOMPARE(shown.view.grab().toImage(), before);
  turn_wheel(shown.view, mouse, 2);
  QTest::mouseDClick(&shown.view, Qt::LeftButton, Qt::NoModifier, QPoint(3, 180));
  QVERIFY(shown.view.stage().camera.is_home());
}

void NetworkViewTest::dragging_pans_and_selects_nothing() {
  ShownNetwork shown(make_snapshot());
  const QPointF before = shown.centre(0, 0);
  lfp::test::drag_mouse(shown.view, before, before + QPointF(40, 20));
  QCOMPARE(shown.centre(0, 0), before + QPointF(40, 20));
  QVERIFY(!shown.view.stage().selected);
}

void NetworkViewTest::a_click_on_a_caption_chooses_the_layer() {
  ShownNetwork shown(make_snapshot());
  QCOMPARE(shown.focus.layer(), 0);
  shown.click(shown.scene().captions[2].area.center());
  QCOMPARE(shown.focus.layer(), 2);
}

void NetworkViewTest::images_begin_with_one_sample_and_arrows_choose_it() {
  ShownNetwork shown(digits(), large_view);
  Interest asked;
  shown.view.add_interest(asked);
  QVERIFY(asked.sample);
  QCOMPARE(asked.sample_index, 0);
  shown.press(Qt::Key_Right);
  shown.press(Qt::Key_Right);
  shown.press(Qt::Key_Left);
  QCOMPARE(shown.focus.sample(), 1);
  asked = {};
  shown.view.add_interest(asked);
  QCOMPARE(asked.sample_index, 1);
}

void NetworkViewTest::a_click_on_the_strip_chooses_the_sample() {
  ShownNetwork shown(digits(), large_view);
  auto* strip = shown.view.findChild<NetworkSampleStrip*>();
  QVERIFY(strip && strip->isVisible());
  const QImage before = strip->grab().toImage();
  QTest::mouseClick(strip, Qt::LeftButton, Qt::NoModifier, strip->picture_area(3).center());
  QCOMPARE(shown.focus.sample(), 3);
  QCOMPARE(strip->first(), 0);
  QVERIFY(strip->grab().toImage() != before);
  shown.focus.set_sample(59);
  QVERIFY(strip->picture_area(3).isNull());
  QVERIFY(!strip->picture_area(59).isNull());
  shown.choose(2, 0);
  QVERIFY(!strip->isVisible());
}

void NetworkViewTest::one_sample_tells_label_prediction_and_probabilities() {
  const auto snapshot = digits();
  const auto& sample = *snapshot->runs[0].sample;
  ShownNetwork shown(snapshot, large_view);
  QVERIFY(says(shown.scene(), "1 of 60"));
  QVERIFY(says(shown.scene(), QString("%1 (").arg(sample.prediction)));
  QVERIFY(says(shown.scene(), "label"));
  QCOMPARE(shown.scene().images.size(), std::size_t{1});
  const QImage both = shown.scene().images[0].image;
  auto* overlays = shown.view.title_controls()[3];
  QVERIFY(!overlays->isHidden());
  overlays->findChildren<QAbstractButton*>()[0]->click();
  QVERIFY(shown.scene().images[0].image != both);
  QCOMPARE(shown.scene().images[0].image.pixelColor(0, 0), shown.view.theme().base);
  shown.choose(2, 0);
  QVERIFY(overlays->isHidden());
  QVERIFY(!says(shown.scene(), "1 of 60"));
}

void NetworkViewTest::only_what_is_shown_is_asked_for() {
  Focus focus;
  const NetworkView unseen(focus);
  Interest anything;
  unseen.add_interest(anything);
  QVERIFY(anything.all_weights && anything.sample);

  ShownNetwork shown(digits(), large_view);
  Interest asked;
  shown.view.add_interest(asked);
  QCOMPARE(asked.weight_layers, (std::vector<int>{1, 2}));
  QVERIFY(!asked.input_feedback);
  shown.choose(2, 0);
  asked = {};
  shown.view.add_interest(asked);
  QVERIFY(!asked.sample && asked.input_feedback);
  shown.choose(1, 2);
  asked = {};
  shown.view.add_interest(asked);
  QCOMPARE(asked.weight_layers, (std::vector<int>{0, 1, 2}));
}

void NetworkViewTest::neurons_can_be_pictures_over_the_plane() {
  Lockstep lockstep = start(small_experiment());
  lockstep.advance(10);
  ShownNetwork shown(lockstep.snapshot({}), QSize(900, 700));
  shown.choose(1, 3);
  Interest interest;
  shown.view.add_interest(interest);
  QVERIFY(interest.plane_resolution > 0 && !interest.plane_feedback);
  const std::size_t before = shown.scene().images.size();
  shown.view.set_snapshot(lockstep.snapshot(interest));
  QCOMPARE(shown.scene().images.size(), before + 12 + 12 + 2);
  for (const SceneImage& one : shown.scene().images)
    for (const SceneImage& other : shown.scene().images)
      QVERIFY(&one == &other || !one.area.intersects(other.area));
  shown.choose(1, 4);
  interest = {};
  shown.view.add_interest(interest);
  QVERIFY(interest.plane_feedback);
  shown.view.set_snapshot(lockstep.snapshot(interest));
  QCOMPARE(shown.scene().images.size(), before + 12 + 12 + 2);
  // For images there is no plane.
  ShownNetwork images(digits());
  QCOMPARE(qobject_cast<QComboBox*>(images.view.title_controls()[1])->count(), 3);
}

void NetworkViewTest::numbers_are_written_on_a_tiny_network_and_none_over_another() {
  const auto snapshot = make_snapshot({.sizes = {2, 4, 2}, .runs = 1});
  ShownNetwork shown(snapshot, large_view);
  auto* numbers = shown.view.findChild<QToolButton*>();
  QVERIFY(numbers != nullptr && numbers->text() == QStringLiteral("Numbers") && !numbers->isHidden());
  const std::size_t before = shown.scene().texts.size();
  numbers->click();
  const auto& texts = shown.scene().texts;
  QVERIFY2(texts.size() >= before + 2 * 4 + 4 * 2 + 4 + 2,
           qPrintable(QString::number(texts.size() - before)));
  QStringList words;
  for (std::size_t one = before; one < texts.size(); ++one) {
    words << texts[one].text;
    for (std::size_t other = 0; other < one; ++other)
      QVERIFY2(!texts[one].area.intersects(texts[other].area),
               qPrintable(texts[one].text + QStringLiteral(" over ") + texts[other].text));
  }
  const float weight = snapshot->runs[0].layers[0].weights->weight.at(3, 1);
  QVERIFY(words.contains(lfp::signed_text(static_cast<double>(weight), 2)));
  ShownNetwork large(make_snapshot());
  QVERIFY2(large.view.findChild<QToolButton*>()->isHidden(), "there are too many connections");
}

void NetworkViewTest::the_close_up_selects_a_connection_each_time() {
  ShownNetwork shown(make_snapshot());
  QVERIFY(!shown.focus.item());
  // The sample is known, so that no new snapshot has to come.
  for (int visit = 0; visit < 2; ++visit) {
    shown.focus.set_close_up(true);
    QVERIFY(shown.focus.item().has_value());
    shown.focus.set_close_up(false);
    QVERIFY(!shown.focus.item());
  }
}

void NetworkViewTest::without_layers_the_view_says_what_to_do() {
  ShownNetwork shown(make_snapshot());
  auto empty = std::make_shared<lfp::Snapshot>(*make_snapshot({.generation = 2}));
  for (auto& run : empty->runs) run.layers.clear();
  shown.view.set_snapshot(empty);
  QVERIFY(!shown.view.findChild<QWidget*>("network.raster")->isVisible());
  const QImage image = shown.view.grab().toImage();
  bool has_words = false;
  for (int x = 0; x < image.width(); ++x)
    has_words = has_words || image.pixelColor(x, image.height() / 2) != shown.view.theme().base;
  QVERIFY(has_words);
  for (const Qt::Key key : {Qt::Key_Down, Qt::Key_S, Qt::Key_0}) shown.press(key);
  shown.click(QPointF(100, 100));
  QVERIFY(shown.view.csv().isEmpty());
}

void NetworkViewTest::the_figure_is_made_of_vectors_with_title_and_legend() {
  QTemporaryDir folder;
  Focus focus;
  NetworkView view(focus);
  apply_theme(view, Theme::make(Theme::Kind::dark));
  view.set_snapshot(make_snapshot());
  const QString path = folder.filePath("network.svg");
  lfp::save_figure(view, path, {900, 500});
  QFile file(path);
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QString svg = QString::fromUtf8(file.readAll());
  for (const QString words : {"Network: LFP-", "step 400", "Layer 2 · 16 · ReLU", "class 1", "Feedback R",
                              "sign flipped since step 0"})
    QVERIFY2(svg.contains(words), qPrintable(words));
  QVERIFY(svg.count("<polyline") + svg.count("<path") > 330);
  QVERIFY(svg.contains(Theme::make(Theme::Kind::light).flip.name()));
}

void NetworkViewTest::data_as_csv_lists_every_neuron() {
  const auto snapshot = make_snapshot();
  ShownNetwork shown(snapshot);
  const QStringList lines = shown.view.csv().split('\n', Qt::SkipEmptyParts);
  QCOMPARE(lines.size(), 1 + 2 + 16 + 16 + 3);
  QCOMPARE(lines[0], QStringLiteral("layer,neuron,feedback,activation,flipped_inputs"));
  const QStringList last = lines.back().split(',');
  QCOMPARE(last[0], QStringLiteral("3"));
  QCOMPARE(last[2].toFloat(), snapshot->runs[0].layers[2].feedback[2]);
  QCOMPARE(last[4].toUInt(), snapshot->runs[0].layers[2].flipped_inputs[2]);
}

}  // namespace lfp::test::network_view_test

LFPLAB_QT_TEST(network_view_test, NetworkViewTest)
#include "network_view_test.moc"
