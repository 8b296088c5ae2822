#include "core/base/error.h"
#include "core/experiment/experiment.h"
#include "core/experiment/experiment_paths.h"
#include "tests/support/error_text.h"
#include "tests/support/spirals_json.h"
#include "tests/support/temporary_folder.h"

#include <limits>
#include <string>

#include <gtest/gtest.h>

namespace lfp::test::experiment_reader_test {
namespace {

/// Two spirals with one piece of its text replaced.
std::string with(const std::string& piece, const std::string& replacement) {
  std::string text = spirals;
  const auto at = text.find(piece);
  EXPECT_NE(at, std::string::npos) << piece;
  return text.replace(at, piece.size(), replacement);
}

/// What the reader says of it; "" if it takes it.
std::string complaint(const std::string& text) {
  return error_text([&] { parse_experiment(text, "two.json"); });
}

std::string complaint_with(const std::string& piece, const std::string& replacement) {
  return complaint(with(piece, replacement));
}

TEST(ExperimentJson, ReadsEveryKey) {
  const auto experiment = parse_experiment(spirals, "two.json");
  EXPECT_EQ(experiment.name, "Two spirals");
  EXPECT_EQ(experiment.seed, 7U);
  EXPECT_EQ(experiment.dataset.name, "spirals");
  EXPECT_EQ(experiment.dataset.settings.integer("samples"), 1000);
  EXPECT_EQ(experiment.dataset.settings.real("noise"), 0.1);
  ASSERT_EQ(experiment.network.layers.size(), 2U);
  EXPECT_EQ(experiment.network.layers[0].kind.settings.integer("units"), 32);
  EXPECT_EQ(experiment.network.layers[0].activation.name, "relu");
  EXPECT_EQ(experiment.network.layers[1].activation.name, "");
  EXPECT_EQ(experiment.batch_size, 64);
  EXPECT_EQ(experiment.batch_reduction, BatchReduction::sum);
  EXPECT_EQ(experiment.stop.epochs, 50);
  EXPECT_EQ(experiment.stop.steps, std::nullopt);
  ASSERT_EQ(experiment.runs.size(), 2U);
  EXPECT_EQ(experiment.runs[0].method, Method::lfp);
  EXPECT_EQ(experiment.runs[0].rule.settings.real("epsilon"), 0.001);
  EXPECT_EQ(experiment.runs[0].optimiser.settings.real("learning_rate"), 1.0);
  EXPECT_EQ(experiment.runs[0].clip_norm, 3.0);
  EXPECT_EQ(experiment.runs[1].method, Method::gradient);
  EXPECT_EQ(experiment.runs[1].clip_norm, std::nullopt);
}

TEST(ExperimentJson, FillsInWhatTheFileLeavesOut) {
  const auto experiment = parse_experiment(
      R"({"format": "lfplab-experiment", "version": 1, "dataset": {"kind": "moons"},
          "network": {"layers": [{"kind": "dense", "units": 2}]}, "runs": [{"name": "A", "method": "lfp"}]})",
      "");
  EXPECT_EQ(experiment.seed, 1U);
  EXPECT_EQ(experiment.batch_size, 128);
  EXPECT_EQ(experiment.batch_reduction, BatchReduction::mean);
  EXPECT_EQ(experiment.network.initialiser, "kaiming_uniform");
  EXPECT_TRUE(experiment.dataset.settings.has("noise"));
  EXPECT_EQ(experiment.runs[0].rule.name, "epsilon");
  EXPECT_TRUE(experiment.runs[0].rule.settings.has("epsilon"));
  EXPECT_TRUE(experiment.runs[0].optimiser.settings.has("momentum"));
  EXPECT_EQ(experiment.stop, StopSpec{});
}

TEST(ExperimentJson, ActivationIsANameOrAnObjectWithSettings) {
  const auto named = parse_experiment(with("\"relu\"", "\"leaky_relu\""), "");
  const auto set =
      parse_experiment(with("\"relu\"", R"({"name": "leaky_relu", "negative_slope": 0.25})"), "");
  EXPECT_EQ(named.network.layers[0].activation.name, "leaky_relu");
  EXPECT_EQ(set.network.layers[0].activation.settings.real("negative_slope"), 0.25);
}

