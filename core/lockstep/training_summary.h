#pragma once

#include "core/lockstep/lockstep.h"

#include <cstdint>
#include <string>

namespace lfp {

/// What the runs themselves do not know about their training.
struct TrainingCourse {
  double seconds = 0;           ///< of training
  std::int64_t first_step = 0;  ///< where it began
  bool is_interrupted = false;  ///< by a person or the system, before its end
};

/// The content of `summary.json`: signature, seconds, whether training was interrupted, and for each run its
/// steps, scores, divergence and sign changes.
std::string summary_json(const Lockstep& lockstep, const TrainingCourse& course);

}  // namespace lfp
