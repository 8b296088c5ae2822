#pragma once

#include "core/network/network.h"
#include "core/snapshot/convergence.h"
#include "core/training/passed_sample.h"
#include "core/training/run_state.h"

#include <optional>
#include <vector>

namespace lfp {

/// Looks whether the conditions hold under which LFP raises the reward at every step (Weber et al., LFP:
/// for ReLU networks LFP-0 moves each weight by |w| times the slope of the reward). The next step is tried on
/// a copy of the network. Keeps the room that this needs.
class ConvergenceScan {
 public:
  /// Nothing for a run of gradient descent.
  std::optional<Convergence> scan(const RunState& run);

 private:
  PassedSample& next_batch(const RunState& run);
  PassedSample& measured_samples(const RunState& run);
  void move_a_copy(const RunState& run, std::int64_t samples);
  void measure_gain(const RunState& run, Convergence& convergence);

  std::optional<PassedSample> batch_;
  std::optional<PassedSample> measured_;
  std::optional<Network> copy_;
  std::vector<Parameters> feedback_;  // of the next batch
  std::vector<Parameters> slope_;     // of the reward, over the measured samples
};

}  // namespace lfp
