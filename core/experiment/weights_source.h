#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace lfp {

class JsonNode;

/// Where initial weights come from if the initialiser doesn't draw all of them: from a file, or from an
/// experiment that is trained first.
///     "weights": { "file": "a.npz", "layers": "body", "mix": 0.3 }
///     "weights": { "experiment": { "format": "lfplab-experiment", ... }, "run": "LFP-ε" }
struct WeightsSource {
  /// Weights in a format that can be read, or a session. Relative paths start at the experiment's folder.
  std::string file;
  /// In place of a file: an experiment as JSON. It is trained with the seed of the one that it belongs to.
  std::string experiment;
  /// Which run's weights to take from a session or an experiment. Empty: each run takes those of the run with
  /// its name, else of the first one with its method, else of the first.
  std::string run;
  /// "all" layers, "body" (all but the last that learns), or "" where `layers` lists them.
  std::string part = "all";
  std::vector<int> layers;  ///< from 1
  /// The known weights' part: w = mix * known + (1 - mix) * drawn by the initialiser. 0..1
  double mix = 1;
  bool operator==(const WeightsSource&) const = default;
};

/// Reads the object; throws Error at its place.
WeightsSource read_weights_source(const JsonNode& node);
nlohmann::ordered_json weights_source_json(const WeightsSource& source);

}  // namespace lfp
