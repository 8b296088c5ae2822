#include "core/study/series.h"

#include "tests/support/small_study.h"

#include <gtest/gtest.h>

namespace lfp::test::series_test {
namespace {

std::vector<std::string> labels_of(const StudyLayout& layout) {
  std::vector<std::string> labels;
  for (const Series& series : layout.series) labels.push_back(series.label);
  return labels;
}

TEST(Layout, OneNumericAxisGivesALineForEachRunAndCombination) {
  const Study study = study_over(R"([ { "path": "runs[0].rule", "values": ["epsilon", "zero"] },
      { "path": "runs[*].optimiser.learning_rate", "from": 0.1, "to": 0.5, "steps": 5 } ])");
  const StudyLayout layout = layout_of(study);
  EXPECT_EQ(layout.x, 1U);
  EXPECT_FALSE(layout.y);
  // The rule is that of the first run alone.
  EXPECT_EQ(labels_of(layout), (std::vector<std::string>{"LFP, LFP-ε", "LFP, LFP-0", "Gradient"}));
  EXPECT_EQ(cells_of(study, layout, layout.series[1]), (std::vector<std::int64_t>{5, 6, 7, 8, 9}));
}

TEST(Layout, TwoNumericAxesGiveAMap) {
  const Study study = study_over(R"([ { "path": "runs[0].rule.epsilon", "from": 0, "to": 1, "steps": 4 },
      { "path": "runs[0].optimiser.learning_rate", "from": 0.1, "to": 0.5, "steps": 5, "label": "Rate" } ])");
  const StudyLayout layout = layout_of(study);
  EXPECT_EQ(layout.x, 1U);
  EXPECT_EQ(layout.y, 0U);
  EXPECT_EQ(labels_of(layout), (std::vector<std::string>{"LFP", "Gradient"}));
  const auto cells = cells_of(study, layout, layout.series[0]);
  ASSERT_EQ(cells.size(), 20U);
}

TEST(Layout, AFewNumbersBesideManyAreLines) {
  const Study study = study_over(R"([ { "path": "runs[0].rule.epsilon", "values": [0, 0.1] },
      { "path": "runs[0].optimiser.learning_rate", "from": 0.1, "to": 0.5, "steps": 5 } ])");
  EXPECT_EQ(labels_of(layout_of(study)),
            (std::vector<std::string>{"LFP, epsilon 0", "LFP, epsilon 0.1", "Gradient"}));
}

TEST(Layout, WithoutANumericAxisEachCombinationIsASeriesOfOneCell) {
  const Study study = study_over(R"([ { "label": "Activation", "values": [
      { "label": "relu", "set": {} }, { "label": "tanh", "set": { "network.layers[0].activation": "tanh" } } ] } ])");
  const StudyLayout layout = layout_of(study);
  EXPECT_FALSE(layout.x);
  EXPECT_EQ(labels_of(layout),
            (std::vector<std::string>{"LFP, relu", "LFP, tanh", "Gradient, relu", "Gradient, tanh"}));
  EXPECT_EQ(cells_of(study, layout, layout.series[3]), std::vector<std::int64_t>{1});
}

}  // namespace
}  // namespace lfp::test::series_test
