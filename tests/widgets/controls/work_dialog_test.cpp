#include "widgets/controls/work_dialog.h"

#include "core/base/error.h"
#include "tests/support/qt_test.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QProgressDialog>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>

namespace lfp::test::work_dialog_test {

/// Work that a person waits for.
class WorkDialogTest : public QObject {
  Q_OBJECT

 private slots:
  void quick_work_shows_no_dialog() {
    QTimer looks;
    bool has_dialog = false;
    connect(&looks, &QTimer::timeout, this, [&] { has_dialog = has_dialog || dialog() != nullptr; });
    looks.start(10);
    int done = 0;
    QVERIFY(work_with_dialog(nullptr, "Counting…", [&](Progress&) { done = 42; }));
    QCOMPARE(done, 42);
    QVERIFY(!has_dialog);
  }

  void slow_work_says_what_and_how_far() {
    QString words;
    int most = 0;
    std::atomic<bool> is_seen = false;
    QTimer looks;
    connect(&looks, &QTimer::timeout, this, [&] {
      if (dialog() == nullptr) return;
      words = dialog()->labelText();
      if (dialog()->maximum() > 0) most = std::max(most, 100 * dialog()->value() / dialog()->maximum());
      if (most > 0) tell(is_seen);
    });
    looks.start(10);
    QVERIFY(work_with_dialog(nullptr, "Counting…", [&](Progress& progress) {
      progress.at(75, 100);
      is_seen.wait(false);
    }));
    QCOMPARE(words, QString("Counting…"));
    QCOMPARE(most, 75);
    QVERIFY(dialog() == nullptr);
  }

  void cancelling_ends_the_work() {
    QTimer clicks;
    connect(&clicks, &QTimer::timeout, this, [&] {
      if (dialog() == nullptr) return;
      QTest::mouseClick(dialog()->findChild<QPushButton*>(), Qt::LeftButton);
    });
    clicks.start(20);
    std::int64_t reached = 0;
    QVERIFY(!work_with_dialog(nullptr, "Counting…", [&](Progress& progress) {
      for (;; ++reached) {
        progress.at(1, 2);
        std::this_thread::yield();
      }
    }));
    QVERIFY(reached > 0);
    QVERIFY(dialog() == nullptr);
  }

  /// They were meant for the window, where Space runs and pauses.
  void space_and_enter_do_not_cancel() {
    std::atomic<bool> is_pressed = false;
    QTimer keys;
    connect(&keys, &QTimer::timeout, this, [&] {
      if (dialog() == nullptr || !dialog()->isVisible() || is_pressed) return;
      for (const Qt::Key key : {Qt::Key_Space, Qt::Key_Return}) {
        QWidget* focused = dialog()->focusWidget();
        QTest::keyClick(focused != nullptr ? focused : dialog(), key);
      }
      tell(is_pressed);
    });
    keys.start(20);
    QVERIFY(work_with_dialog(nullptr, "Counting…", [&](Progress& progress) {
      is_pressed.wait(false);
      progress.at(1, 1);
    }));
  }

  void errors_are_thrown_before_and_after_the_dialog_shows() {
    for (const bool has_dialog : {false, true}) {
      std::atomic<bool> is_seen = false;
      QTimer looks;
      connect(&looks, &QTimer::timeout, this, [&] {
        if (dialog() != nullptr) tell(is_seen);
      });
      looks.start(10);
      std::string text;
      try {
        work_with_dialog(nullptr, "Counting…", [&](Progress&) {
          if (has_dialog) is_seen.wait(false);
          throw Error("a.csv", "it is empty", "Choose another");
        });
      } catch (const Error& error) {
        text = error.what();
      }
      QVERIFY(QString::fromStdString(text).contains("a.csv"));
      QVERIFY(dialog() == nullptr);
    }
  }

  void work_elsewhere_is_watched_until_it_lets_go() {
    QWidget window;
    window.show();
    auto work = std::make_shared<Progress>();
    watch_work(window, "Saving a.lfplab…", work, Qt::NonModal);
    QVERIFY(dialog() == nullptr);
    QTRY_VERIFY(dialog() != nullptr);
    QCOMPARE(dialog()->labelText(), QString("Saving a.lfplab…"));
    QCOMPARE(dialog()->windowModality(), Qt::NonModal);
    work->tell(0.7);
    QTRY_COMPARE(dialog()->value(), 700);
    QVERIFY(!work->is_cancelled());
    work.reset();
    QTRY_VERIFY(dialog() == nullptr);
  }

  void quick_work_elsewhere_shows_no_dialog() {
    QWidget window;
    window.show();
    auto work = std::make_shared<Progress>();
    watch_work(window, "Saving…", work, Qt::NonModal);
    QVERIFY(window.findChild<QTimer*>() != nullptr);
    work.reset();
    QTRY_VERIFY(window.findChild<QTimer*>() == nullptr);  // nothing watches any more
    QVERIFY(dialog() == nullptr);
  }

  void work_elsewhere_can_be_cancelled() {
    QWidget window;
    window.show();
    const auto work = std::make_shared<Progress>();
    watch_work(window, "Getting ready…", work, Qt::WindowModal);
    QTRY_VERIFY(dialog() != nullptr);
    QTest::mouseClick(dialog()->findChild<QPushButton*>(), Qt::LeftButton);
    QVERIFY(work->is_cancelled());
    QTRY_VERIFY(dialog() == nullptr);
  }

  void a_window_that_goes_takes_the_dialog_along() {
    auto window = std::make_unique<QWidget>();
    window->show();
    const auto work = std::make_shared<Progress>();
    watch_work(*window, "Getting ready…", work, Qt::WindowModal);
    QTRY_VERIFY(dialog() != nullptr);
    window.reset();
    QVERIFY(dialog() == nullptr);
    QVERIFY(!work->is_cancelled());
  }

 private:
  static void tell(std::atomic<bool>& has_happened) {
    has_happened = true;
    has_happened.notify_all();
  }

  static QProgressDialog* dialog() {
    for (QWidget* widget : QApplication::topLevelWidgets())
      if (auto* found = qobject_cast<QProgressDialog*>(widget); found != nullptr && found->isVisible())
        return found;
    return nullptr;
  }
};

}  // namespace lfp::test::work_dialog_test

LFPLAB_QT_TEST(work_dialog_test, WorkDialogTest)
#include "work_dialog_test.moc"
