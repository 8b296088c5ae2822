#include "core/study/axis.h"

#include <cmath>

#include <gtest/gtest.h>

namespace lfp::test::axis_test {
namespace {

TEST(Axis, ALinearRangeHasBothEndsAndEvenSteps) {
  const Axis axis{.path = "p", .label = {}, .range = AxisRange{.from = 0, .to = 1, .steps = 5}};
  ASSERT_EQ(axis.count(), 5);
  EXPECT_EQ(*axis.at(0).number, 0.0);
  EXPECT_EQ(*axis.at(1).number, 0.25);
  EXPECT_EQ(*axis.at(4).number, 1.0);
  EXPECT_EQ(axis.at(1).changes.front().path, "p");
  EXPECT_EQ(axis.at(1).changes.front().value, "0.25");
}

TEST(Axis, ALogarithmicRangeHasEvenExponents) {
  const AxisRange range{.from = 0.001, .to = 10, .steps = 5, .logarithmic = true};
  EXPECT_EQ(value_at(range, 0), 0.001);
  EXPECT_NEAR(value_at(range, 1), 0.01, 1e-15);
  EXPECT_NEAR(value_at(range, 2.5), std::sqrt(0.1 * 1.0), 1e-12);
  EXPECT_EQ(value_at(range, 4), 10);
}

TEST(Axis, ValuesAreFreeOfWhatRoundingLeaves) {
  const Axis axis{.path = "p",
                  .label = {},
                  .range = AxisRange{.from = 0.0003, .to = 30, .steps = 16, .logarithmic = true}};
  EXPECT_EQ(axis.at(6).changes.front().value, "0.03");
  EXPECT_EQ(axis.at(9).label, "0.3");
  EXPECT_EQ(axis.at(7).label, "0.064633");
  EXPECT_NEAR(*axis.at(7).number, 0.0646330407009566, 1e-15);
}

TEST(Axis, WholeNumbersAreRounded) {
  const Axis axis{.path = "p",
                  .label = {},
                  .range = AxisRange{.from = 2, .to = 32, .steps = 3, .logarithmic = true, .whole = true}};
  EXPECT_EQ(axis.at(1).label, "8");
}

TEST(Axis, ASingleStepIsTheBeginning) {
  EXPECT_EQ(value_at({.from = 3, .to = 3, .steps = 1}, 0), 3);
}

TEST(Axis, IsLogarithmicWhereItsValuesAreFarApart) {
  const auto list = [](std::initializer_list<double> numbers) {
    Axis axis{.path = "p", .label = {}, .range = {}};
    for (const double number : numbers)
      axis.values.push_back({.label = std::to_string(number), .changes = {}, .number = number});
    return axis;
  };
  EXPECT_TRUE(list({0.001, 0.01, 0.1}).is_logarithmic());
  EXPECT_TRUE(list({0.003, 0.01, 0.03}).is_logarithmic());
  EXPECT_TRUE(list({100, 300, 1000, 3000}).is_logarithmic());
  EXPECT_FALSE(list({1, 3, 7, 13, 19}).is_logarithmic());
  EXPECT_FALSE(list({1, 2, 3}).is_logarithmic());
  EXPECT_FALSE(list({0, 1, 100}).is_logarithmic());
}

}  // namespace
}  // namespace lfp::test::axis_test
