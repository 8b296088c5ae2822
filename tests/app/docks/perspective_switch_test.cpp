#include "app/docks/perspective_switch.h"

#include "tests/support/qt_test.h"
#include "tests/support/window_fixture.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/panels/transport/phase_strip.h"
#include "widgets/panels/transport/transport_bar.h"

#include <QToolBar>
#include <memory>

namespace lfp::test::perspective_switch_test {

/// The row with the phases of a step, where it is not always there: in the Train perspective.
class PhasesRowTest : public QObject, protected WindowTest {
  Q_OBJECT

 private slots:
  void init() {
    QVERIFY(starts({1600, 1000}));
    row_ = window_->findChild<PhaseStrip*>()->parentWidget();
  }
  void cleanup() { window_.reset(); }

  void docks_hold_still_while_steps_are_walked_phase_by_phase() {
    QVERIFY(row_->isHidden());
    walk_a_step();
    QVERIFY(row_->isVisible());
    const QRect place = dock(*window_, "dock.network")->geometry();
    for (int phase = 0; phase < 4; ++phase) {
      press(Qt::Key_Period);
      QVERIFY(comes_to_rest());
      QCOMPARE(dock(*window_, "dock.network")->geometry(), place);
    }
    QVERIFY(row_->isVisible());
  }

  void a_batch_ends_the_walk() {
    walk_a_step();
    press(Qt::Key_Slash);
    QVERIFY(comes_true([this] { return now().position.step == 2; }));
    QVERIFY(row_->isHidden());
  }

  void a_batch_from_inside_a_step_ends_the_walk() {
    press(Qt::Key_Period);
    QVERIFY(comes_true([this] { return row_->isVisible(); }));
    press(Qt::Key_Slash);
    QVERIFY(comes_true([this] { return now().position.step == 1; }));
    QVERIFY(row_->isHidden());
  }

  void an_epoch_ends_the_walk() {
    walk_a_step();
    press(Qt::Key_E);
    QVERIFY(comes_true([this] { return now().position.epoch == 1 && !now().running; }));
    QVERIFY(row_->isHidden());
  }

  void training_in_steps_ends_the_walk() {
    walk_a_step();
    press(Qt::Key_Space);
    QVERIFY(comes_true([this] { return now().running && row_->isHidden(); }));
    press(Qt::Key_Space);
    QVERIFY(comes_true([this] { return !now().running; }));
    QVERIFY(row_->isHidden());
  }

  void training_in_phases_is_a_walk() {
    window_->findChild<TransportBar*>()->set_speed({.per_second = 10, .phases = true});
    press(Qt::Key_Space);
    QVERIFY(comes_true([this] { return now().running && now().position.step > 0; }));
    QVERIFY(row_->isVisible());
  }

  void another_perspective_ends_the_walk() {
    walk_a_step();
    window_->perspectives().show(window_->perspectives().current() - 1);
    QVERIFY(row_->isHidden());
  }

  void another_experiment_ends_the_walk() {
    walk_a_step();
    Experiment next = window_->editor().experiment();
    next.dataset = {.name = "circles", .settings = {}};
    window_->editor().edit("Circles", next);
    QVERIFY(comes_true([this] { return now().experiment->dataset.name == "circles"; }));
    QVERIFY(row_->isHidden());
  }

 private:
  const Snapshot& now() const { return *window_->bridge().snapshot(); }
  void press(Qt::Key key) { QTest::keyClick(window_.get(), key); }
  /// To the end of the first step.
  void walk_a_step() {
    while (now().position.step == 0) {
      const Phase before = now().position.next_phase;
      press(Qt::Key_Period);
      QVERIFY(comes_true([&] { return now().position.next_phase != before; }));
    }
  }

  QWidget* row_ = nullptr;
};

}  // namespace lfp::test::perspective_switch_test

LFPLAB_QT_TEST(perspective_switch_test, PhasesRowTest)
#include "perspective_switch_test.moc"
