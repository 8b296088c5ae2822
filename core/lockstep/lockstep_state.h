#pragma once

#include "core/lockstep/key_frames.h"
#include "core/training/trainer.h"

#include <memory>
#include <vector>

namespace lfp {

/// All that training changes in the runs of an experiment, between two steps, and the way that led there.
struct LockstepState {
  std::shared_ptr<const Experiment> experiment;  ///< as the runs are set now
  std::vector<TrainerState> runs;
  bool repeatable = true;   ///< Snapshot::repeatable
  KeyFrameParts past = {};  ///< where one is kept
};

}  // namespace lfp
