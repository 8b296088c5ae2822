#pragma once

#include "core/study/training_result.h"

#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// A number by which runs of a study are compared.
struct Measure {
  std::string name;     ///< in study files, in the store and in tables: "test_accuracy"
  std::string label;    ///< on screen: "Test accuracy"
  std::string summary;  ///< one sentence
  bool more_is_better = true;
  bool logarithmic = false;  ///< best shown on a logarithmic scale
  bool is_fraction = false;  ///< shown in per cent
  /// None where the run has no such number: epochs to a target that it has not reached.
  std::optional<double> (*value)(const RunResult& run) = nullptr;
  /// The same of a single layer; null where it is not told of layers.
  std::optional<double> (*of_layer)(const LayerResult& layer) = nullptr;
  /// And of all layers together at a point of a curve.
  std::optional<double> (*in_curve)(const CurvePoint& point) = nullptr;
};

/// In the order of menus.
const std::vector<Measure>& measures();
std::vector<std::string> measure_names();
/// Whether one of these measures is told of layers: then curves have a number for each of them.
bool tell_of_layers(const std::vector<std::string>& measures);
/// Null where there is none of that name.
const Measure* find_measure(const std::string& name);

}  // namespace lfp
