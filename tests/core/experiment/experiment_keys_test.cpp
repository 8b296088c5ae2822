#include "core/experiment/with_values.h"
#include "tests/support/error_text.h"

#include <string>

#include <gtest/gtest.h>

namespace lfp::test::experiment_keys_test {
namespace {

/// Every key that an experiment may have, away from its fallback.
const std::string everything = R"({
  "format": "lfplab-experiment", "version": 1, "name": "All", "seed": 3,
  "dataset": { "kind": "spirals", "samples": 100 },
  "autoencode": true,
  "network": { "initialiser": "xavier_normal", "steps": 7, "coding": "latency",
               "layers": [ { "kind": "conv2d", "channels": 2, "kernel_height": 1, "kernel_width": 1,
                             "padding": 0, "frozen": true, "activation": "relu" },
                           { "kind": "lif_dense", "units": 4, "beta": 0.5, "reset": "zero" },
                           { "kind": "residual", "span": 1 },
                           { "kind": "lif_dense", "units": 2, "frozen": true } ] },
  "batch_size": 10, "batch_reduction": "sum", "stop": { "steps": 5 },
  "runs": [ { "name": "Mine", "method": "lfp",
              "rule": { "name": "custom", "epsilon": 0.5, "parameters": "epsilon",
                        "shares": [ { "gate": "positive", "passes": [ { "bias": "none" }, {} ],
                                      "normaliser": [ { "input": "absolute" } ] } ] },
              "composite": [ { "layer": 4, "rule": { "name": "alpha_beta", "alpha": 3, "beta": 1,
                                                     "conserving": false } } ],
              "feedback": { "name": "formula", "formula": "o*(y - s) + 0.5*k" },
              "optimiser": { "name": "adamw", "beta1": 0.8 },
              "schedule": { "name": "one_cycle", "epochs": 30, "rise": 0.2 },
              "clip_value": 0.25, "clip_norm": 2 },
            { "name": "By hand", "method": "lfp", "loss": "squared_error",
              "feedback": { "name": "human", "values": "1, -0.5" } },
            { "name": "Gradient", "method": "gradient", "loss": "squared_error", "surrogate": "fast_sigmoid",
              "optimiser": { "name": "rmsprop" }, "schedule": "warm_up" } ] })";

Experiment all() {
  return parse_experiment(everything, "");
}

TEST(ExperimentKeys, AreRead) {
  const auto experiment = all();
  EXPECT_TRUE(experiment.autoencode);
  EXPECT_EQ(experiment.network.steps, 7);
  EXPECT_EQ(experiment.network.coding, "latency");
  EXPECT_TRUE(experiment.network.layers[0].frozen);
  EXPECT_FALSE(experiment.network.layers[1].frozen);
  EXPECT_EQ(experiment.network.layers[1].kind.settings.text("reset"), "zero");
  EXPECT_TRUE(experiment.network.layers[3].frozen);
  const RunSpec& mine = experiment.runs[0];
  EXPECT_EQ(mine.composite[0].rule.settings.real("alpha"), 3);
  EXPECT_EQ(mine.feedback.settings.text("formula"), "o*(y - s) + 0.5*k");
  EXPECT_EQ(mine.schedule.name, "one_cycle");
  EXPECT_EQ(mine.schedule.settings.real("rise"), 0.2);
  EXPECT_EQ(mine.clip_value, 0.25);
  EXPECT_EQ(mine.clip_norm, 2);
  EXPECT_EQ(experiment.runs[1].feedback.settings.text("values"), "1, -0.5");
  EXPECT_EQ(experiment.runs[2].surrogate, "fast_sigmoid");
  EXPECT_EQ(experiment.runs[2].schedule.name, "warm_up");
}

TEST(ExperimentKeys, ReadBackAsTheyAreWritten) {
  const auto text = to_json(all());
  EXPECT_EQ(parse_experiment(text, ""), all()) << text;
  EXPECT_EQ(to_json(parse_experiment(text, "")), text);
  EXPECT_NE(text.find("\"input\": \"absolute\""), std::string::npos) << "shares stand as JSON, not as a text";
}

TEST(ExperimentKeys, AreLeftOutWhereTheySayNothingNew) {
  Experiment plain = all();
  plain.autoencode = false;
  plain.network.steps = NetworkSpec{}.steps;
  plain.network.coding = "constant";
  for (auto& layer : plain.network.layers) layer.frozen = false;
  for (auto& run : plain.runs) {
    run.schedule = RunSpec{}.schedule;
    run.surrogate = "none";
    run.clip_value.reset();
  }
  const auto text = to_json(plain);
  for (const char* key :
       {"autoencode", "\"steps\": 15", "coding", "frozen", "schedule", "surrogate", "clip_value"})
    EXPECT_EQ(text.find(key), std::string::npos) << key;
  EXPECT_EQ(parse_experiment(text, ""), plain);
}

Experiment changed(const std::string& path, const std::string& value) {
  return with_value(all(), path, value);
}

