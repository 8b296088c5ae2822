#include "widgets/panels/transport/phase_strip.h"

#include "core/lockstep/lockstep.h"
#include "tests/support/qt_test.h"
#include "tests/support/small_experiment.h"
#include "widgets/panels/transport/phase_formulas.h"
#include "widgets/style/colour_map.h"
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
  void names_its_run_and_the_batch_of_its_numbers();
  void a_click_on_the_badge_shows_the_next_run_in_its_own_terms();
  void update_says_what_F_is_by_the_rule();
  void a_refused_update_moves_no_weights();
  void many_layers_share_a_chevron();
  void words_are_not_cut_beside_the_formula();
  void neurons_wait_with_dashed_rings_for_feedback();
  void neurons_show_activations_after_going_forward();
  void connections_of_the_layer_in_work_show_the_feedback_they_carry();
  void the_colour_scale_holds_still_within_a_step();
  void phases_move_unless_motion_is_reduced_or_steps_are_whole();

 private:
  void show() {
    strip_->set_snapshot(lockstep_->snapshot({}));
    strip_->grab();
  }

  lfp::NetworkView& show_network() {
    view_ = std::make_unique<lfp::NetworkView>(focus_);
    view_->set_renderer(lfp::Renderer::raster);
    view_->resize(700, 400);
    view_->show();
    return *view_;
  }

  lfp::Focus focus_;
  std::unique_ptr<lfp::NetworkView> view_;
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
  const char* told[] = {
      "loss", "sum", "Layer 3 handed", "Layer 2 handed", "down to the input", "Weights updated: step length"};
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

void PhaseStripTest::names_its_run_and_the_batch_of_its_numbers() {
  show();
  QCOMPARE(strip_->heading(), QStringLiteral("LFP"));
  lockstep_->next_phase();
  show();
  const auto batches = lockstep_->position().batches_per_epoch;
  QCOMPARE(strip_->heading(), QStringLiteral("LFP · batch 1 of %1").arg(batches));
  lockstep_->advance(1);
  lockstep_->next_phase();
  show();
  QCOMPARE(strip_->heading(), QStringLiteral("LFP · batch 2 of %1").arg(batches));
}

void PhaseStripTest::a_click_on_the_badge_shows_the_next_run_in_its_own_terms() {
  for (int phase = 0; phase < 3; ++phase) lockstep_->next_phase();
  show();
  QVERIFY(strip_->formula().contains("R_j"));
  QTest::mouseClick(strip_.get(), Qt::LeftButton, {}, strip_->badge_area().center());
  QVERIFY(strip_->heading().startsWith("Gradient"));
  QVERIFY2(strip_->sentence().contains("passed its derivatives"), qPrintable(strip_->sentence()));
  QVERIFY(strip_->formula().contains("δ_j"));
  while (lockstep_->position().next_phase.kind != PhaseKind::forward) lockstep_->next_phase();
  show();
  QVERIFY2(strip_->formula().endsWith("F = a_i δ_j"), qPrintable(strip_->formula()));
  QTest::mouseClick(strip_.get(), Qt::LeftButton, {}, strip_->badge_area().center());
  QVERIFY(strip_->heading().startsWith("LFP"));
}

void PhaseStripTest::update_says_what_F_is_by_the_rule() {
  const auto formula_of = [](const char* rule) {
    lfp::RunSpec run;
    run.rule = {.name = rule, .settings = {}};
    return lfp::phase_formula(run, {.kind = PhaseKind::update});
  };
  QVERIFY(formula_of("epsilon").contains("F = |w_{ji}| a_i \\frac{R_j}{z_j ± ε}"));
  QVERIFY(formula_of("zero").contains("F = |w_{ji}| a_i \\frac{R_j}{z_j}"));
}

