#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/views/export/export_work.h"

#include <cstddef>
#include <optional>

namespace lfp {

/// What a table of recorded feedback is made of.
struct RasterTable {
  SnapshotPointer snapshot;
  std::size_t run = 0;
  std::optional<std::size_t> subtracted;  ///< the run taken off it, for A − B
  std::optional<int> layer;               ///< from 0; all without one
};

/// A row for each recorded step, a column for each neuron. Null where nothing is recorded.
ExportWork raster_table(const RasterTable& wanted);

}  // namespace lfp
