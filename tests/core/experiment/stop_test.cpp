#include "core/experiment/stop.h"

#include <gtest/gtest.h>

namespace lfp::test::stop_test {
namespace {

TEST(the_stop, is_where_the_first_limit_is_met) {
  EXPECT_EQ(last_step({.epochs = 3, .steps = {}}, 4), 12);
  EXPECT_EQ(last_step({.epochs = {}, .steps = 7}, 4), 7);
  EXPECT_EQ(last_step({.epochs = 3, .steps = 7}, 4), 7);
  EXPECT_EQ(last_step({.epochs = 1, .steps = 7}, 4), 4);
}

TEST(the_stop, is_nowhere_without_a_limit) {
  EXPECT_EQ(last_step({}, 4), std::nullopt);
}

}  // namespace
}  // namespace lfp::test::stop_test
