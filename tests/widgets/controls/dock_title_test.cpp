#include "widgets/controls/dock_title.h"

#include "tests/support/qt_test.h"
#include "tests/support/shown_widget.h"
#include "widgets/controls/elided_label.h"
#include "widgets/controls/segmented_control.h"

#include <QComboBox>
#include <QDockWidget>
#include <QLayout>
#include <QMainWindow>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <memory>

namespace lfp::test::dock_title_test {

namespace {

struct DockWindow {
  DockWindow() : window(shown(std::make_unique<QMainWindow>(), {800, 300})) {
    dock = new QDockWidget("Decision boundary", window.get());
    dock->setWidget(new QWidget);
    title = new lfp::DockTitle(dock);
    window->addDockWidget(Qt::LeftDockWidgetArea, dock);
    QCoreApplication::processEvents();
  }

  lfp::ElidedLabel& label() const { return *title->findChildren<lfp::ElidedLabel*>()[0]; }
  QToolButton& button(const QString& name) const {
    for (auto* found : title->findChildren<QToolButton*>())
      if (found->accessibleName() == name) return *found;
    qFatal("there is no such button");
  }

  std::unique_ptr<QMainWindow> window;
  QDockWidget* dock;
  lfp::DockTitle* title;
};

}  // namespace

class DockTitleTest : public QObject {
  Q_OBJECT

