#pragma once

#include "core/experiment/with_values.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// One value of an axis.
struct AxisValue {
  std::string label;                 ///< in texts: "0.001", "epsilon"; of a range, with six digits
  std::vector<ValueChange> changes;  ///< what it makes of the experiment
  std::optional<double> number{};    ///< where it is one
};

/// Evenly spaced values, or on a logarithmic scale evenly spaced exponents; both ends are among them.
struct AxisRange {
  double from = 0;
  double to = 1;
  std::int64_t steps = 2;
  bool logarithmic = false;
  bool whole = false;  ///< values are rounded, for a setting that is a whole number
  bool operator==(const AxisRange&) const = default;
};

/// What a study varies: a setting by its path, over a range or a list of values. Values of a list may bring
/// several settings each; such an axis has a label and no path.
struct Axis {
  std::string path;                ///< "runs[*].rule" stands for all runs, "network.layers[*]" for all layers
  std::string label;               ///< "" where the path is all there is
  std::optional<AxisRange> range;  ///< else `values`
  std::vector<AxisValue> values{};
  std::vector<std::string>
      places{};  ///< of `path`, one for each run or layer it stands for; empty: just the path

  /// How tables call it: the path, or the label where there is none.
  const std::string& name() const { return path.empty() ? label : path; }
  const std::string& title() const { return label.empty() ? path : label; }
  std::int64_t count() const;
  /// Made anew each time: a range may have any number of them.
  AxisValue at(std::int64_t index) const;
  /// What a value makes of what is at the path.
  std::vector<ValueChange> changes_to(const std::string& value) const;
  /// Whether all values are numbers, so that they can be drawn along a scale.
  bool is_numeric() const;
  bool is_logarithmic() const;
};

/// The value of a range at `index`, which need not be a whole number.
double value_at(const AxisRange& range, double index);

}  // namespace lfp
