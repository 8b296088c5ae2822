#include "app/docks/layouts.h"

#include "app/docks/docks.h"
#include "app/docks/perspective_switch.h"
#include "app/documents/experiment_files.h"
#include "app/window/appearance.h"
#include "tests/support/qt_test.h"
#include "tests/support/window_fixture.h"
#include "widgets/controls/dock_title.h"
#include "widgets/views/focus.h"
#include "widgets/views/inspector/inspector_view.h"

#include <QMap>
#include <QStatusBar>
#include <memory>

namespace lfp::test::layouts_test {

/// What the perspectives show of which data, and that docks keep their room.
class LayoutsTest : public QObject, protected WindowTest {
  Q_OBJECT

 private slots:
  void init() { QVERIFY(starts({1600, 1000})); }
  void cleanup() { window_.reset(); }

  void every_view_has_a_place_of_its_own_in_every_perspective() {
    for (const Perspective& perspective : perspectives())
      for (const DataTraits& traits : {DataTraits{}, DataTraits{.is_plane = false, .are_images = true},
                                       DataTraits{.is_plane = false, .have_classes = false}}) {
        const QStringList open = open_docks(perspective.layout({.traits = traits, .size = {1600, 880}}));
        for (const ViewEntry& entry : view_entries())
          if (entry.shows != nullptr && !entry.shows(traits)) QVERIFY(!open.contains(entry.dock_name()));
        QVERIFY(!open.isEmpty());
      }
  }

  void networks_that_spike_open_their_spikes() {
    const Perspective& train = perspectives()[static_cast<std::size_t>(PerspectiveKind::train)];
    const DataTraits spiking{.is_plane = false, .are_images = true, .have_spikes = true};
    QVERIFY(open_docks(train.layout({.traits = spiking, .size = {1600, 880}})).contains("dock.spikes"));
    QVERIFY(!open_docks(train.layout({.traits = {}, .size = {1600, 880}})).contains("dock.spikes"));
  }

  void regression_opens_its_fit_and_autoencoders_their_reconstruction() {
    const Perspective& train = perspectives()[static_cast<std::size_t>(PerspectiveKind::train)];
    const auto open = [&](const DataTraits& traits) {
      return open_docks(train.layout({.traits = traits, .size = {1600, 880}}));
    };
    const DataTraits regression{.is_plane = false, .have_classes = false};
    QVERIFY(open(regression).contains("dock.fit") && !open(regression).contains("dock.reconstruction"));
    const DataTraits autoencoder{
        .is_plane = false, .are_images = true, .have_classes = false, .are_reproduced = true};
    QVERIFY(open(autoencoder).contains("dock.reconstruction") && !open(autoencoder).contains("dock.fit"));
    QVERIFY(open({}).contains("dock.boundary"));
  }

  void views_without_anything_to_show_give_way_in_a_layout_of_one_s_own() {
    dock("dock.raster")->close();
    QVERIFY(dock("dock.boundary")->isVisible());
    QVERIFY(window_->files().open(small_images()));
    QVERIFY(comes_true([this] { return dock("dock.tiles")->isVisible(); }));
    QVERIFY(dock("dock.boundary")->isHidden());
    QVERIFY(dock("dock.raster")->isHidden());
  }

  void data_opened_from_another_perspective_are_seen_in_train() {
    dock("dock.raster")->close();
    choose(PerspectiveKind::build);
    QVERIFY(window_->files().open(small_images()));
    QVERIFY(comes_true([this] { return dock("dock.tiles")->isVisible(); }));
    choose(PerspectiveKind::train);
    QVERIFY(dock("dock.tiles")->isVisible());
    QVERIFY(dock("dock.boundary")->isHidden());
  }

  void in_a_changed_layout_a_view_made_for_the_data_comes_before_others() {
    QVERIFY(window_->files().open(small_images()));
    QVERIFY(comes_true([this] { return dock("dock.tiles")->isVisible(); }));
    window_->docks().open(*dock("dock.samples"));
    QVERIFY(window_->files().open(QStringLiteral("example:sine")));
    QVERIFY(comes_true([this] { return dock("dock.fit")->isVisible(); }));
    QVERIFY(dock("dock.tiles")->isHidden());
  }

  void a_click_that_nothing_takes_is_no_change_of_the_layout() {
    QTest::mouseClick(window_->statusBar(), Qt::LeftButton);
    QTest::mouseClick(dock("dock.setup")->titleBarWidget(), Qt::LeftButton);
    QVERIFY(window_->files().open(small_images()));
    QVERIFY(comes_true([this] { return dock("dock.confusion")->isVisible(); }));
  }

  void a_double_click_on_a_title_gives_a_view_the_window_and_back() {
    const QRect before = dock("dock.network")->geometry();
    double_click("dock.network");
    QVERIFY(comes_true([this] { return dock("dock.network")->width() > window_->width() - 20; }));
    QVERIFY(dock("dock.curves")->isHidden());
    QVERIFY(!dock("dock.network")->isFloating());
    double_click("dock.network");
    QVERIFY(comes_true([&] { return dock("dock.network")->geometry() == before; }));
    QVERIFY(dock("dock.curves")->isVisible());
  }

