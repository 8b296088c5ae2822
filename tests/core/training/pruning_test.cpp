#include "core/training/pruning.h"

#include "core/base/error.h"
#include "tests/support/small_experiment.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace lfp::test::pruning_test {
namespace {

/// Of one block, or of all.
std::int64_t zeros(const NamedArrays& weights, const std::string& name = "") {
  std::int64_t count = 0;
  for (const NamedArray& array : weights)
    if (array.name.ends_with(".weight") && array.name.starts_with(name))
      count += std::ranges::count(array.values, 0.0F);
  return count;
}

std::int64_t all_weights(const NamedArrays& weights) {
  std::int64_t count = 0;
  for (const NamedArray& array : weights)
    if (array.name.ends_with(".weight")) count += static_cast<std::int64_t>(array.values.size());
  return count;
}

std::vector<float> magnitudes(const NamedArrays& weights) {
  std::vector<float> values;
  for (const NamedArray& array : weights)
    if (array.name.ends_with(".weight"))
      for (const float value : array.values) values.push_back(std::abs(value));
  return values;
}

Experiment pruned_experiment(const Pruning& pruning) {
  Experiment experiment = small_experiment();
  experiment.network.prune = pruning;
  return experiment;
}

TEST(pruning, removes_the_fraction_with_the_smallest_magnitudes) {
  const Lockstep whole = start(small_experiment());
  const Lockstep pruned = start(pruned_experiment({.by = "magnitude", .fraction = 0.5, .scope = "global"}));
  auto before = magnitudes(whole.weights(0));
  const auto after = magnitudes(pruned.weights(0));
  const auto removed = std::llround(0.5 * static_cast<double>(before.size()));
  EXPECT_EQ(zeros(pruned.weights(0)), removed);
  std::vector<float> sorted = before;
  std::ranges::sort(sorted);
  const float threshold = sorted[static_cast<std::size_t>(removed) - 1];
  for (std::size_t i = 0; i < before.size(); ++i)
    EXPECT_EQ(after[i], before[i] <= threshold ? 0.0F : before[i]);
}

TEST(pruning, takes_the_same_fraction_of_each_layer_where_it_is_asked_to) {
  const Lockstep whole = start(small_experiment());
  const Lockstep pruned = start(pruned_experiment({.by = "magnitude", .fraction = 0.25, .scope = "layer"}));
  for (const NamedArray& array : whole.weights(0)) {
    if (!array.name.ends_with(".weight")) continue;
    EXPECT_EQ(zeros(pruned.weights(0), array.name),
              std::llround(0.25 * static_cast<double>(array.values.size())));
  }
}

TEST(pruning, holds_removed_weights_at_zero_by_every_method_and_counts_no_flip_of_them) {
  Experiment experiment = pruned_experiment({.by = "random", .fraction = 0.7, .scope = "global"});
  experiment.runs.push_back(with_adam(experiment.runs[1]));
  experiment.runs.back().name = "Adam";
  Lockstep lockstep = start(experiment);
  std::vector<NamedArrays> before;
  for (std::size_t run = 0; run < 3; ++run) before.push_back(lockstep.weights(run));
  lockstep.advance(40);
  for (std::size_t run = 0; run < 3; ++run) {
    const NamedArrays after = lockstep.weights(run);
    EXPECT_NE(magnitudes(after), magnitudes(before[run])) << "the others learn";
    for (std::size_t a = 0; a < after.size(); ++a) {
      if (!after[a].name.ends_with(".weight")) continue;
      for (std::size_t i = 0; i < after[a].values.size(); ++i) {
        const bool is_removed = before[run][a].values[i] == 0;
        EXPECT_TRUE(!is_removed || after[a].values[i] == 0) << after[a].name;
      }
    }
  }
}

TEST(pruning, draws_what_it_removes_at_random_from_the_seed) {
  const Pruning pruning{.by = "random", .fraction = 0.4, .scope = "global"};
  Experiment experiment = pruned_experiment(pruning);
  EXPECT_EQ(start(experiment).signature(), start(experiment).signature());
  const Lockstep first = start(experiment);
  experiment.seed += 1;
  EXPECT_NE(magnitudes(first.weights(0)), magnitudes(start(experiment).weights(0)));
}

TEST(pruning, by_feedback_spares_what_moves_most) {
  // By definition: one batch of the whole training set, what it would add to each weight.
  Experiment experiment = small_experiment();
  experiment.batch_size = 1000;
  experiment.runs.resize(1);
  experiment.runs[0].clip_norm.reset();
  experiment.runs[0].optimiser = {.name = "sgd", .settings = {}};
  experiment.runs[0].optimiser.settings.set("learning_rate", 1.0);
  Lockstep whole = start(experiment);
  const NamedArrays before = whole.weights(0);
  whole.advance(1);
  const NamedArrays after = whole.weights(0);
  experiment.network.prune = Pruning{.by = "feedback", .fraction = 0.5, .scope = "global"};
  const NamedArrays pruned = start(experiment).weights(0);
  float largest_removed = 0;
  float smallest_kept = 1e9F;
  for (std::size_t a = 0; a < before.size(); ++a) {
    if (!before[a].name.ends_with(".weight")) continue;
    for (std::size_t i = 0; i < before[a].values.size(); ++i) {
      const float moved = std::abs(after[a].values[i] - before[a].values[i]);
      if (pruned[a].values[i] == 0)
        largest_removed = std::max(largest_removed, moved);
      else
        smallest_kept = std::min(smallest_kept, moved);
    }
  }
  EXPECT_LE(largest_removed, smallest_kept * 1.001F + 1e-6F);
}

TEST(pruning, by_movement_needs_to_know_what_weights_were) {
  try {
    start(pruned_experiment({.by = "movement", .fraction = 0.5, .scope = "global"}));
    FAIL() << "nothing has moved yet";
  } catch (const Error& error) {
    EXPECT_EQ(error.place(), "network.prune.by");
  }
}

TEST(pruning, in_the_middle_of_training_can_be_changed_and_taken_back) {
  Lockstep lockstep = start(small_experiment(), {.raster = false, .past = true});
  lockstep.advance(20);
  const std::string before = lockstep.signature();
  const double loss = lockstep.snapshot({})->runs[0].batch_loss;
  EXPECT_GT(loss, 0);
  const auto weights = all_weights(lockstep.weights(0));
  lockstep.intervene({0, 1}, Pruning{.by = "movement", .fraction = 0.9, .scope = "global"});
  EXPECT_EQ(zeros(lockstep.weights(0)), std::llround(0.9 * static_cast<double>(weights)));
  lockstep.intervene({0, 1}, Pruning{.by = "magnitude", .fraction = 0.2, .scope = "global"});
  EXPECT_EQ(zeros(lockstep.weights(1)), std::llround(0.2 * static_cast<double>(weights)))
      << "in place of the one before";
  EXPECT_EQ(lockstep.snapshot({})->runs[0].batch_loss, loss) << "what the last step has shown stays";
  lockstep.intervene({0, 1}, Pruning{.by = "magnitude", .fraction = 0, .scope = "global"});
  EXPECT_EQ(lockstep.signature(), before);
  EXPECT_EQ(lockstep.snapshot({})->runs[0].batch_loss, loss);
}

TEST(pruning, is_repeated_on_the_way_back_and_on) {
  Lockstep lockstep = start(small_experiment(), {.raster = false, .past = true});
  lockstep.advance(10);
  lockstep.intervene({0}, Pruning{.by = "magnitude", .fraction = 0.5, .scope = "global"});
  lockstep.advance(10);
  const std::string after = lockstep.signature();
  EXPECT_GT(zeros(lockstep.weights(0)), 0);
  ASSERT_TRUE(lockstep.go_to(5));
  EXPECT_EQ(zeros(lockstep.weights(0)), 0);
  ASSERT_TRUE(lockstep.go_to(20));
  EXPECT_EQ(lockstep.signature(), after);
}

TEST(pruning, lets_a_weight_come_back_that_is_given_a_value) {
  Lockstep lockstep = start(pruned_experiment({.by = "magnitude", .fraction = 1, .scope = "global"}));
  lockstep.intervene({0}, ParameterEdit{.parameter = {.layer = 0, .unit = 1, .input = 0}, .value = 0.5});
  lockstep.advance(3);
  const NamedArrays weights = lockstep.weights(0);
  EXPECT_NE(weights[0].values[2], 0.0F);
  EXPECT_EQ(zeros(weights), all_weights(weights) - 1);
}

}  // namespace
}  // namespace lfp::test::pruning_test
