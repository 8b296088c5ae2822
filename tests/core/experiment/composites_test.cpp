#include "core/experiment/composites.h"

#include "tests/support/error_text.h"
#include "tests/support/small_experiment.h"

#include <gtest/gtest.h>

namespace lfp::test::composites_test {
namespace {

std::string with_composite(const std::string& composite) {
  Experiment experiment = test::small_experiment();
  std::string json = to_json(experiment);
  const std::string before = "\"method\": \"lfp\",";
  json.insert(json.find(before) + before.size(), "\"composite\": " + composite + ",");
  return json;
}

TEST(Composites, ByNameStandForTheListThatTheyMake) {
  const Experiment experiment = parse_experiment(with_composite("\"epsilon_above_z_plus_below\""), "");
  const auto& rules = experiment.runs.front().composite;
  ASSERT_EQ(rules.size(), 3U);
  EXPECT_EQ(rules[0].rule.name, "z_plus");
  EXPECT_EQ(rules[1].rule.name, "epsilon");
  EXPECT_EQ(rules[2].rule.name, "epsilon");
  EXPECT_EQ(rules[2].layer, 3);
}

TEST(Composites, AnUnknownNameIsAnErrorThatNamesTheKnownOnes) {
  const std::string text = error_text([] { parse_experiment(with_composite("\"nonsense\""), "file"); });
  EXPECT_NE(text.find("runs[0].composite"), std::string::npos) << text;
  EXPECT_NE(text.find("epsilon_z_plus_flat"), std::string::npos) << text;
}

TEST(Composites, LeaveOutLayersWithoutRule) {
  NetworkSpec network;
  for (const char* kind : {"conv2d", "max_pool", "flatten", "dense"}) {
    LayerSpec layer;
    layer.kind.name = kind;
    network.layers.push_back(layer);
  }
  for (const CompositeEntry& entry : composite_entries()) {
    const auto rules = entry.make(network);
    ASSERT_EQ(rules.size(), 2U) << entry.info.name;
    EXPECT_EQ(rules[0].layer, 1) << entry.info.name;
    EXPECT_EQ(rules[1].layer, 4) << entry.info.name;
    EXPECT_EQ(rules[1].rule.name, "epsilon") << entry.info.name;
  }
}

}  // namespace
}  // namespace lfp::test::composites_test
