#include "core/study/narrowed_axis.h"

#include <gtest/gtest.h>

namespace lfp::test {
namespace {

Axis logarithmic(double from, double to, std::int64_t steps, bool whole = false) {
  return {.path = "x",
          .label = {},
          .range = AxisRange{.from = from, .to = to, .steps = steps, .logarithmic = true, .whole = whole}};
}

TEST(NarrowedAxis, APartOfARangeHasAsManyValuesAsTheWhole) {
  const Axis part = narrowed(logarithmic(0.001, 10, 5), 1, 3);
  EXPECT_DOUBLE_EQ(part.range->from, 0.01);
  EXPECT_DOUBLE_EQ(part.range->to, 1);
  EXPECT_EQ(part.count(), 5);
  EXPECT_TRUE(part.is_logarithmic());
}

TEST(NarrowedAxis, PlacesNeedNotBeWhole) {
  const Axis part = narrowed(logarithmic(0.001, 10, 5), 0.5, 2.5);
  EXPECT_EQ(part.range->from, 0.00316) << "read easily, and within a hundredth of a step";
  EXPECT_EQ(part.range->to, 0.316);
}

TEST(NarrowedAxis, TheSmallestPartsKeepTheDigitsThatTellThemApart) {
  Axis part = logarithmic(0.001, 10, 24);
  for (int zoom = 0; zoom < 8; ++zoom) part = narrowed(part, 10.3, 12.7);
  EXPECT_LT(part.range->from, part.range->to);
  for (std::int64_t i = 1; i < part.count(); ++i) EXPECT_LT(*part.at(i - 1).number, *part.at(i).number);
}

TEST(NarrowedAxis, PlacesBeyondTheEndsAreTheEnds) {
  const Axis whole = logarithmic(0.001, 10, 5);
  EXPECT_EQ(narrowed(whole, -0.5, 4.5).range, whole.range);
}

TEST(NarrowedAxis, WholeNumbersDoNotComeTwice) {
  const Axis part = narrowed(logarithmic(1, 1024, 11, true), 0, 2);
  EXPECT_EQ(part.range->from, 1);
  EXPECT_EQ(part.range->to, 4);
  EXPECT_LE(part.count(), 4);
  for (std::int64_t i = 1; i < part.count(); ++i) EXPECT_NE(part.at(i).label, part.at(i - 1).label);
}

TEST(NarrowedAxis, APlaceAloneIsASingleValue) {
  const Axis part = narrowed(logarithmic(0.001, 10, 5), 2, 2);
  EXPECT_EQ(part.count(), 1);
  EXPECT_DOUBLE_EQ(*part.at(0).number, 0.1);
}

TEST(NarrowedAxis, OfAListTheValuesThatLieThereStay) {
  Axis rules{.path = "runs[0].rule.name", .label = "rule", .range = {}};
  for (const char* name : {"zero", "epsilon", "gamma", "flat"})
    rules.values.push_back({.label = name, .changes = {{.path = rules.path, .value = name}}});
  const Axis part = narrowed(rules, 0.6, 2.4);
  ASSERT_EQ(part.count(), 2);
  EXPECT_EQ(part.at(0).label, "epsilon");
  EXPECT_EQ(part.at(1).label, "gamma");
}

}  // namespace
}  // namespace lfp::test
