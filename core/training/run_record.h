#pragma once

#include "core/snapshot/run_history.h"
#include "core/snapshot/timeline.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace lfp {

/// What one step of one run has shown.
struct StepResult {
  std::int64_t samples = 0;
  double accuracy = 0;                    ///< of the batch, before the update
  double loss = 0;                        ///< mean over the batch
  double mean_feedback = 0;               ///< over batch and outputs
  std::vector<double> feedback_norm;      ///< per layer
  std::vector<std::int64_t> flips;        ///< per layer, weights flipped since step 0
  std::vector<std::int64_t> to_positive;  ///< per layer, flips in this step to positive weights
  std::vector<std::int64_t> to_negative;  ///< per layer, and to negative ones
  std::vector<float> unit_feedback;       ///< mean over the batch, all layers in order
};

/// All that a run record holds, for writing it to a file and reading it again.
struct RunRecordParts {
  Timeline steps;
  Timeline raster;  ///< without columns where it is not recorded
  std::vector<std::shared_ptr<const LogRow>> log;
  LogRow open;  ///< sums since the last log row
  std::int64_t open_steps = 0;
  std::int64_t open_samples = 0;
  std::int64_t closed_rows = 0;
  std::int64_t log_stride = 1;  ///< the log has the closed rows whose number is a multiple of it
};

/// The past of one run: numbers of every step (averaged once there are very many), the feedback raster where
/// it is wanted, and the log: a row each time it is closed, up to `most_log_rows`. Beyond that every second
/// row is let go, again and again; those that are left, and the last one always, stay as they were.
class RunRecord {
 public:
  static constexpr std::size_t most_log_rows = 4096;

  RunRecord() = default;
  RunRecord(std::size_t layers, std::size_t units, bool with_raster);

  void add_step(const StepResult& result);
  /// Closes the log row that averages the steps since the last one. Call it only when has_open_row().
  void add_log_row(std::int64_t step, std::int64_t epoch, double test_accuracy, double test_loss,
                   const std::vector<std::int64_t>& flips);
  bool has_open_row() const { return open_steps_ > 0; }
  RunHistory history() const;
  /// The log row that was closed last; null before the first.
  std::shared_ptr<const LogRow> last_row() const { return log_.empty() ? nullptr : log_.back(); }
  /// The record as it is now, free to grow apart from this one.
  RunRecord branch() const;
  /// Calls `visit(address, bytes)` for every block that it holds.
  template <typename Visit>
  void visit_blocks(const Visit& visit) const {
    steps_.visit_blocks(visit);
    raster_.visit_blocks(visit);
  }
  RunRecordParts parts() const;
  /// `parts` have to have the columns of this record's own.
  void set_parts(RunRecordParts parts);
  /// A record of `steps` steps of which nothing is known: NaN, and 0 in the raster.
  void set_unknown(std::int64_t steps);

 private:
  void keep(std::shared_ptr<const LogRow> row);

  std::size_t layers_ = 0;
  Timeline steps_;
  Timeline raster_;
  std::vector<float> row_;  // room for one row of steps_
  std::vector<std::shared_ptr<const LogRow>> log_;
  std::int64_t closed_rows_ = 0;
  std::int64_t log_stride_ = 1;  // the rows whose number is a multiple of it are kept, and the last one
  LogRow open_;                  // sums since the last log row
  std::int64_t open_steps_ = 0;
  std::int64_t open_samples_ = 0;
};

}  // namespace lfp
