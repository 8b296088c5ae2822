#pragma once

namespace lfp {

/// What is recorded beyond the numbers of every step.
struct RecordOptions {
  bool raster = false;  ///< RunHistory::raster: mean feedback of every unit at every step
  bool past = false;    ///< the key frames that going back needs
};

}  // namespace lfp
