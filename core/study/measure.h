#pragma once

#include "core/study/training_result.h"

#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// A quantity by which the runs of a study are compared.
struct Measure {
  std::string name;     ///< as in study files, the store and tables: "test_accuracy"
  std::string label;    ///< as on screen: "Test accuracy"
  std::string summary;  ///< one sentence
  bool more_is_better = true;
  bool logarithmic = false;  ///< best shown on a logarithmic scale
  bool is_fraction = false;  ///< shown as a percentage
  /// Returns nothing if the run has no such value, such as epochs to a target that it did not reach.
  std::optional<double> (*value)(const RunResult& run) = nullptr;
  /// The same for a single layer; null if the measure is not defined for layers.
  std::optional<double> (*of_layer)(const LayerResult& layer) = nullptr;
  /// The same for all layers together at one point of a curve.
  std::optional<double> (*in_curve)(const CurvePoint& point) = nullptr;
};

/// All measures, in the order of the menus.
const std::vector<Measure>& measures();
std::vector<std::string> measure_names();
/// Whether any of these measures is defined for layers; curves then hold values for each layer.
bool tell_of_layers(const std::vector<std::string>& names);
/// Returns null if there is no measure of that name.
const Measure* find_measure(const std::string& name);

}  // namespace lfp
