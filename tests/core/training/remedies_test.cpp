#include "core/training/remedies.h"

#include "tests/support/small_experiment.h"

#include <gtest/gtest.h>

namespace lfp::test::remedies_test {
namespace {

RunSpec lfp_run() {
  return test::small_experiment().runs[0];
}

RunSpec gradient_run() {
  return test::small_experiment().runs[1];
}

TEST(a_remedy, clips_what_is_not_clipped_as_short_already) {
  RunSpec run = lfp_run();
  EXPECT_FALSE(with_remedy(RemedyKind::clip, run)) << "it has a clip norm of 1";
  run.clip_norm = 3.0;
  EXPECT_EQ(with_remedy(RemedyKind::clip, run)->clip_norm, 1.0);
  run.clip_norm.reset();
  EXPECT_EQ(with_remedy(RemedyKind::clip, run)->clip_norm, 1.0);
}

TEST(a_remedy, raises_epsilon_tenfold_wherever_the_run_has_one) {
  RunSpec run = lfp_run();
  run.rule.settings.set("epsilon", 0.01);
  Choice gamma{.name = "gamma", .settings = {}};
  gamma.settings.set("epsilon", 0.02);
  run.composite = {{.layer = 2, .rule = gamma}};
  const RunSpec raised = with_remedy(RemedyKind::raise_epsilon, run).value();
  EXPECT_DOUBLE_EQ(raised.rule.settings.real("epsilon"), 0.1);
  EXPECT_DOUBLE_EQ(raised.composite[0].rule.settings.real("epsilon"), 0.2);
  EXPECT_FALSE(with_remedy(RemedyKind::raise_epsilon, gradient_run())) << "gradient descent has no ε";
  run.rule = {.name = "zero", .settings = {}};
  run.composite.clear();
  EXPECT_FALSE(with_remedy(RemedyKind::raise_epsilon, run));
}

TEST(a_remedy, takes_the_bounded_rule_in_place_of_all_others) {
  RunSpec run = lfp_run();
  run.composite = {{.layer = 2, .rule = {.name = "gamma", .settings = {}}}};
  const RunSpec bounded = with_remedy(RemedyKind::bounded_rule, run).value();
  EXPECT_EQ(bounded.rule.name, "z_plus_z_minus");
  EXPECT_TRUE(bounded.composite.empty());
  EXPECT_FALSE(with_remedy(RemedyKind::bounded_rule, bounded));
  EXPECT_FALSE(with_remedy(RemedyKind::bounded_rule, gradient_run()));
}

TEST(a_remedy, cuts_the_learning_rate_to_a_tenth) {
  EXPECT_DOUBLE_EQ(
      with_remedy(RemedyKind::lower_rate, gradient_run())->optimiser.settings.real("learning_rate"), 0.005);
}

}  // namespace
}  // namespace lfp::test::remedies_test
