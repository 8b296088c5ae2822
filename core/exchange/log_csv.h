#pragma once

#include "core/snapshot/run_snapshot.h"

#include <span>
#include <string>

namespace lfp {

/// The log of all runs, one after another, as comma-separated text with the columns run, step, epoch,
/// train_accuracy, test_accuracy, loss, mean_feedback, then feedback_norm_1 .. feedback_norm_L and flips_1 ..
/// flips_L for the L layers.
std::string log_csv(std::span<const RunSnapshot> runs);

}  // namespace lfp
