#include "widgets/views/maps/map_view.h"

#include "tests/support/make_snapshot.h"
#include "tests/support/pointer.h"
#include "tests/support/qt_test.h"
#include "widgets/controls/segmented_control.h"
#include "widgets/style/colour_map.h"
#include "widgets/views/figure_file.h"
#include "widgets/views/focus.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>
#include <memory>

namespace lfp::test::map_view_test {

namespace {

/// The first layer has 4 channels of 6 x 6; activations rise from 0, feedback is their negative.
SnapshotPointer with_maps() {
  auto snapshot =
      std::make_shared<lfp::Snapshot>(*make_snapshot({.sizes = {64, 4, 10}, .steps = 20, .raster = false}));
  for (std::size_t run = 0; run < 2; ++run) {
    auto& layer = snapshot->runs[run].layers[0];
    layer.output = {.channels = 4, .height = 6, .width = 6};
    lfp::LayerMap map{.layer = 0, .shape = layer.output, .activation = {}, .feedback = {}};
    for (int i = 0; i < 4 * 36; ++i) {
      map.activation.push_back(static_cast<float>(i) * (run == 0 ? 1.0F : 0.5F));
      map.feedback.push_back(-map.activation.back());
    }
    snapshot->runs[run].sample->maps = {map};
  }
  return snapshot;
}

}  // namespace

class MapViewTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void the_maps_of_the_chosen_layer_alone_are_asked_for();
  void every_channel_has_a_map_in_the_colours_of_its_values();
  void the_pointer_tells_channel_place_and_value();
  void keys_choose_the_run_and_the_sample();
  void a_layer_without_maps_says_so();
  void tables_and_figures_hold_the_maps();

 private:
  std::unique_ptr<MapView> shown(const SnapshotPointer& snapshot);

  std::unique_ptr<Focus> focus_;
};

void MapViewTest::init() {
  focus_ = std::make_unique<Focus>();
}

std::unique_ptr<MapView> MapViewTest::shown(const SnapshotPointer& snapshot) {
  auto view = std::make_unique<MapView>(*focus_);
  view->resize(640, 320);
  view->show();
  view->set_snapshot(snapshot);
  QCoreApplication::processEvents();
  return view;
}

void MapViewTest::the_maps_of_the_chosen_layer_alone_are_asked_for() {
  const auto view = shown(with_maps());
  focus_->set_sample(7, false);
  Interest interest;
  view->add_interest(interest);
  QCOMPARE(interest.map_layers, std::vector<int>{0});
  QVERIFY(interest.sample);
  QVERIFY(!interest.sample_from_test);
  QCOMPARE(interest.sample_index, std::int64_t{7});
}

void MapViewTest::every_channel_has_a_map_in_the_colours_of_its_values() {
  const auto view = shown(with_maps());
  const QImage image = view->grab().toImage();
  std::vector<float> all(4 * 36);
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<float>(i);
  const float range = lfp::symmetric_range(all);
  for (std::int64_t channel = 0; channel < 4; ++channel) {
    const QRect area = view->map_area(channel);
    QVERIFY(area.width() > 24);
    const QPoint middle(area.left() + area.width() * 7 / 12, area.top() + area.height() * 3 / 12);
    const QColor expected =
        QColor(lfp::signed_colour(lfp::signed_colours(view->theme()), view->value(channel, 1, 3), range));
    const QColor there = image.pixelColor(middle);
    QVERIFY(std::abs(there.red() - expected.red()) <= 3 && std::abs(there.blue() - expected.blue()) <= 3);
  }
}

void MapViewTest::the_pointer_tells_channel_place_and_value() {
  const auto view = shown(with_maps());
  const QRect area = view->map_area(2);
  move_mouse(*view, QPointF(area.left() + 1, area.top() + 1));
  QVERIFY2(QToolTip::text().contains("channel 3"), qPrintable(QToolTip::text()));
  QVERIFY(QToolTip::text().contains("row 1, column 1"));
  QVERIFY(QToolTip::text().contains("activation 72.000"));
  auto* quantities = qobject_cast<lfp::SegmentedControl*>(view->title_controls()[2]);
  quantities->set_current(1);
  move_mouse(*view, QPointF(area.left() + 2, area.top() + 1));
  QVERIFY2(QToolTip::text().contains(QString::fromUtf8("feedback −72.000")), qPrintable(QToolTip::text()));
}

void MapViewTest::keys_choose_the_run_and_the_sample() {
  const auto view = shown(with_maps());
  QCOMPARE(view->value(3, 0, 0), 108.0F);
  QTest::keyClick(view.get(), Qt::Key_B);
  QCOMPARE(view->value(3, 0, 0), 54.0F);
  QTest::keyClick(view.get(), Qt::Key_D);  // the difference
  QCOMPARE(view->value(3, 0, 0), 54.0F);
  QCOMPARE(view->value(3, 0, 2), 55.0F);
  QTest::keyClick(view.get(), Qt::Key_Right);
  QCOMPARE(focus_->sample(), std::int64_t{1});
}

void MapViewTest::a_layer_without_maps_says_so() {
  const auto view = shown(with_maps());
  focus_->set_layer(1);
  QVERIFY(view->map_area(0).isEmpty());
  QVERIFY(view->csv().isEmpty());
  const QImage image = view->grab().toImage();
  QImage blank(image.size(), image.format());
  blank.fill(view->theme().base);
  QVERIFY(image != blank);
}

void MapViewTest::tables_and_figures_hold_the_maps() {
  MapView view(*focus_);  // never shown
  view.set_snapshot(with_maps());
  QCOMPARE(view.csv().split('\n', Qt::SkipEmptyParts).size(), 1 + 144);
  QVERIFY(view.csv().contains("LFP-ε,4,1,3,110,-110"));
  const QTemporaryDir folder;
  lfp::save_figure(view, folder.filePath("maps.svg"), QSize(800, 400));
  QFile file(folder.filePath("maps.svg"));
  QVERIFY(file.open(QIODevice::ReadOnly));
  QVERIFY(QString::fromUtf8(file.readAll()).contains("Layer 1: activation maps"));
}

}  // namespace lfp::test::map_view_test

LFPLAB_QT_TEST(map_view_test, MapViewTest)
#include "map_view_test.moc"
