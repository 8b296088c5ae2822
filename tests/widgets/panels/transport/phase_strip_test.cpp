#include "widgets/panels/transport/phase_strip.h"

#include "core/lockstep/lockstep.h"
#include "tests/support/qt_test.h"
#include "tests/support/small_experiment.h"
#include "widgets/views/focus.h"
#include "widgets/views/network/network_view.h"
#include "widgets/views/network/scene/network_pulse.h"
#include "widgets/views/network/scene/network_values.h"
#include "widgets/views/phase_reach.h"

#include <QTest>
#include <memory>

namespace lfp::test::phase_strip_test {

class PhaseStripTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void has_a_chevron_for_every_phase();
  void marks_the_phase_that_was_done_last();
  void says_what_the_phase_did_with_live_numbers();
  void shows_the_formula_of_the_runs_own_method();
  void many_layers_share_a_chevron();
  void neurons_wait_with_dashed_rings_for_feedback();
  void phases_move_unless_motion_is_reduced_or_steps_are_whole();

 private:
  void show() {
    strip_->set_snapshot(lockstep_->snapshot({}));
    strip_->grab();
  }

  std::unique_ptr<Lockstep> lockstep_;
  std::unique_ptr<PhaseStrip> strip_;
};

void PhaseStripTest::init() {
  lockstep_ = std::make_unique<Lockstep>(lfp::test::start(lfp::test::small_experiment()));
  strip_ = std::make_unique<PhaseStrip>();
  strip_->set_theme(lfp::Theme::make(lfp::Theme::Kind::light));
  strip_->resize(1600, 54);
}

void PhaseStripTest::has_a_chevron_for_every_phase() {
  show();
  QCOMPARE(strip_->words(), (QStringList{"Forward", "Output feedback", "Distribute 3", "Distribute 2",
                                         "Distribute 1", "Update"}));
  QCOMPARE(strip_->current(), -1);
}

void PhaseStripTest::marks_the_phase_that_was_done_last() {
  for (int phase = 0; phase < 6; ++phase) {
    lockstep_->next_phase();
    show();
    QCOMPARE(strip_->current(), phase);
  }
  lockstep_->next_phase();
  show();
  QCOMPARE(strip_->current(), 0);
}

void PhaseStripTest::says_what_the_phase_did_with_live_numbers() {
  const char* told[] = {"loss", "sum", "Layer 3 handed", "Layer 2 handed", "down to the input", "length"};
  for (const char* words : told) {
    lockstep_->next_phase();
    show();
    QVERIFY2(strip_->sentence().contains(QLatin1String(words)), qPrintable(strip_->sentence()));
  }
  QVERIFY(strip_->sentence().contains("0.05"));
}

void PhaseStripTest::shows_the_formula_of_the_runs_own_method() {
  QStringList formulas;
  for (int phase = 0; phase < 6; ++phase) {
    lockstep_->next_phase();
    show();
    formulas << strip_->formula();
  }
  QVERIFY(formulas[0].startsWith("z_j"));
  QVERIFY(formulas[2].contains("R_j"));
  QCOMPARE(formulas[2], formulas[3]);
  QVERIFY(formulas[5].contains("w"));
  QCOMPARE(QSet<QString>(formulas.begin(), formulas.end()).size(), 4);
}

void PhaseStripTest::many_layers_share_a_chevron() {
  strip_->resize(700, 54);
  lockstep_->next_phase();
  lockstep_->next_phase();
  lockstep_->next_phase();
  show();
  QCOMPARE(strip_->words(), (QStringList{"Forward", "Output feedback", "Distribute 3 of 3", "Update"}));
  QCOMPARE(strip_->current(), 2);
}

void PhaseStripTest::neurons_wait_with_dashed_rings_for_feedback() {
  lockstep_->advance(2);
  lfp::Focus focus;
  lfp::NetworkView view(focus);
  view.set_renderer(lfp::Renderer::raster);
  view.resize(700, 400);
  view.show();
  const auto waiting = [&] {
    view.set_snapshot(lockstep_->snapshot({}));
    std::vector<int> layers;
    for (const lfp::SceneUnit& unit : view.stage().scene.units)
      if (unit.is_waiting && (layers.empty() || layers.back() != unit.layer)) layers.push_back(unit.layer);
    return layers;
  };
  QCOMPARE(waiting(), std::vector<int>{});
  lockstep_->next_phase();  // forward
  QCOMPARE(waiting(), (std::vector<int>{-1, 0, 1, 2}));
  lockstep_->next_phase();  // output feedback
  QCOMPARE(waiting(), (std::vector<int>{-1, 0, 1}));
  lockstep_->next_phase();  // layer 3
  QCOMPARE(waiting(), (std::vector<int>{-1, 0}));
  lockstep_->next_phase();
  lockstep_->next_phase();
  QCOMPARE(waiting(), std::vector<int>{});
}

void PhaseStripTest::phases_move_unless_motion_is_reduced_or_steps_are_whole() {
  lfp::NetworkStage stage;
  int moved = 0;
  lfp::PhaseMotion motion(stage, [&moved] { ++moved; });
  const auto note = [&](bool reduces_motion) { motion.note(*lockstep_->snapshot({}), reduces_motion); };
  note(false);
  QVERIFY(!stage.pulse.is_on);
  lockstep_->next_phase();
  note(false);
  QVERIFY(stage.pulse.is_on);
  QCOMPARE(stage.pulse.kind, PhaseKind::forward);
  QVERIFY(QTest::qWaitFor([&] { return !stage.pulse.is_on; }, 20000));
  QVERIFY(moved > 2);
  lockstep_->next_phase();
  note(true);
  QVERIFY(!stage.pulse.is_on);
  lockstep_->next_phase();
  note(false);
  QCOMPARE(stage.pulse.kind, PhaseKind::distribute);
  QCOMPARE(stage.pulse.layer, 2);
  lockstep_->advance(1);
  lockstep_->advance(1);
  note(false);
  QVERIFY(!stage.pulse.is_on);
}

}  // namespace lfp::test::phase_strip_test

LFPLAB_QT_TEST(phase_strip_test, PhaseStripTest)
#include "phase_strip_test.moc"
