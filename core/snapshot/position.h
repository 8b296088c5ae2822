#pragma once

#include <cstdint>

namespace lfp {

/// The stage of a training step.
enum class PhaseKind { forward, output_feedback, distribute, update };
struct Phase {
  PhaseKind kind = PhaseKind::forward;
  int layer = 0;  ///< only for distribute: index of the layer, from 0
  bool operator==(const Phase&) const = default;
};
struct Position {
  std::int64_t step = 0;   ///< whole batches trained
  std::int64_t epoch = 0;  ///< whole epochs trained
  std::int64_t batch = 0;  ///< batches already trained in the current epoch
  std::int64_t batches_per_epoch = 0;
  Phase next_phase;  ///< forward means that training is between two steps
  bool operator==(const Position&) const = default;
};

}  // namespace lfp