TEST(ExperimentJson, APresetStandsForARuleWithItsSettings) {
  const auto rule_of = [](const std::string& rule) {
    return parse_experiment(with(R"({ "name": "epsilon", "epsilon": 0.001 })", rule), "two.json")
        .runs[0]
        .rule;
  };
  const Choice named = rule_of(R"("alpha_beta_1_0")");
  EXPECT_EQ(named.name, "alpha_beta");
  EXPECT_EQ(named.settings.real("alpha"), 1);
  EXPECT_EQ(named.settings.real("beta"), 0);
  EXPECT_EQ(named, rule_of(R"({ "name": "alpha_beta", "alpha": 1, "beta": 0 })"));
  EXPECT_EQ(rule_of(R"("alpha_beta_2_1")"), rule_of(R"("alpha_beta")"));
  EXPECT_EQ(rule_of(R"({ "name": "alpha_beta_1_0", "epsilon": 0.5 })").settings.real("epsilon"), 0.5);
}

TEST(ExperimentJson, WhatIsWrittenReadsBackAsTheSameValue) {
  auto experiment = parse_experiment(spirals, "");
  experiment.name = "Spirals \"δ\"\n";
  experiment.seed = std::numeric_limits<std::uint64_t>::max();
  experiment.dataset.settings.set("noise", 0.1 + 0.2);
  experiment.runs[0].rule.settings.set("epsilon", 1e-300);
  experiment.runs[0].optimiser.settings.set("learning_rate", 1.0 / 3.0);
  experiment.runs[0].composite = {{.layer = 2, .rule = experiment.runs[0].rule}};
  experiment.runs[1].rule = experiment.runs[0].rule;
  experiment.runs[1].clip_norm = 1e-7;
  experiment.stop.steps = 123456789;
  experiment.network.layers[0].activation =
      parse_experiment(with("\"relu\"", "\"elu\""), "").network.layers[0].activation;
  const auto text = to_json(experiment);
  EXPECT_EQ(parse_experiment(text, ""), experiment) << text;
  EXPECT_EQ(to_json(parse_experiment(text, "")), text);
}

TEST(ExperimentJson, KeysComeInTheOrderOfTheFormat) {
  const auto text = to_json(parse_experiment(spirals, ""));
  std::size_t last = 0;
  for (const char* key :
       {"\"format\"", "\"version\"", "\"name\"", "\"seed\"", "\"dataset\"", "\"kind\"", "\"network\"",
        "\"initialiser\"", "\"layers\"", "\"batch_size\"", "\"batch_reduction\"", "\"stop\"", "\"runs\"",
        "\"method\"", "\"rule\"", "\"feedback\"", "\"optimiser\"", "\"clip_norm\""}) {
    const auto at = text.find(key);
    ASSERT_NE(at, std::string::npos) << key;
    EXPECT_GT(at + 1, last) << key;
    last = at;
  }
}

TEST(ExperimentJson, UnknownKeysAreNamedWithTheirPath) {
  EXPECT_STARTS(complaint_with("\"seed\"", "\"seeds\""), "two.json: seeds: the key is not known.");
  EXPECT_STARTS(complaint_with("\"epsilon\": 0.001", "\"epsilom\": 0.001"),
                "two.json: runs[0].rule.epsilom: the key is not known.");
  EXPECT_STARTS(complaint_with("\"samples\"", "\"sample\""),
                "two.json: dataset.sample: the key is not known.");
  EXPECT_STARTS(complaint_with("\"units\": 2 ", "\"unit\": 2 "),
                "two.json: network.layers[1].unit: the key is not known.");
  EXPECT_STARTS(complaint_with("\"epochs\"", "\"epoch\""), "two.json: stop.epoch: the key is not known.");
  EXPECT_STARTS(complaint_with("\"clip_norm\"", "\"clip\""), "two.json: runs[0].clip: the key is not known.");
}

