#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace lfp {

class JsonNode;

/// Weights to be removed: set to zero and held there. Biases stay.
///     "prune": { "by": "magnitude", "fraction": 0.9, "scope": "global" }
struct Pruning {
  /// One of pruning_criteria().
  std::string by = "magnitude";
  /// The part of the weights to remove, 0..1.
  double fraction = 0;
  /// "global": one threshold for all layers. "layer": that fraction of each layer.
  std::string scope = "global";
  bool operator==(const Pruning&) const = default;
};

/// What the weights that go are chosen by; those with the smallest value go first:
///   magnitude  |w|
///   feedback   the sum over the batches of the training set of |what moves the weight|: for LFP its share
///              times its sign, for gradient descent w times the negative derivative of the loss
///   movement   |w - w_0|, how far it has moved in training
///   random     a number drawn from the experiment's seed
const std::vector<std::string>& pruning_criteria();

/// Reads the object; throws Error at its place.
Pruning read_pruning(const JsonNode& node);
nlohmann::ordered_json pruning_json(const Pruning& pruning);

}  // namespace lfp
