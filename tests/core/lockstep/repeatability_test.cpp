#include "core/lockstep/lockstep.h"
#include "tests/support/chancy_networks.h"
#include "tests/support/small_datasets.h"

#include <gtest/gtest.h>

namespace lfp::test::repeatability_test {
namespace {

Lockstep start(const Experiment& experiment, RecordOptions record = {}) {
  return {std::make_shared<const Experiment>(experiment), test::small_images(), record};
}

class Repeatability : public testing::TestWithParam<ChancyCase> {
 protected:
  Experiment experiment(std::uint64_t seed = 7) const { return chancy_experiment(GetParam().network, seed); }
};

TEST_P(Repeatability, the_same_seed_gives_the_same_bits_and_another_seed_others) {
  Lockstep first = start(experiment());
  Lockstep second = start(experiment());
  Lockstep other = start(experiment(8));
  for (Lockstep* lockstep : {&first, &second, &other}) lockstep->advance(11);
  EXPECT_EQ(first.signature(), second.signature());
  EXPECT_NE(first.signature(), other.signature());
  EXPECT_EQ(first.run(0).evaluation.accuracy, second.run(0).evaluation.accuracy);
}

TEST_P(Repeatability, looking_on_changes_nothing) {
  Lockstep watched = start(experiment(), {.raster = true});
  Lockstep alone = start(experiment());
  for (int step = 0; step < 8; ++step) {
    watched.next_phase();
    watched.evaluate();
    watched.snapshot({.weight_layers = {0}, .all_weights = true, .sample = true, .input_feedback = true});
    watched.advance(1);
  }
  alone.advance(8);
  EXPECT_EQ(watched.signature(), alone.signature());
}

TEST_P(Repeatability, feedback_to_the_inputs_costs_no_bit) {
  Lockstep asked = start(experiment());
  Lockstep plain = start(experiment());
  asked.want({.input_feedback = true});
  asked.advance(7);
  plain.advance(7);
  EXPECT_EQ(asked.signature(), plain.signature());
  EXPECT_EQ(asked.snapshot({.weight_layers = {}, .input_feedback = true})->runs[0].input_feedback.size(),
            36U);
}

TEST_P(Repeatability, a_restored_state_replays_to_the_same_bits) {
  Lockstep lockstep = start(experiment(), {.past = true});
  lockstep.advance(8);
  const std::string at_eight = lockstep.signature();
  lockstep.evaluate();
  const double accuracy = lockstep.run(0).evaluation.accuracy;
  lockstep.advance(6);
  const std::string at_fourteen = lockstep.signature();
  ASSERT_TRUE(lockstep.go_to(lockstep.position().step - 6));
  EXPECT_EQ(lockstep.position().step, 8);
  EXPECT_EQ(lockstep.signature(), at_eight);
  EXPECT_EQ(lockstep.run(0).evaluation.accuracy, accuracy) << "statistics for evaluation are restored too";
  lockstep.advance(6);
  EXPECT_EQ(lockstep.signature(), at_fourteen);
}

INSTANTIATE_TEST_SUITE_P(networks, Repeatability, testing::ValuesIn(chancy_cases()),
                         [](const auto& given) { return std::string(given.param.name); });

}  // namespace
}  // namespace lfp::test::repeatability_test
