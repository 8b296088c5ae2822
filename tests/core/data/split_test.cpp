#include "core/data/split.h"

#include <algorithm>
#include <numeric>
#include <set>

#include <gtest/gtest.h>

namespace lfp::test::split_test {
namespace {

std::vector<std::int64_t> per_class(const std::vector<std::int32_t>& rows,
                                    const std::vector<std::int32_t>& labels, std::size_t classes) {
  std::vector<std::int64_t> counts(classes, 0);
  for (const auto row : rows) ++counts[static_cast<std::size_t>(labels[static_cast<std::size_t>(row)])];
  return counts;
}

TEST(Split, PutsEveryRowIntoExactlyOnePart) {
  const std::vector<std::int32_t> labels{0, 1, 1, 0, 2, 2, 2, 0, 1, 1, 0};
  const Split split = stratified_split(labels, 3, 0.4, 11);
  std::vector<std::int32_t> rows = split.train;
  rows.insert(rows.end(), split.test.begin(), split.test.end());
  std::sort(rows.begin(), rows.end());
  std::vector<std::int32_t> all(labels.size());
  std::iota(all.begin(), all.end(), 0);
  EXPECT_EQ(rows, all);
}

TEST(Split, TakesTheFractionOfTheWholeAndOfEachClass) {
  std::vector<std::int32_t> labels;
  for (const auto& [label, count] : {std::pair{0, 100}, {1, 333}, {2, 17}})
    labels.insert(labels.end(), static_cast<std::size_t>(count), label);
  const Split split = stratified_split(labels, 3, 0.2, 1);
  EXPECT_EQ(split.test.size(), 90U);
  EXPECT_EQ(per_class(split.test, labels, 3), (std::vector<std::int64_t>{20, 67, 3}));
}

TEST(Split, KeepsEveryClassInBothPartsAsFarAsThereAreSamples) {
  const std::vector<std::int32_t> labels{0, 0, 1, 1, 2, 0, 0, 0};
  const Split mostly_train = stratified_split(labels, 3, 0.01, 1);
  EXPECT_EQ(per_class(mostly_train.test, labels, 3), (std::vector<std::int64_t>{1, 1, 0}));
  const Split mostly_test = stratified_split(labels, 3, 0.99, 1);
  EXPECT_EQ(per_class(mostly_test.train, labels, 3), (std::vector<std::int64_t>{1, 1, 1}));
}

TEST(Split, DependsOnTheSeedAlone) {
  const std::vector<std::int32_t> labels(50, 0);
  EXPECT_EQ(stratified_split(labels, 1, 0.5, 1).test, stratified_split(labels, 1, 0.5, 1).test);
  EXPECT_NE(stratified_split(labels, 1, 0.5, 1).test, stratified_split(labels, 1, 0.5, 2).test);
}

TEST(RowsOf, CopiesInputsAndLabelsInTheOrderAsked) {
  const Samples all{.features = 2, .inputs = {0, 1, 10, 11, 20, 21}, .labels = {5, 6, 7}};
  const Samples chosen = rows_of(all, std::vector<std::int32_t>{2, 0});
  EXPECT_EQ(chosen.features, 2);
  EXPECT_EQ(chosen.inputs, (std::vector<float>{20, 21, 0, 1}));
  EXPECT_EQ(chosen.labels, (std::vector<std::int32_t>{7, 5}));
}

}  // namespace
}  // namespace lfp::test::split_test
