#pragma once

#include "core/base/registry.h"
#include "core/base/shape.h"
#include "core/experiment/experiment.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace lfp {

/// A known architecture, cut to fit the data.
struct PresetEntry {
  EntryInfo info;
  /// The network for samples of that shape with `outputs` outputs. Throws Error at "network" where the
  /// samples are too small for it, or no images where it needs them.
  std::function<NetworkSpec(const Shape& input, std::int64_t outputs)> make;
};

/// In the order of menus: from the smallest to the largest, spiking ones last.
const std::vector<PresetEntry>& preset_entries();

}  // namespace lfp
