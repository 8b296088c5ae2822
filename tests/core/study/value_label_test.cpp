#include "core/study/value_label.h"

#include "tests/support/small_study.h"

#include <gtest/gtest.h>

namespace lfp::test::value_label_test {
namespace {

TEST(ValueLabel, IsTheLabelOfTheEntryThatTheValueNames) {
  const Study study = study_over(R"([ { "path": "runs[0].rule", "values": ["gamma"] },
      { "path": "network.layers[0].activation", "values": ["multi_step"] },
      { "path": "runs[0].optimiser.name", "values": ["adamw"] } ])");
  EXPECT_EQ(value_label(study.axes[0], 0), "LFP-γ");
  EXPECT_EQ(value_label(study.axes[1], 0), "Quantised ReLU");
  EXPECT_EQ(value_label(study.axes[2], 0), "AdamW");
}

TEST(ValueLabel, IsTheValuesOwnLabelElsewhere) {
  const Study study = study_over(R"([ { "path": "runs[0].rule.epsilon", "values": [0.5] },
      { "label": "Task", "values": [ { "label": "moons", "set": { "dataset": "moons" } } ] } ])");
  EXPECT_EQ(value_label(study.axes[0], 0), "0.5");
  EXPECT_EQ(value_label(study.axes[1], 0), "moons");
}

}  // namespace
}  // namespace lfp::test::value_label_test