 private slots:
  void dock_title_follows_the_dock_and_closes_it();
  void dock_title_asks_for_the_window_on_double_click();
  void dock_title_gives_room_to_controls_first();
  void words_beside_the_title_give_way_to_it();
  void combo_boxes_become_narrower_before_the_dock_does_not_fit();
  void controls_are_of_one_height();
  void dock_title_hides_an_empty_menu();
  void dock_title_pins();
  void the_pin_makes_room_for_the_title();
  void the_close_button_makes_room_for_the_title_where_the_menu_can_close();
  void elided_label_never_asks_for_width();
};

void DockTitleTest::dock_title_follows_the_dock_and_closes_it() {
  const DockWindow docks;
  QCOMPARE(docks.label().text(), QString("Decision boundary"));
  QCOMPARE(docks.title->height(), 28);
  docks.dock->setWindowTitle("Curves");
  QCOMPARE(docks.label().text(), QString("Curves"));
  QTest::mouseClick(&docks.button("Close"), Qt::LeftButton);
  QVERIFY(docks.dock->isHidden());
  docks.dock->setFeatures(QDockWidget::DockWidgetMovable);
  QVERIFY(docks.button("Close").isHidden());
}

void DockTitleTest::dock_title_asks_for_the_window_on_double_click() {
  const DockWindow docks;
  QSignalSpy asked(docks.title, &lfp::DockTitle::maximise_asked);
  QTest::mouseDClick(docks.window->windowHandle(), Qt::LeftButton, {},
                     docks.label().mapTo(docks.window.get(), QPoint(5, 5)));
  QTRY_COMPARE(asked.count(), 1);
  QVERIFY(!docks.dock->isFloating());
}

void DockTitleTest::dock_title_gives_room_to_controls_first() {
  const DockWindow docks;
  auto* control = new lfp::SegmentedControl({"Weights", "Feedback", "Flips"});
  docks.title->set_controls({control});
  docks.title->resize(600, 28);
  QCoreApplication::processEvents();
  const int whole_title = docks.label().width();
  docks.title->resize(300, 28);
  docks.title->layout()->activate();
  QCOMPARE(control->width(), control->sizeHint().width());
  QVERIFY(docks.label().width() < whole_title);
  QVERIFY(docks.label().width() >= 24);
  QVERIFY(docks.label().geometry().right() < control->geometry().left());
}

void DockTitleTest::words_beside_the_title_give_way_to_it() {
  const DockWindow docks;
  const int whole = docks.label().width();
  auto* words = new lfp::ElidedLabel;
  words->setText("rows: label · columns: prediction · click a cell for its samples");
  docks.title->set_controls({words});
  docks.window->resize(400, 300);
  QCoreApplication::processEvents();
  QCOMPARE(docks.label().width(), whole);
  QVERIFY(words->width() < words->sizeHint().width());
}

void DockTitleTest::combo_boxes_become_narrower_before_the_dock_does_not_fit() {
  const DockWindow docks;
  auto* combo = new QComboBox;
  combo->addItem("Mean over all samples of the batch");
  combo->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
  docks.title->set_controls({combo});
  docks.window->resize(600, 300);
  QCoreApplication::processEvents();
  QCOMPARE(combo->width(), combo->sizeHint().width());
  QVERIFY(docks.title->minimumSizeHint().width() < combo->sizeHint().width());
  docks.window->resize(docks.title->minimumSizeHint().width(), 300);
  QCoreApplication::processEvents();
  QVERIFY(combo->width() < combo->sizeHint().width());
  QVERIFY(combo->geometry().right() < docks.title->width());
}

void DockTitleTest::controls_are_of_one_height() {
  const DockWindow docks;
  auto* combo = new QComboBox;
  auto* segments = new lfp::SegmentedControl({"A", "B"});
  docks.title->set_controls({combo, segments});
  QCOMPARE(combo->height(), 22);
  lfp::apply_theme(*docks.title, lfp::Theme::make(lfp::Theme::Kind::dark, 1.75));
  QCOMPARE(combo->height(), 39);
  QCOMPARE(segments->height(), 39);
}

void DockTitleTest::dock_title_hides_an_empty_menu() {
  const DockWindow docks;
  QVERIFY(docks.button("More").isHidden());
  docks.title->menu()->addAction("Float");
  QVERIFY(!docks.button("More").isHidden());
  docks.title->menu()->clear();
  QVERIFY(docks.button("More").isHidden());
}

void DockTitleTest::dock_title_pins() {
  const DockWindow docks;
  QVERIFY(docks.button("Pin").isHidden());
  docks.title->set_pinnable(true);
  QSignalSpy pins(docks.title, &lfp::DockTitle::pinned_changed);
  QTest::mouseClick(&docks.button("Pin"), Qt::LeftButton);
  QVERIFY(docks.title->is_pinned());
  QCOMPARE(pins.count(), 1);
}

void DockTitleTest::the_pin_makes_room_for_the_title() {
  const DockWindow docks;
  docks.title->set_pinnable(true);
  auto* control = new QWidget;
  control->setMinimumWidth(docks.title->width() - 130);
  docks.title->set_controls({control});
  QTRY_VERIFY(docks.button("Pin").isHidden());
  docks.title->set_pinned(true);
  QTRY_VERIFY(!docks.button("Pin").isHidden());
  docks.title->set_pinned(false);
  QTRY_VERIFY(docks.button("Pin").isHidden());
  control->setMinimumWidth(20);
  QTRY_VERIFY(!docks.button("Pin").isHidden());
}

void DockTitleTest::the_close_button_makes_room_for_the_title_where_the_menu_can_close() {
  const DockWindow docks;
  auto* control = new QWidget;
  control->setMinimumWidth(docks.title->width() - docks.label().width() - 30);
  docks.title->set_controls({control});
  QCoreApplication::processEvents();
  QVERIFY(!docks.button("Close").isHidden());
  docks.title->menu()->addAction("Close");
  QTRY_VERIFY(docks.button("Close").isHidden());
  control->setMinimumWidth(20);
  QTRY_VERIFY(!docks.button("Close").isHidden());
}

void DockTitleTest::elided_label_never_asks_for_width() {
  lfp::ElidedLabel label;
  label.setText("a very long text that will not fit");
  QCOMPARE(label.minimumSizeHint().width(), 0);
  QVERIFY(label.sizeHint().width() > 100);
}

}  // namespace lfp::test::dock_title_test

LFPLAB_QT_TEST(dock_title_test, DockTitleTest)
#include "dock_title_test.moc"