TEST(ExperimentKeys, ChangeByTheirPaths) {
  EXPECT_FALSE(changed("autoencode", "false").autoencode);
  EXPECT_EQ(changed("network.steps", "20").network.steps, 20);
  EXPECT_EQ(changed("network.coding", "rate").network.coding, "rate");
  EXPECT_TRUE(changed("network.layers[1].frozen", "true").network.layers[1].frozen);
  EXPECT_FALSE(changed("network.layers[0].frozen", "null").network.layers[0].frozen);
  EXPECT_EQ(changed("runs[2].surrogate", "arctan").runs[2].surrogate, "arctan");
  EXPECT_EQ(changed("runs[1].clip_value", "0.125").runs[1].clip_value, 0.125);
  EXPECT_EQ(changed("runs[0].clip_value", "null").runs[0].clip_value, std::nullopt);
  EXPECT_EQ(changed("runs[0].feedback.formula", "o*y").runs[0].feedback.settings.text("formula"), "o*y");
  EXPECT_EQ(changed("runs[1].feedback.values", "2, 3").runs[1].feedback.settings.text("values"), "2, 3");
}

TEST(ExperimentKeys, OfTextsTakeNumbersForTexts) {
  EXPECT_EQ(changed("runs[1].feedback.values", "2").runs[1].feedback.settings.text("values"), "2");
  EXPECT_EQ(changed("runs[0].feedback.formula", "1").runs[0].feedback.settings.text("formula"), "1");
  EXPECT_EQ(changed("name", "2026").name, "2026");
  EXPECT_EQ(changed("runs[0].name", "true").runs[0].name, "true");
}

TEST(ExperimentKeys, OfARuleInJsonChangeAsAWholeOrInPart) {
  const auto whole = changed("runs[0].rule.shares", R"([{"passes": [{"weight": "squared"}]}])");
  EXPECT_EQ(whole.runs[0].rule.settings.text("shares"), R"([{"passes":[{"weight":"squared"}]}])");
  const auto part = changed("runs[0].rule.shares[0].passes[1].weight", "positive");
  EXPECT_NE(part.runs[0].rule.settings.text("shares").find(R"({"weight":"positive"})"), std::string::npos);
  const std::string refusal = error_text([] { changed("runs[0].rule.shares[0].passes[1].weight", "heavy"); });
  EXPECT_TRUE(refusal.starts_with("runs[0].rule.shares[0].passes[1].weight: there is no \"heavy\""))
      << refusal;
}

TEST(ExperimentKeys, AnotherScheduleKeepsOnlyTheSettingsItKnows) {
  const auto cosine = changed("runs[0].schedule.name", "cosine");
  EXPECT_EQ(cosine.runs[0].schedule.name, "cosine");
  EXPECT_TRUE(cosine.runs[0].schedule.settings.has("floor"));
  EXPECT_FALSE(cosine.runs[0].schedule.settings.has("rise"));
  EXPECT_EQ(changed("runs[0].schedule", "constant").runs[0].schedule.name, "constant");
  EXPECT_EQ(changed("runs[1].schedule.name", "step").runs[1].schedule.name, "step") << "where there was none";
}

TEST(ExperimentKeys, AnotherKindOfLayerStaysFrozen) {
  const auto dense = changed("network.layers[0].kind", "dense");
  EXPECT_TRUE(dense.network.layers[0].frozen);
  EXPECT_EQ(dense.network.layers[0].activation.name, "relu");
  EXPECT_FALSE(dense.network.layers[0].kind.settings.has("channels"));
}

TEST(ExperimentKeys, ThatDoNotFitAreNamed) {
  const auto refusal = [](const std::string& path, const std::string& value) {
    return error_text([&] { changed(path, value); });
  };
  EXPECT_TRUE(refusal("autoencode", "1").starts_with("autoencode: the value has the wrong type"));
  EXPECT_TRUE(refusal("network.steps", "0").starts_with("network.steps: 0 is out of range"));
  EXPECT_TRUE(refusal("network.steps", "1001").starts_with("network.steps: 1001 is out of range"));
  EXPECT_TRUE(refusal("network.coding", "morse").starts_with("network.coding: there is no \"morse\""));
  EXPECT_TRUE(refusal("network.layers[0].frozen", "\"yes\"").starts_with("network.layers[0].frozen: "));
  EXPECT_TRUE(refusal("runs[0].clip_value", "0").starts_with("runs[0].clip_value: 0 is out of range"));
  EXPECT_TRUE(refusal("runs[2].surrogate", "flat").starts_with("runs[2].surrogate: there is no \"flat\""));
  EXPECT_TRUE(refusal("runs[0].schedule.name", "lunar").starts_with("runs[0].schedule.name: there is no"));
  EXPECT_TRUE(refusal("runs[0].schedule.rise", "2").starts_with("runs[0].schedule.rise: 2 is out of range"));
  EXPECT_TRUE(refusal("runs[0].feedback.formula", "o*(y").starts_with("runs[0].feedback.formula: "));
  EXPECT_TRUE(refusal("runs[1].feedback.values", "1, x").starts_with("runs[1].feedback.values: value 2"));
  EXPECT_TRUE(refusal("runs[0].composite[0].rule.conserving", "true")
                  .starts_with("runs[0].composite[0].rule.beta: "));
}

}  // namespace
}  // namespace lfp::test::experiment_keys_test