TEST(ExperimentJson, WrongTypesAreNamedWithTheirPath) {
  EXPECT_STARTS(complaint_with("\"epsilon\": 0.001", "\"epsilon\": \"small\""),
                "two.json: runs[0].rule.epsilon: ");
  EXPECT_STARTS(complaint_with("\"seed\": 7", "\"seed\": -7"), "two.json: seed: ");
  EXPECT_STARTS(complaint_with("\"seed\": 7", "\"seed\": 7.5"), "two.json: seed: ");
  EXPECT_STARTS(complaint_with("\"batch_size\": 64", "\"batch_size\": \"64\""), "two.json: batch_size: ");
  EXPECT_STARTS(complaint_with("\"units\": 32", "\"units\": 32.5"), "two.json: network.layers[0].units: ");
  EXPECT_STARTS(complaint_with("\"units\": 32", "\"units\": [32]"), "two.json: network.layers[0].units: ");
  EXPECT_STARTS(complaint_with("{ \"epochs\": 50 }", "50"), "two.json: stop: ");
  EXPECT_STARTS(complaint_with("\"name\": \"Two spirals\"", "\"name\": 2"), "two.json: name: ");
  EXPECT_STARTS(complaint_with("3.0", "true"), "two.json: runs[0].clip_norm: ");
  EXPECT_STARTS(complaint("[1, 2]"), "two.json: the value has the wrong type.");
}

TEST(ExperimentJson, ValuesOutOfRangeAreNamedWithTheirPath) {
  EXPECT_STARTS(complaint_with("\"epsilon\": 0.001", "\"epsilon\": -1"),
                "two.json: runs[0].rule.epsilon: -1 ");
  EXPECT_STARTS(complaint_with("\"units\": 32", "\"units\": 0"), "two.json: network.layers[0].units: 0 ");
  EXPECT_STARTS(complaint_with("\"batch_size\": 64", "\"batch_size\": 0"), "two.json: batch_size: 0 ");
  EXPECT_STARTS(complaint_with("\"epochs\": 50", "\"epochs\": -3"), "two.json: stop.epochs: -3 ");
  EXPECT_STARTS(complaint_with("3.0", "0"), "two.json: runs[0].clip_norm: 0 ");
  EXPECT_STARTS(complaint_with("0.001", "1e999"), "two.json: this is not valid JSON");
  EXPECT_STARTS(complaint_with("0.001", "NaN"), "two.json, line ");
}

TEST(ExperimentJson, UnknownNamesAreAnsweredWithTheKnownOnes) {
  const auto rule = complaint_with("\"name\": \"epsilon\"", "\"name\": \"epsilons\"");
  EXPECT_STARTS(rule, "two.json: runs[0].rule.name: there is no \"epsilons\".");
  EXPECT_NE(rule.find("epsilon, zero"), std::string::npos) << rule;
  EXPECT_STARTS(complaint_with("\"spirals\"", "\"spiral\""),
                "two.json: dataset.kind: there is no \"spiral\".");
  EXPECT_STARTS(complaint_with("\"relu\"", "\"ReLU\""),
                "two.json: network.layers[0].activation: there is no");
  EXPECT_STARTS(complaint_with("kaiming_uniform", "kaiming"),
                "two.json: network.initialiser: there is no \"kaiming\"");
  EXPECT_STARTS(complaint_with("\"lfp\"", "\"LFP\""), "two.json: runs[0].method: there is no \"LFP\"");
  EXPECT_STARTS(complaint_with("cross_entropy", "mse"), "two.json: runs[1].loss: there is no \"mse\"");
  EXPECT_STARTS(complaint_with("\"sum\"", "\"median\""), "two.json: batch_reduction: there is no \"median\"");
}

TEST(ExperimentJson, MissingKeysAreNamed) {
  EXPECT_STARTS(complaint_with("\"method\": \"lfp\", ", ""), "two.json: runs[0].method: the key is missing.");
  EXPECT_STARTS(complaint_with("\"kind\": \"spirals\", ", ""), "two.json: dataset.kind: the key is missing.");
  EXPECT_STARTS(complaint("{}"), "two.json: format: the key is missing.");
  EXPECT_STARTS(complaint(R"({"format": "lfplab-experiment", "version": 1})"),
                "two.json: dataset: the key is missing.");
}

TEST(ExperimentJson, AtLeastOneLayerAndOneRun) {
  const auto layers_start = spirals.find("[ { \"kind\"");
  const auto layers_end = spirals.find("] }", layers_start);
  EXPECT_STARTS(complaint(std::string(spirals).replace(layers_start, layers_end + 1 - layers_start, "[]")),
                "two.json: network.layers: there is no layer.");
  const auto runs_start = spirals.find("[ { \"name\"");
  EXPECT_STARTS(complaint(spirals.substr(0, runs_start) + "[] }"), "two.json: runs: there is no run.");
}

