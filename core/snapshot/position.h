#pragma once

#include <cstdint>

namespace lfp {

/// Where training stands.
enum class PhaseKind { forward, output_feedback, distribute, update };
struct Phase {
  PhaseKind kind = PhaseKind::forward;
  int layer = 0;  ///< for distribute: the layer, from 0
  bool operator==(const Phase&) const = default;
};
struct Position {
  std::int64_t step = 0;   ///< whole batches trained
  std::int64_t epoch = 0;  ///< whole epochs trained
  std::int64_t batch = 0;  ///< batches of the current epoch already trained
  std::int64_t batches_per_epoch = 0;
  Phase next_phase;  ///< forward: between two steps
  bool operator==(const Position&) const = default;
};

}  // namespace lfp
