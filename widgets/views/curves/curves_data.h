#pragma once

#include "core/snapshot/snapshot.h"

#include <QString>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

enum class CurveKind { accuracy, loss, feedback_norm, mean_feedback, flips };

/// What one plot shows of every run. `layer` (from 0) counts for feedback norms and flips; the accuracy of
/// values is R².
struct CurveTopic {
  CurveKind kind = CurveKind::accuracy;
  std::size_t layer = 0;
  bool of_values = false;
  bool operator==(const CurveTopic&) const = default;
};

/// A number, and the step that it was measured at.
struct CurveValue {
  double value = 0;
  std::int64_t step = 0;
};

/// A quantity of one run over its steps, x rising.
struct Curve {
  std::vector<double> x;
  std::vector<double> y;
  double half_bin = 0.0;  ///< each value is the mean of the steps from x - half_bin to x + half_bin

  bool empty() const { return x.empty(); }
  /// The index of the value that holds at `step`: measured then or last before.
  std::optional<std::size_t> at(double step) const;
};

/// What was measured on the test set (accuracy and loss, at epochs' ends and, while paused, now; empty for
/// other topics), and what every training batch gave.
struct MeasuredCurves {
  Curve test;
  Curve batch;
};

/// A topic of one run up to the present step, and what lies ahead of it after going back.
struct RunCurves {
  CurveTopic topic;
  MeasuredCurves now;
  MeasuredCurves ahead;               ///< from the last values of the present on; empty where nothing does
  std::int64_t step = 0;              ///< the present one
  std::optional<CurveValue> present;  ///< the newest, exact; recorded means over steps need not hold it

  /// The curve that stands for the run: thick in plots, read by the cross-hair.
  const Curve& main() const { return main_of(now); }
  const Curve& main_ahead() const { return main_of(ahead); }
  bool has_thin() const;
  /// The one of these two that the cross-hair reads at `step`.
  const Curve& read_at(std::int64_t step) const;
  /// The newest value without a step, with one that which holds at `step`: measured then or last before.
  /// Nothing where nothing was measured.
  std::optional<CurveValue> value(std::optional<std::int64_t> step) const;

 private:
  const Curve& main_of(const MeasuredCurves& curves) const;
};

RunCurves run_curves(const Snapshot& snapshot, std::size_t run, CurveTopic topic);

/// A's values less B's, where both have one.
RunCurves curve_difference(const RunCurves& a, const RunCurves& b);

/// Every recorded row of every run that is shown: "batch" rows are means over `steps` batches, "epoch" rows
/// were measured on the test set.
QString curves_csv(const Snapshot& snapshot, const std::vector<bool>& shown);
/// The same of A's values less B's.
QString curve_difference_csv(const Snapshot& snapshot);

}  // namespace lfp
