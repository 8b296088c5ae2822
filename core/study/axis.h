#pragma once

#include "core/experiment/with_values.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// One value of an axis.
struct AxisValue {
  std::string label;                 ///< as shown: "0.001", "epsilon"; for a range, rounded to six digits
  std::vector<ValueChange> changes;  ///< the changes that this value makes to the experiment
  std::optional<double> number{};    ///< empty if the value is not a number
};

/// Evenly spaced values or, on a logarithmic scale, evenly spaced exponents, including both ends.
struct AxisRange {
  double from = 0;
  double to = 1;
  std::int64_t steps = 2;
  bool logarithmic = false;
  bool whole = false;  ///< values are rounded, for a setting that must be a whole number
  bool operator==(const AxisRange&) const = default;
};

/// What a study varies: a setting given by its path, over a range or a list of values. Values of a list may
/// change several settings at once; such an axis has a label and no path.
struct Axis {
  std::string path;                ///< "runs[*].rule" stands for all runs, "network.layers[*]" for all layers
  std::string label;               ///< "" if there is only a path
  std::optional<AxisRange> range;  ///< if empty, `values` is used
  std::vector<AxisValue> values{};
  std::vector<std::string>
      places{};  ///< paths that `path` stands for, one per run or layer; empty: just `path`

  /// The name used in tables: the path, or the label if there is no path.
  const std::string& name() const { return path.empty() ? label : path; }
  const std::string& title() const { return label.empty() ? path : label; }
  std::int64_t count() const;
  /// Computes the value on each call, because a range may have any number of values.
  AxisValue at(std::int64_t index) const;
  /// Returns the changes that set everything the path stands for to `value`.
  std::vector<ValueChange> changes_to(const std::string& value) const;
  /// Whether all values are numbers, so that they can be plotted along a numeric axis.
  bool is_numeric() const;
  bool is_logarithmic() const;
};

/// The order in which maps take the axes: numeric ones first, x before y.
std::vector<std::size_t> map_order(const std::vector<Axis>& axes);

/// The value of a range at `index`, which may be fractional.
double value_at(const AxisRange& range, double index);

}  // namespace lfp
