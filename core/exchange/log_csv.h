#pragma once

#include "core/snapshot/run_snapshot.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace lfp {

/// What a log has columns for.
struct LogForm {
  std::size_t layers = 0;
  /// Rows are missing between others, as a long history thins out: a column says how many epochs lie between
  /// a row and the one before.
  bool is_thinned = false;
};

/// The names of the columns: run, step, epoch, train_accuracy, test_accuracy, loss, mean_feedback, then for L
/// layers feedback_norm_1 .. feedback_norm_L and flips_1 .. flips_L (weights, without biases, on the other
/// side of zero than at step 0), test_loss, and in a thinned log epochs_since_last_row.
std::string log_header(const LogForm& form);
/// One row of the log; `last_epoch` is that of the row before of the same run, 0 before the first.
std::string log_line(const std::string& run, const LogRow& row, std::int64_t last_epoch, const LogForm& form);
/// The columns that the logs of these runs need.
LogForm log_form(std::span<const RunSnapshot> runs);

/// The logs of all runs, one after another, as comma-separated text.
std::string log_csv(std::span<const RunSnapshot> runs);

}  // namespace lfp
