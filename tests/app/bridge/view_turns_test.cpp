#include "app/bridge/view_turns.h"

#include "tests/support/qt_test.h"

#include <QTest>
#include <chrono>
#include <thread>

namespace lfp::test::view_turns_test {

namespace {

/// Turns taken in so many frames of 16 ms, in each of which every one of eight views asks.
int turns_in(ViewTurns& turns, int frames, bool is_hurried) {
  int taken = 0;
  for (int frame = 0; frame < frames; ++frame) {
    std::this_thread::sleep_for(std::chrono::milliseconds(16));
    turns.begin_frame(is_hurried);
    for (int view = 0; view < 8; ++view) taken += turns.take() ? 1 : 0;
  }
  return taken;
}

void work_for(std::chrono::milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  while (std::chrono::steady_clock::now() < end) continue;
}

}  // namespace

class ViewTurnsTest : public QObject {
  Q_OBJECT

 private slots:
  void all_views_show_every_snapshot_where_training_leaves_a_core() {
    ViewTurns turns;
    QCOMPARE(turns_in(turns, 5, false), 40);
    work_for(std::chrono::milliseconds(50));
    QCOMPARE(turns_in(turns, 5, false), 40);
  }

  void one_view_a_frame_where_training_needs_every_core() {
    ViewTurns turns;
    QCOMPARE(turns_in(turns, 10, true), 10);
  }

  void drawing_that_took_long_is_made_up_for() {
    ViewTurns turns;
    turns_in(turns, 2, true);
    work_for(std::chrono::milliseconds(60));
    QCOMPARE(turns_in(turns, 1, true), 0);
    QVERIFY(QTest::qWaitFor([&] { return turns_in(turns, 1, true) == 1; }, 10000));
  }
};

}  // namespace lfp::test::view_turns_test

LFPLAB_QT_TEST(view_turns_test, ViewTurnsTest)
#include "view_turns_test.moc"
