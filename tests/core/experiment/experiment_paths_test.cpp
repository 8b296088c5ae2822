#include "core/experiment/experiment.h"
#include "tests/support/error_text.h"
#include "tests/support/spirals_json.h"

#include <string>

#include <gtest/gtest.h>

namespace lfp::test::experiment_paths_test {
namespace {

/// Two spirals after `--set path=value`.
Experiment changed(const std::string& path, const std::string& value) {
  return with_value(parse_experiment(spirals, ""), path, value);
}

std::string refusal(const std::string& path, const std::string& value) {
  return error_text([&] { changed(path, value); });
}

TEST(WithValue, ChangesOneValueByEitherPath) {
  EXPECT_EQ(changed("runs[0].rule.epsilon", "0.5").runs[0].rule.settings.real("epsilon"), 0.5);
  EXPECT_EQ(changed("runs.0.rule.epsilon", "0.5").runs[0].rule.settings.real("epsilon"), 0.5);
  EXPECT_EQ(changed("network.layers[1].units", "3").network.layers[1].kind.settings.integer("units"), 3);
  EXPECT_EQ(changed("seed", "11").seed, 11U);
  EXPECT_EQ(changed("name", "Mine").name, "Mine");
}

TEST(WithValue, SetsWhatTheFileLeftOut) {
  EXPECT_EQ(changed("stop.steps", "9").stop.steps, 9);
  EXPECT_EQ(changed("runs[1].optimiser.momentum", "0.5").runs[1].optimiser.settings.real("momentum"), 0.5);
  EXPECT_EQ(changed("runs[1].clip_norm", "2").runs[1].clip_norm, 2.0);
  EXPECT_EQ(changed("network.layers[1].activation", "tanh").network.layers[1].activation.name, "tanh");
  auto endless = parse_experiment(spirals, "");
  endless.stop = {};
  EXPECT_EQ(with_value(endless, "stop.epochs", "4").stop.epochs, 4);
}

TEST(WithValue, NullTakesAValueAway) {
  EXPECT_EQ(changed("runs[0].clip_norm", "null").runs[0].clip_norm, std::nullopt);
  EXPECT_EQ(changed("stop", "null").stop, StopSpec{});
}

TEST(WithValue, AnotherEntryKeepsOnlyTheSettingsItKnows) {
  EXPECT_EQ(changed("runs[0].rule.name", "zero").runs[0].rule.name, "zero");
  const auto moons = changed("dataset.kind", "moons");
  EXPECT_EQ(moons.dataset.name, "moons");
  EXPECT_EQ(moons.dataset.settings.integer("samples"), 1000);
  EXPECT_FALSE(moons.dataset.settings.has("turns"));
  EXPECT_EQ(changed("runs[0].rule", "zero").runs[0].rule.name, "zero");
}

TEST(WithValue, KeepsTheFolderAndEverythingElse) {
  auto experiment = parse_experiment(spirals, "");
  experiment.folder = "/home/ada";
  auto expected = experiment;
  expected.batch_size = 5;
  EXPECT_EQ(with_value(experiment, "batch_size", "5"), expected);
}

TEST(WithValue, PathsThatLeadNowhereAreErrors) {
  EXPECT_STARTS(refusal("runs[2].name", "x"), "runs[2].name: there is no item 2 in a list of 2.");
  EXPECT_STARTS(refusal("runs[x].name", "y"), "runs[x].name: there is no item x");
  EXPECT_STARTS(refusal("seed.of", "1"), "seed.of: there is nothing below a single value");
  EXPECT_STARTS(refusal("speed", "1"), "speed: the key is not known.");
  EXPECT_STARTS(refusal("runs[0].rules.epsilon", "1"), "runs[0].rules: the key is not known.");
  EXPECT_STARTS(refusal("", "1"), ": this is not a path");
  EXPECT_STARTS(refusal("runs[0]..rule", "1"), "runs[0]..rule: this is not a path");
}

TEST(WithValue, TextThatIsNotUtf8IsRefusedOrReadWithMarks) {
  EXPECT_FALSE(refusal("s\xD1\xC4"
                       "d",
                       "7")
                   .empty());
  EXPECT_EQ(changed("name", "a\xD1").name, "a\uFFFD");
}

TEST(WithValue, ValuesThatDoNotFitAreErrors) {
  EXPECT_STARTS(refusal("runs[0].rule.epsilon", "tiny"),
                "runs[0].rule.epsilon: the value has the wrong type.");
  EXPECT_STARTS(refusal("network.layers[0].units", "-1"), "network.layers[0].units: -1 is out of range.");
}

}  // namespace
}  // namespace lfp::test::experiment_paths_test
