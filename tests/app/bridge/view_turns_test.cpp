#include "app/bridge/view_turns.h"

#include "tests/support/qt_test.h"

#include <QTest>
#include <chrono>

namespace lfp::test::view_turns_test {

namespace {

using std::chrono::milliseconds;

/// Frames of 16 ms, in each of which every one of eight views asks for its turn.
class Frames {
 public:
  /// The turns taken in so many frames.
  int turns_in(int frames, bool is_hurried) {
    int taken = 0;
    for (int frame = 0; frame < frames; ++frame) {
      time_.now += milliseconds(16);
      turns_.begin_frame(is_hurried, time_);
      for (int view = 0; view < 8; ++view) taken += turns_.take() ? 1 : 0;
    }
    return taken;
  }
  /// The window works so long before the next frame.
  void work_for(milliseconds duration) {
    time_.now += duration;
    time_.worked += duration;
  }

 private:
  ViewTurns::Time time_;
  ViewTurns turns_{time_};
};

}  // namespace

class ViewTurnsTest : public QObject {
  Q_OBJECT

 private slots:
  void all_views_show_every_snapshot_where_training_leaves_a_core() {
    Frames frames;
    QCOMPARE(frames.turns_in(5, false), 40);
    frames.work_for(milliseconds(50));
    QCOMPARE(frames.turns_in(5, false), 40);
  }

  void one_view_a_frame_where_training_needs_every_core() {
    Frames frames;
    QCOMPARE(frames.turns_in(10, true), 10);
  }

  void drawing_that_took_long_is_made_up_for() {
    Frames frames;
    frames.turns_in(2, true);
    frames.work_for(milliseconds(60));
    QCOMPARE(frames.turns_in(1, true), 0);
    QVERIFY(frames.turns_in(1000, true) > 900);
  }

  void a_view_shows_what_is_new_however_long_drawing_takes() {
    Frames frames;
    int taken = 0;
    for (int frame = 0; frame < 50; ++frame) {
      frames.work_for(milliseconds(40));
      taken += frames.turns_in(1, true);
    }
    // A turn is due every 100 ms, that is in every second of these frames of 56 ms.
    QVERIFY(taken >= 24);
  }
};

}  // namespace lfp::test::view_turns_test

LFPLAB_QT_TEST(view_turns_test, ViewTurnsTest)
#include "view_turns_test.moc"