  void a_view_floats_by_its_menu_and_a_double_click_on_its_title_docks_it() {
    QVERIFY(choose_in_menu(*dock("dock.network"), {"Float"}));
    QVERIFY(comes_true([this] { return dock("dock.network")->isFloating(); }));
    double_click("dock.network");
    QVERIFY(comes_true([this] { return !dock("dock.network")->isFloating(); }));
    QVERIFY(dock("dock.curves")->isVisible());
  }

  void an_inspected_neuron_leaves_the_network_its_room() {
    for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)}) {
      window_->resize(size);
      choose(PerspectiveKind::microscope);
      const QRect before = dock("dock.network")->geometry();
      window_->focus().set_item(InspectedItem{.layer = 1, .unit = 2, .input = 3});
      auto* inspector = qobject_cast<InspectorView*>(dock("dock.inspector")->widget());
      QVERIFY(comes_true([&] { return inspector->inspection() != nullptr; }));
      QVERIFY(comes_to_rest());
      QCOMPARE(window_->size(), size);
      QCOMPARE(dock("dock.network")->geometry(), before);
      window_->focus().set_item(std::nullopt);
    }
  }

  void presenting_lays_out_anew_and_comes_back() {
    dock("dock.raster")->close();
    QVERIFY(comes_to_rest());
    const QMap<QString, QRect> before = places();
    const QSize size = window_->size();
    window_->perspectives().present(true);
    window_->appearance().start_presenting(QSize(1920, 1080));
    QVERIFY(comes_true([this] { return window_->appearance().theme().zoom > 1.0; }));
    QVERIFY(comes_to_rest());
    QVERIFY(places() != before);
    QVERIFY(window_->width() <= size.width() && window_->height() <= size.height());
    window_->appearance().stop_presenting();
    window_->perspectives().present(false);
    QVERIFY(comes_true([&] { return places() == before; }));
    QVERIFY(comes_to_rest());
    QCOMPARE(places(), before);
  }

  void f11_fills_the_screen_and_gives_everything_its_place_again() {
    dock("dock.raster")->close();
    QVERIFY(comes_to_rest());
    const QMap<QString, QRect> before = places();
    const QSize size = window_->size();
    QTest::keyClick(window_.get(), Qt::Key_F11);
    QVERIFY(
        comes_true([this] { return window_->isFullScreen() && window_->appearance().theme().zoom > 1.0; }));
    QVERIFY(comes_to_rest());
    QVERIFY(places() != before);
    QTest::keyClick(window_.get(), Qt::Key_F11);
    QVERIFY(comes_true([&] { return !window_->isFullScreen() && window_->size() == size; }));
    QVERIFY(comes_true([&] { return places() == before; }));
    QVERIFY(comes_to_rest());
    QCOMPARE(places(), before);
  }

  void space_runs_and_enter_presses_the_button_that_has_the_keyboard() {
    QWidget* close = dock("dock.curves")->titleBarWidget()->findChild<QWidget*>("close");
    QVERIFY(close != nullptr);
    close->setFocus(Qt::TabFocusReason);
    QTest::keyClick(close, Qt::Key_Space);
    QVERIFY(comes_true([this] { return now().running; }));
    QVERIFY(dock("dock.curves")->isVisible());
    QTest::keyClick(close, Qt::Key_Space);
    QVERIFY(comes_true([this] { return !now().running; }));
    QTest::keyClick(close, Qt::Key_Return);
    QVERIFY(comes_true([this] { return dock("dock.curves")->isHidden(); }));
  }

 private:
  const Snapshot& now() const { return *window_->bridge().snapshot(); }
  QDockWidget* dock(const char* name) { return lfp::test::dock(*window_, name); }
  void choose(PerspectiveKind kind) {
    window_->perspectives().show(static_cast<int>(kind));
    QVERIFY(comes_to_rest());
  }
  /// Of the docks that are open.
  QMap<QString, QRect> places() const {
    QMap<QString, QRect> places;
    for (const auto* dock : window_->findChildren<QDockWidget*>())
      if (!dock->isHidden()) places.insert(dock->objectName(), dock->geometry());
    return places;
  }
  void double_click(const char* name) {
    QWidget* title = dock(name)->titleBarWidget();
    QTest::mouseDClick(title, Qt::LeftButton, {}, QPoint(4, title->height() / 2));
  }
  QString small_images() {
    write_small_images(QDir(folder_->path()));
    const QString path = folder_->filePath("small.json");
    write(path, small_images_experiment());
    return path;
  }
};

}  // namespace lfp::test::layouts_test

LFPLAB_QT_TEST(layouts_test, LayoutsTest)
#include "layouts_test.moc"
