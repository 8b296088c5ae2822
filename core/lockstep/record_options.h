#pragma once

#include <cstddef>
#include <limits>

namespace lfp {

/// What is recorded beyond the numbers of every step.
struct RecordOptions {
  bool raster = false;  ///< RunHistory::raster: mean feedback of every unit at every step
  bool past = false;    ///< the key frames that going back needs
  /// No key frames are kept after all where one would take more bytes.
  std::size_t largest_frame = std::numeric_limits<std::size_t>::max();
};

}  // namespace lfp
