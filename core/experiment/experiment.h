#pragma once

#include "core/base/settings.h"
#include "core/experiment/pruning.h"
#include "core/experiment/weights_source.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

enum class Method { lfp, gradient };

/// How the feedback to parameters is combined over a batch: the mean keeps learning rates independent of the
/// batch size, the sum is the reference's convention.
enum class BatchReduction { mean, sum };

/// One layer as a person builds it: `{"kind": "dense", "units": 32, "activation": "relu"}`. An empty
/// activation name means none. A frozen layer keeps its parameters.
struct LayerSpec {
  Choice kind;
  Choice activation;
  bool frozen = false;
  bool operator==(const LayerSpec&) const = default;
};

/// `steps` and `coding` count for networks with spiking layers: for how many time steps a sample is shown,
/// and how (constant, or as spikes: rate, latency).
struct NetworkSpec {
  std::string initialiser = "kaiming_uniform";
  double initial_value = 0.5;  ///< of the constant initialiser
  std::int64_t steps = 15;
  std::string coding = "constant";
  std::optional<WeightsSource> weights;  ///< in place of some or all of the initialiser's
  std::optional<Pruning> prune;          ///< before the first step
  std::vector<LayerSpec> layers;
  bool operator==(const NetworkSpec&) const = default;
};

/// A rule for one layer where it differs from the run's: `{"layer": 1, "rule": {...}}`, layers from 1.
struct LayerRule {
  int layer = 1;
  Choice rule;
  bool operator==(const LayerRule&) const = default;
};

/// One method with its settings. `rule`, `composite` and `feedback` count for Method::lfp, `loss` and
/// `surrogate` (what stands in for the derivative of a step) for Method::gradient. Clipping by value comes
/// before clipping by norm.
struct RunSpec {
  std::string name;
  Method method = Method::lfp;
  Choice rule{.name = "epsilon", .settings = {}};
  std::vector<LayerRule> composite;
  Choice feedback{.name = "softmax", .settings = {}};
  std::string loss = "cross_entropy";
  std::string surrogate = "none";
  Choice optimiser{.name = "sgd", .settings = {}};
  Choice schedule{.name = "constant", .settings = {}};
  std::optional<double> clip_norm;
  std::optional<double> clip_value;
  bool operator==(const RunSpec&) const = default;
};

/// When training ends by itself: whichever comes first; neither means never. 0 steps leave the initial
/// weights.
struct StopSpec {
  std::optional<std::int64_t> epochs;
  std::optional<std::int64_t> steps;
  bool operator==(const StopSpec&) const = default;
};

/// Everything needed to repeat a piece of work to the bit: data, network, runs, seed. A value.
struct Experiment {
  std::string name;
  std::uint64_t seed = 1;
  Choice dataset{.name = "spirals", .settings = {}};
  bool autoencode = false;  ///< the outputs are to be the inputs, whatever the labels
  NetworkSpec network;
  std::int64_t batch_size = 128;
  BatchReduction batch_reduction = BatchReduction::mean;
  StopSpec stop;
  std::vector<RunSpec> runs;
  /// Relative paths start here: the experiment file's folder. Not written to JSON.
  std::filesystem::path folder;
  bool operator==(const Experiment&) const = default;
};

/// Reads an experiment from JSON text. Throws Error with the path of the offending key
/// ("runs[0].rule.epsilon") after `source` (a file name or ""), for wrong types, unknown keys and entries,
/// values out of range and missing keys.
Experiment parse_experiment(const std::string& json, const std::string& source);
/// Reads the file and remembers its folder. Throws Error.
Experiment load_experiment(const std::filesystem::path& file);
/// JSON text that reads back as the same value (with the fallbacks filled in).
std::string to_json(const Experiment& experiment);

}  // namespace lfp