void PhaseStripTest::a_refused_update_moves_no_weights() {
  lockstep_->advance(1);
  auto refused = std::make_shared<lfp::Snapshot>(*lockstep_->snapshot({}));
  refused->runs[0].divergence = lfp::Divergence{
      .layer = 2, .step = 7, .unit = 0, .quantity = {}, .term = {}, .cause = {}, .remedy = {}};
  strip_->set_snapshot(refused);
  QCOMPARE(strip_->current(), -1);
  QCOMPARE(strip_->sentence(),
           QStringLiteral("No weight was changed: the run diverged in layer 2 at step 7."));
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

/// Words of too many lines would go on below the lower edge.
void PhaseStripTest::words_are_not_cut_beside_the_formula() {
  const QColor bar = lfp::Theme::make(lfp::Theme::Kind::light).bar;
  for (int phase = 0; phase < 6; ++phase) {
    lockstep_->next_phase();
    show();
    for (int width = 900; width <= 1600; width += 20) {
      strip_->resize(width, 54);
      const QImage image = strip_->grab().toImage();
      for (int x = 0; x < width; ++x)
        QVERIFY2(image.pixelColor(x, image.height() - 2) == bar,
                 qPrintable(QStringLiteral("%1 at width %2").arg(strip_->sentence()).arg(width)));
    }
  }
}

void PhaseStripTest::neurons_wait_with_dashed_rings_for_feedback() {
  lockstep_->advance(2);
  lfp::NetworkView& view = show_network();
  const auto waiting = [&] {
    view.set_snapshot(lockstep_->snapshot({}));
    std::vector<int> layers;
    for (const lfp::SceneUnit& unit : view.stage().scene.units)
      if (unit.is_waiting && (layers.empty() || layers.back() != unit.layer)) layers.push_back(unit.layer);
    return layers;
  };
  QCOMPARE(waiting(), std::vector<int>{});
  lockstep_->next_phase();  // forward: activations are shown
  QCOMPARE(waiting(), std::vector<int>{});
  lockstep_->next_phase();  // output feedback
  QCOMPARE(waiting(), (std::vector<int>{-1, 0, 1}));
  lockstep_->next_phase();  // layer 3
  QCOMPARE(waiting(), (std::vector<int>{-1, 0}));
  lockstep_->next_phase();
  lockstep_->next_phase();
  QCOMPARE(waiting(), std::vector<int>{});
}

void PhaseStripTest::neurons_show_activations_after_going_forward() {
  lockstep_->advance(2);
  lfp::NetworkView& view = show_network();
  view.set_snapshot(lockstep_->snapshot({}));
  QCOMPARE(view.stage().scene.legend.quantity, QStringLiteral("Feedback R"));
  lockstep_->next_phase();
  const auto snapshot = lockstep_->snapshot({});
  view.set_snapshot(snapshot);
  QCOMPARE(view.stage().scene.legend.quantity, QStringLiteral("Activation"));
  const auto& activations = snapshot->runs[0].layers[1].activation_mean;
  for (const lfp::SceneUnit& unit : view.stage().scene.units)
    if (unit.layer == 1)
      QCOMPARE(unit.fill, lfp::signed_colour(lfp::signed_colours(view.theme()),
                                             activations[static_cast<std::size_t>(unit.unit)],
                                             view.stage().scene.legend.range));
  lockstep_->next_phase();
  view.set_snapshot(lockstep_->snapshot({}));
  QCOMPARE(view.stage().scene.legend.quantity, QStringLiteral("Feedback R"));
}

void PhaseStripTest::connections_of_the_layer_in_work_show_the_feedback_they_carry() {
  lockstep_->advance(2);
  lfp::Interest interest;
  interest.all_weights = true;
  lfp::NetworkView& view = show_network();
  for (int phase = 0; phase < 3; ++phase) lockstep_->next_phase();  // forward, output feedback, layer 3
  const auto snapshot = lockstep_->snapshot(interest);
  view.set_snapshot(snapshot);
  const lfp::LayerWeights& weights = *snapshot->runs[0].layers[2].weights;
  int flows = 0;
  for (const lfp::SceneEdge& edge : view.stage().scene.edges) {
    if (edge.layer != 2) {
      QCOMPARE(edge.flow, 0.0);
      continue;
    }
    const float weight = weights.weight.at(edge.unit, edge.input);
    const float moved = weights.feedback.at(edge.unit, edge.input);
    QCOMPARE(edge.flow > 0, (weight < 0 ? -moved : moved) > 0);
    flows += edge.flow != 0 ? 1 : 0;
  }
  QVERIFY(flows > 4);
  QVERIFY(
      view.stage().scene.thinning.join(' ').contains("Layer 3: connections show the feedback they carry"));
  while (lockstep_->position().next_phase.kind != PhaseKind::forward) lockstep_->next_phase();
  view.set_snapshot(lockstep_->snapshot(interest));
  for (const lfp::SceneEdge& edge : view.stage().scene.edges) QCOMPARE(edge.flow, 0.0);
}

void PhaseStripTest::the_colour_scale_holds_still_within_a_step() {
  lockstep_->advance(2);
  lfp::NetworkView& view = show_network();
  const auto range = [&] {
    view.set_snapshot(lockstep_->snapshot({}));
    return view.stage().scene.legend.range;
  };
  const float before = range();
  lockstep_->next_phase();
  range();  // of the activations
  for (int phase = 0; phase < 4; ++phase) {
    lockstep_->next_phase();
    QCOMPARE(range(), before);
  }
  lockstep_->next_phase();
  QVERIFY(range() != before);
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
