#include "app/window/menus.h"

#include "app/documents/experiment_files.h"
#include "tests/support/qt_test.h"
#include "tests/support/window_fixture.h"
#include "widgets/style/icons.h"

#include <QLabel>
#include <QMenuBar>
#include <QTest>
#include <memory>

namespace lfp::test::menus_test {

namespace {

QList<QMenu*> menus_below(const QMenu& menu) {
  QList<QMenu*> all;
  for (const QAction* action : menu.actions())
    if (action->menu() != nullptr) all << action->menu() << menus_below(*action->menu());
  return all;
}

}  // namespace

/// What the menus offer, and what they say of what does not apply.
class MenusTest : public QObject, protected WindowTest {
  Q_OBJECT

 private slots:
  void init() { QVERIFY(starts({1280, 800})); }
  void cleanup() { window_.reset(); }

  void no_menu_is_taller_than_a_small_screen() {
    for (const QAction* entry : window_->menuBar()->actions()) {
      if (entry->menu() == nullptr) continue;
      for (QMenu* menu : QList<QMenu*>{entry->menu()} + menus_below(*entry->menu()))
        QVERIFY2(menu->sizeHint().height() <= 800, qPrintable(menu->title()));
    }
  }

  void views_without_anything_to_show_are_grey_and_say_why() {
    const QAction* boundary = dock(*window_, "dock.boundary")->toggleViewAction();
    const QAction* fit = dock(*window_, "dock.fit")->toggleViewAction();
    QVERIFY(boundary->isEnabled() && !fit->isEnabled());
    QVERIFY2(fit->toolTip().contains("regression"), qPrintable(fit->toolTip()));
    QVERIFY(window_->files().open("example:sine"));
    QVERIFY(comes_true([&] { return fit->isEnabled() && dock(*window_, "dock.fit")->isVisible(); }));
    QVERIFY(!boundary->isEnabled());
    QVERIFY2(boundary->toolTip().contains("classes"), qPrintable(boundary->toolTip()));
  }

  void whatever_is_grey_says_why() {
    int grey = 0;
    for (QMenu* menu : window_->findChildren<QMenu*>()) {
      emit menu->aboutToShow();
      for (const QAction* action : menu->actions()) {
        if (action->isEnabled() || action->isSeparator() || !action->isVisible() || action->menu() != nullptr)
          continue;
        ++grey;
        const QString name = action->text().remove(QLatin1Char('&'));
        QVERIFY2(menu->toolTipsVisible(), qPrintable(name));
        QVERIFY2(!action->toolTip().isEmpty() && action->toolTip() != name, qPrintable(name));
      }
    }
    QVERIFY2(grey >= 10, qPrintable(QString::number(grey)));
    const QAction* back = action_named(*window_, "Step back");
    QVERIFY(back != nullptr && !back->isEnabled());
    QCOMPARE(back->toolTip(), QString("Nothing earlier is kept"));
    QVERIFY(trains_to(*window_, 3));
    QVERIFY(comes_true([&] { return back->isEnabled(); }));
    QVERIFY(back->toolTip().contains("to the bit"));
  }

  void a_view_that_is_open_can_always_be_closed() {
    dock(*window_, "dock.raster")->close();  // the layout is a person's own from here
    QDockWidget* confusion = dock(*window_, "dock.confusion");
    confusion->toggleViewAction()->trigger();
    QVERIFY(confusion->isVisible());
    QVERIFY(window_->files().open("example:sine"));
    QVERIFY(comes_true([&] { return dock(*window_, "dock.fit")->toggleViewAction()->isEnabled(); }));
    QCOMPARE(confusion->toggleViewAction()->isEnabled(), confusion->isVisible());
  }

  void every_example_has_its_picture_and_a_line_of_description() {
    for (const Example& example : examples()) {
      const auto* action = window_->findChild<QAction*>("example." + example.name);
      QVERIFY2(action != nullptr, qPrintable(example.name));
      QCOMPARE(action->text(), example.title + '\t' + example.summary);
      QVERIFY(!example.summary.isEmpty());
      auto* menu = qobject_cast<QMenu*>(action->associatedObjects().value(0));
      QVERIFY(menu != nullptr);
      if (action->icon().isNull()) emit menu->aboutToShow();
      const QImage picture = action->icon().pixmap(QSize(32, 32), 1.0).toImage();
      int inked = 0;
      for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x) inked += picture.pixelColor(x, y).alpha() > 100 ? 1 : 0;
      QVERIFY2(inked > 8, qPrintable(example.name));
      QVERIFY(menu->sizeHint().height() <= 800 && menu->sizeHint().width() <= 1200);
    }
  }

  void the_icon_is_that_of_the_program_in_the_window_and_the_about_dialog() {
    const QImage wanted = application_icon().pixmap(QSize(64, 64), 1.0).toImage();
    QCOMPARE(window_->windowIcon().pixmap(QSize(64, 64), 1.0).toImage(), wanted);
    for (QAction* action : window_->findChildren<QAction*>())
      if (action->text() == QLatin1String("About LFP Lab")) action->trigger();
    auto* dialog = window_->findChild<QDialog*>();
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->windowIcon().pixmap(QSize(64, 64), 1.0).toImage(), wanted);
    const auto* picture = dialog->findChild<QLabel*>("help.picture");
    QVERIFY(picture != nullptr && picture->isVisible());
    QCOMPARE(picture->pixmap().toImage().convertToFormat(wanted.format()), wanted);
    dialog->close();
  }
};

}  // namespace lfp::test::menus_test

LFPLAB_QT_TEST(menus_test, MenusTest)
#include "menus_test.moc"