TEST(ExperimentJson, TwoRunsOfOneNameAreAnError) {
  EXPECT_STARTS(complaint_with("\"Gradient\"", "\"LFP-epsilon\""),
                "two.json: runs[1].name: another run is called \"LFP-epsilon\" already.");
}

TEST(ExperimentJson, AKeyThatComesTwiceIsAnError) {
  EXPECT_STARTS(complaint_with("\"seed\": 7", "\"seed\": 7, \"seed\": 8"),
                "two.json: the key \"seed\" comes twice");
}

TEST(ExperimentJson, CompositeRulesNameALayerThatIsThere) {
  const std::string composite = R"("clip_norm": 3.0, "composite": [{"layer": 2, "rule": {"name": "zero"}}])";
  const auto experiment = parse_experiment(with("\"clip_norm\": 3.0", composite), "");
  ASSERT_EQ(experiment.runs[0].composite.size(), 1U);
  EXPECT_EQ(experiment.runs[0].composite[0].layer, 2);
  EXPECT_EQ(experiment.runs[0].composite[0].rule.name, "zero");
  EXPECT_STARTS(complaint_with("3.0", R"(3.0, "composite": [{"layer": 3, "rule": {"name": "zero"}}])"),
                "two.json: runs[0].composite[0].layer: there is no layer 3.");
  EXPECT_STARTS(complaint_with("3.0", R"(3.0, "composite": [{"layer": 1, "rule": {"name": "one"}}])"),
                "two.json: runs[0].composite[0].rule.name: there is no \"one\".");
}

TEST(ExperimentJson, SyntaxErrorsNameLineAndColumn) {
  EXPECT_STARTS(complaint("{\n  \"format\": \"lfplab-experiment\",\n  \"version\" 1 }"),
                "two.json, line 3, column 13: ");
  EXPECT_STARTS(complaint(""), "two.json, line 1, column 1: ");
  EXPECT_STARTS(complaint(spirals.substr(0, 200)), "two.json, line ");
}

TEST(ExperimentJson, OtherFormatsAndNewerVersionsAreTurnedDown) {
  EXPECT_STARTS(complaint_with("lfplab-experiment", "lfplab-weights"), "two.json: format: ");
  const auto newer = complaint_with("\"version\": 1", "\"version\": 2, \"mood\": \"new\"");
  EXPECT_NE(newer.find("made by a newer LFP Lab"), std::string::npos) << newer;
}

TEST(ExperimentJson, AFileIsReadWithItsFolder) {
  const TemporaryFolder folder;
  const auto file = folder.write("two.json", spirals);
  const auto experiment = load_experiment(file);
  EXPECT_EQ(experiment.folder, folder.path());
  EXPECT_EQ(experiment.name, "Two spirals");
  EXPECT_STARTS(error_text([&] { load_experiment(folder / "none.json"); }),
                (folder / "none.json").string() + ": there is no such file.");
  EXPECT_STARTS(error_text([&] { load_experiment(folder.path()); }),
                folder.path().string() + ": this is a folder.");
}

TEST(ExperimentJson, AFileInUtf16IsReadLikeAnyOther) {
  const TemporaryFolder folder;
  std::string wide = "\xFF\xFE";
  for (const char letter : std::string(spirals)) wide += std::string{letter, '\0'};
  EXPECT_EQ(load_experiment(folder.write("wide.json", wide)).name, "Two spirals");
}

TEST(ExperimentJson, AbsolutePathsKeepTheDatasetWhenTheFileMoves) {
  auto text = with(R"("kind": "spirals", "samples": 1000, "noise": 0.1, "test_fraction": 0.2)",
                   R"("kind": "idx", "images": "data/../images.gz", "labels": "/elsewhere/labels.gz")");
  auto experiment = parse_experiment(text, "");
  experiment.folder = "/home/ada";
  const auto moved = with_absolute_paths(experiment);
  EXPECT_EQ(moved.dataset.settings.text("images"), "/home/ada/images.gz");
  EXPECT_EQ(moved.dataset.settings.text("labels"), "/elsewhere/labels.gz");
}

}  // namespace
}  // namespace lfp::test::experiment_reader_test
