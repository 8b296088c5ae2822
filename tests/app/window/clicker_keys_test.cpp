#include "app/window/clicker_keys.h"

#include "app/docks/docks.h"
#include "app/docks/layouts.h"
#include "app/docks/perspective_switch.h"
#include "app/window/appearance.h"
#include "tests/support/qt_test.h"
#include "tests/support/window_fixture.h"
#include "widgets/panels/transport/phase_strip.h"
#include "widgets/views/network/network_view.h"

#include <QTest>
#include <algorithm>

namespace lfp::test::clicker_keys_test {

class ClickerKeysTest : public QObject, protected WindowTest {
  Q_OBJECT

 private slots:
  void init() { QVERIFY(starts({1600, 1000})); }

  void cleanup() { window_.reset(); }

  void they_show_one_view_after_the_other_and_all_again() {
    present();
    const int all = visible_docks();
    QVERIFY(all > 1);
    click(Qt::Key_PageDown);
    QCOMPARE(visible_docks(), 1);
    const QString first = only_dock();
    click(Qt::Key_PageDown);
    QCOMPARE(visible_docks(), 1);
    QVERIFY(only_dock() != first);
    click(Qt::Key_PageUp);
    QCOMPARE(only_dock(), first);
    click(Qt::Key_PageUp);
    QCOMPARE(visible_docks(), all);
  }

  void in_the_microscope_they_walk_through_the_phases() {
    QTest::keyClick(window_.get(), Qt::Key_3, Qt::ControlModifier);
    present();
    click(Qt::Key_PageDown);
    const auto phase = [this] { return window_->bridge().snapshot()->position.next_phase.kind; };
    QVERIFY(comes_true([&] { return phase() == PhaseKind::output_feedback; }));
    click(Qt::Key_PageDown);
    QVERIFY(comes_true([&] { return phase() == PhaseKind::distribute; }));
    click(Qt::Key_PageUp);
    QVERIFY(comes_true([&] { return phase() == PhaseKind::forward; }));
  }

  void without_an_audience_they_are_the_views_own() {
    const int all = visible_docks();
    click(Qt::Key_PageDown);
    QCOMPARE(visible_docks(), all);
  }

  void the_inspector_leaves_the_network_its_height() {
    window_->resize(1920, 1080);
    QTest::keyClick(window_.get(), Qt::Key_3, Qt::ControlModifier);
    present();
    auto* network = window_->findChild<NetworkView*>();
    QVERIFY(comes_true([&] { return network->height() > 400; }));
    const QRect place = dock(*window_, "dock.network")->geometry();
    const QRect inspector = dock(*window_, "dock.inspector")->geometry();
    QVERIFY(inspector.left() > place.right());
  }

 private:
  void present() {
    window_->perspectives().present(true);
    window_->appearance().start_presenting(QSize(1920, 1080));
    QVERIFY(comes_to_rest());
  }

  void click(Qt::Key key) {
    QTest::keyClick(window_.get(), key);
    QVERIFY(comes_to_rest());
  }

  int visible_docks() const {
    const auto docks = window_->docks().permanent();
    return static_cast<int>(
        std::ranges::count_if(docks, [](const QDockWidget* one) { return !one->isHidden(); }));
  }

  QString only_dock() const {
    for (const QDockWidget* one : window_->docks().permanent())
      if (!one->isHidden()) return one->objectName();
    return {};
  }
};

}  // namespace lfp::test::clicker_keys_test

LFPLAB_QT_TEST(clicker_keys_test, ClickerKeysTest)
#include "clicker_keys_test.moc"
