#include "core/experiment/with_values.h"

#include "tests/support/error_text.h"
#include "tests/support/spirals_json.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lfp::test::with_values_test {
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

/// Two spirals after several changes at once.
Experiment changed(const std::vector<ValueChange>& changes) {
  return with_values(parse_experiment(spirals, ""), changes);
}

TEST(WithValues, AreCheckedTogether) {
  const auto experiment = changed({{"runs[0].rule", "alpha_beta"},
                                   {"runs[0].rule.alpha", "3"},
                                   {"runs[0].rule.beta", "2"},
                                   {"dataset.kind", "moons"},
                                   {"dataset.noise", ".05"}});
  EXPECT_EQ(experiment.runs[0].rule.settings.real("alpha"), 3);
  EXPECT_EQ(experiment.runs[0].rule.settings.real("beta"), 2);
  EXPECT_EQ(experiment.dataset.settings.real("noise"), 0.05);
  EXPECT_STARTS(refusal("runs[0].rule", "{\"name\": \"alpha_beta\", \"alpha\": 3}"), "runs[0].rule");
}

TEST(WithValues, AddAndTakeAwayItems) {
  const auto three =
      changed({{"runs[+]", R"({"name": "Third", "method": "lfp"})"}, {"runs[2].rule", "zero"}});
  ASSERT_EQ(three.runs.size(), 3U);
  EXPECT_EQ(three.runs[2].name, "Third");
  EXPECT_EQ(three.runs[2].rule.name, "zero");
  const auto second_alone = changed({{"runs[0]", "null"}, {"runs[1].name", "Only"}});
  ASSERT_EQ(second_alone.runs.size(), 1U);
  EXPECT_EQ(second_alone.runs[0].name, "Only") << "items keep their indices until all changes are made";
  EXPECT_EQ(second_alone.runs[0].method, Method::gradient);
  EXPECT_STARTS(error_text([] {
                  changed({{"runs[0]", "null"}, {"runs[1]", "null"}});
                }),
                "runs: there is no run.");
}

TEST(WithValues, SuggestThePathThatWasMeant) {
  const auto suggested = [](const std::string& path) {
    const std::string text = refusal(path, "1");
    const auto at = text.find("Did you mean ");
    return at == std::string::npos ? text : text.substr(at);
  };
  EXPECT_EQ(suggested("runs[0].rule.epsilom"), "Did you mean runs[0].rule.epsilon?");
  EXPECT_EQ(suggested("runs[0].epsilon"), "Did you mean runs[0].rule.epsilon?");
  EXPECT_EQ(suggested("run[1].optimiser.momentum"), "Did you mean runs[1].optimiser.momentum?");
  EXPECT_EQ(suggested("runs[0].optimizer.learning_rate"), "Did you mean runs[0].optimiser.learning_rate?");
  EXPECT_EQ(suggested("runs[0].optimiser.lr"), "Did you mean runs[0].optimiser.learning_rate?");
  EXPECT_EQ(suggested("noise"), "Did you mean dataset.noise?");
  EXPECT_EQ(suggested("runs[0].clip_nrm"), "Did you mean runs[0].clip_norm?");
  EXPECT_STARTS(suggested("runs[1].clip_nrm"), "Did you mean clip_norm?");
  EXPECT_EQ(suggested("zzzzzz").find("Did you mean"), std::string::npos);
}

TEST(WithValues, DecimalCommasAreNamed) {
  EXPECT_EQ(refusal("dataset.noise", "0,05"),
            "dataset.noise: \"0,05\" is not a number. Write 0.05, with a decimal point.");
  EXPECT_EQ(changed("name", "0,05").name, "0,05");
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
}  // namespace lfp::test::with_values_test
