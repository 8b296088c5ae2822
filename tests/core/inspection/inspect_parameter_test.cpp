#include "core/lockstep/lockstep.h"
#include "tests/support/error_text.h"
#include "tests/support/small_experiment.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace lfp::test::inspect_parameter_test {
namespace {

constexpr InspectedItem weight{.layer = 2, .unit = 1, .input = 4};
constexpr InspectedItem bias{.layer = 2, .unit = 1, .input = -1};

ParameterEdit edit_of(const InspectedItem& item, double value) {
  return {.parameter = item, .value = value};
}

Interest looking_at(const InspectedItem& item) {
  Interest interest;
  interest.look_at(item);
  interest.sample = true;
  return interest;
}

ParameterInspection look(const Lockstep& lockstep, const InspectedItem& item, std::size_t run = 0) {
  return *lockstep.snapshot(looking_at(item))->runs[run].inspections.at(0).parameter;
}

void walk_to_update(Lockstep& lockstep) {
  while (lockstep.position().next_phase.kind != PhaseKind::update) lockstep.next_phase();
}

class preview_of_an_update : public testing::TestWithParam<std::string> {};

TEST_P(preview_of_an_update, is_what_the_optimiser_then_makes_of_it) {
  Experiment experiment = small_experiment();
  for (RunSpec& run : experiment.runs) {
    run.optimiser = {.name = GetParam(), .settings = {}};
    run.optimiser.settings.set("learning_rate", 0.01);
    run.clip_value = 0.01;
  }
  Lockstep lockstep = test::start(experiment);
  lockstep.advance(5);
  walk_to_update(lockstep);
  for (std::size_t run = 0; run < 2; ++run)
    for (const InspectedItem& item : {weight, bias}) {
      Lockstep next = test::start(experiment);
      next.advance(5);
      const ParameterInspection coming = look(lockstep, item, run);
      EXPECT_TRUE(coming.knows_clip);
      EXPECT_NE(coming.update, 0.0);
      next.advance(1);
      EXPECT_NEAR(look(next, item, run).value, coming.value + coming.update, 1e-14);
    }
}

INSTANTIATE_TEST_SUITE_P(optimisers, preview_of_an_update, testing::Values("sgd", "adam", "rmsprop"),
                         [](const auto& given) { return given.param; });

TEST(a_parameters_inspection, tells_rate_reduction_and_clipping_apart) {
  Experiment experiment = small_experiment();
  for (RunSpec& run : experiment.runs) run.optimiser.settings.set("momentum", 0.0);
  experiment.runs[0].clip_norm = 1e-3;
  Lockstep lockstep = test::start(experiment);
  lockstep.next_phase();
  lockstep.next_phase();
  EXPECT_FALSE(look(lockstep, weight).knows_clip) << "the norm is not known before all feedback is down";
  walk_to_update(lockstep);
  const ParameterInspection coming = look(lockstep, weight);
  EXPECT_LT(coming.clip_factor, 1.0);
  EXPECT_DOUBLE_EQ(coming.learning_rate, 0.05);
  EXPECT_NEAR(coming.update, 0.05 * coming.clip_factor * coming.batch_feedback, 1e-15);
  const auto snapshot = lockstep.snapshot(looking_at(weight));
  EXPECT_FALSE(snapshot->runs[0].inspections.at(0).unit.terms.empty());
}

TEST(a_parameters_inspection, agrees_with_the_formula_in_the_sample) {
  Experiment experiment = small_experiment();
  experiment.runs[0].rule.settings.set("epsilon", 0.01);
  Lockstep lockstep = test::start(experiment);
  lockstep.advance(2);
  const auto snapshot = lockstep.snapshot(looking_at(weight));
  const Inspection& seen = snapshot->runs[0].inspections.at(0);
  const double z = seen.unit.pre_activation;
  const double stabilised = z >= 0 ? z + 0.01 : z - 0.01;
  const IncomingTerm& term = seen.unit.terms[4];
  EXPECT_NEAR(seen.parameter->value, term.weight, 1e-12);
  EXPECT_NEAR(seen.parameter->sample_feedback,
              std::abs(term.weight) * term.activation * seen.unit.feedback / stabilised, 1e-12);
}

TEST(a_frozen_layer, is_not_going_to_move) {
  Experiment experiment = small_experiment();
  experiment.network.layers[2].frozen = true;
  Lockstep lockstep = test::start(experiment);
  walk_to_update(lockstep);
  EXPECT_TRUE(look(lockstep, weight).is_frozen);
  EXPECT_EQ(look(lockstep, weight).update, 0.0);
}

TEST(watching_a_parameter, records_its_value_after_each_step) {
  Lockstep lockstep = test::start(small_experiment());
  lockstep.advance(4);
  lockstep.watch({weight});
  for (int step = 0; step < 6; ++step) {
    lockstep.advance(1);
    const ParameterInspection seen = look(lockstep, weight);
    ASSERT_EQ(seen.values.rows(), static_cast<std::size_t>(step + 2)) << "and the value that it began with";
    EXPECT_EQ(seen.watched_since, 4);
    EXPECT_FLOAT_EQ(seen.values.at(seen.values.rows() - 1, 0), static_cast<float>(seen.value));
  }
  EXPECT_TRUE(look(lockstep, bias).values.empty()) << "only what was asked for";
}

TEST(watching_an_item_that_is_not_there, is_no_harm) {
  Lockstep lockstep = test::start(small_experiment());
  for (const InspectedItem& item :
       {InspectedItem{.layer = 9, .unit = 0, .input = 0}, InspectedItem{.layer = 1, .unit = 99, .input = {}},
        InspectedItem{.layer = 1, .unit = 0, .input = 99},
        InspectedItem{.layer = -1, .unit = 7, .input = {}}}) {
    lockstep.watch({item});
    lockstep.advance(1);
    EXPECT_TRUE(lockstep.snapshot(looking_at(item))->runs[0].inspections.empty());
  }
}

TEST(setting_a_weight, takes_effect_at_once_and_ends_repeatability) {
  Lockstep lockstep = test::start(small_experiment());
  lockstep.advance(3);
  EXPECT_TRUE(lockstep.snapshot({})->repeatable);
  lockstep.intervene({0}, edit_of(weight, 0.75));
  EXPECT_DOUBLE_EQ(look(lockstep, weight, 0).value, 0.75);
  EXPECT_NE(look(lockstep, weight, 1).value, 0.75) << "the twin keeps its own";
  EXPECT_FALSE(lockstep.snapshot({})->repeatable);
  lockstep.intervene({1}, edit_of(bias, -0.5));
  EXPECT_DOUBLE_EQ(look(lockstep, bias, 1).value, -0.5);
}

TEST(setting_a_weight, across_zero_is_a_flip) {
  Lockstep lockstep = test::start(small_experiment());
  lockstep.watch({weight});
  lockstep.advance(2);
  const ParameterInspection before = look(lockstep, weight);
  const std::int64_t flipped = lockstep.flipped_weights();
  lockstep.intervene({0}, edit_of(weight, -before.value));
  const ParameterInspection after = look(lockstep, weight);
  EXPECT_EQ(after.flips, before.flips + 1);
  EXPECT_EQ(after.last_flip_step, 2);
  EXPECT_EQ(after.watched_flips.size(), before.watched_flips.size() + 1);
  EXPECT_EQ(std::abs(lockstep.flipped_weights() - flipped), 1);
  lockstep.evaluate();
  EXPECT_EQ(lockstep.snapshot({})->runs[0].sign_changes.total,
            lockstep.snapshot({})->runs[1].sign_changes.total);
}

TEST(setting_a_weight, lets_a_half_walked_step_begin_anew) {
  Lockstep lockstep = test::start(small_experiment());
  lockstep.next_phase();
  lockstep.next_phase();
  lockstep.next_phase();
  lockstep.intervene({0}, edit_of(weight, 0.25));
  EXPECT_EQ(lockstep.position().next_phase.kind, PhaseKind::forward);
  EXPECT_EQ(lockstep.position().step, 0);
  lockstep.advance(1);

  Lockstep other = test::start(small_experiment());
  other.intervene({0}, edit_of(weight, 0.25));
  other.advance(1);
  EXPECT_EQ(lockstep.signature(), other.signature());
}

TEST(setting_a_weight, is_repeated_when_training_goes_back_and_on) {
  Lockstep lockstep = test::start(small_experiment(), {.raster = true, .past = true});
  lockstep.advance(10);
  lockstep.intervene({0}, edit_of(weight, 0.5));
  lockstep.advance(10);
  const std::string end = lockstep.signature();
  lockstep.go_to(5);
  EXPECT_NE(look(lockstep, weight).value, 0.5);
  lockstep.go_to(20);
  EXPECT_EQ(lockstep.signature(), end);
}

TEST(setting_a_weight, is_refused_where_there_is_none) {
  Lockstep lockstep = test::start(small_experiment());
  const std::string before = lockstep.signature();
  EXPECT_THROW(
      lockstep.intervene({0}, ParameterEdit{.parameter = {.layer = 7, .unit = 0, .input = 0}, .value = 1.0}),
      Error);
  EXPECT_THROW(
      lockstep.intervene({0}, ParameterEdit{.parameter = {.layer = 0, .unit = 0, .input = 50}, .value = 1.0}),
      Error);
  EXPECT_THROW(lockstep.intervene(
                   {0}, ParameterEdit{.parameter = {.layer = 0, .unit = 99, .input = -1}, .value = 1.0}),
               Error);
  constexpr double infinity = std::numeric_limits<double>::infinity();
  EXPECT_THROW(lockstep.intervene({0}, edit_of(weight, infinity)), Error);
  EXPECT_EQ(lockstep.signature(), before);
}

TEST(walking_samples, shows_the_batchs_samples_and_then_makes_the_update) {
  Experiment experiment = small_experiment();
  experiment.batch_size = 3;
  Lockstep lockstep = test::start(experiment);
  Lockstep alone = test::start(experiment);
  Interest interest;
  interest.sample = true;
  std::vector<std::int64_t> shown;
  for (int sample = 0; sample < 3; ++sample) {
    lockstep.next_sample();
    const auto snapshot = lockstep.snapshot(interest);
    EXPECT_EQ(snapshot->position.next_phase.kind, PhaseKind::update);
    EXPECT_EQ(snapshot->position.step, 0);
    ASSERT_EQ(snapshot->batch.size(), 3U);
    ASSERT_EQ(snapshot->batch_cursor, sample);
    const SampleSnapshot& seen = *snapshot->runs[0].sample;
    EXPECT_FALSE(seen.from_test);
    EXPECT_EQ(seen.index, snapshot->batch[static_cast<std::size_t>(sample)]);
    shown.push_back(seen.index);
  }
  EXPECT_NE(shown[0], shown[1]);
  lockstep.next_sample();
  alone.advance(1);
  EXPECT_EQ(lockstep.signature(), alone.signature());
  EXPECT_EQ(lockstep.position().step, 1);
  EXPECT_FALSE(lockstep.snapshot(interest)->batch_cursor);
  lockstep.next_sample();
  lockstep.advance(1);
  alone.advance(1);
  EXPECT_EQ(lockstep.signature(), alone.signature()) << "the rest of the batch at once";
}

}  // namespace
}  // namespace lfp::test::inspect_parameter_test
