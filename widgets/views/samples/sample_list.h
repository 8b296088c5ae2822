#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/views/focus.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

/// Which samples of which set are to be seen.
struct SampleFilter {
  enum class Kind { all, wrong_in_run, wrong_in_any, unlike, cell };
  bool from_test = true;
  Kind kind = Kind::all;  ///< unlike: A and B answer differently
  std::size_t run = 0;    ///< for wrong_in_run
  ConfusionCell cell;     ///< for cell
  bool operator==(const SampleFilter&) const = default;
};

/// The set that the filter names, or the other one where that is empty.
bool shows_test(const Dataset& dataset, const SampleFilter& filter);
const Samples& samples_of(const Dataset& dataset, const SampleFilter& filter);
/// What a run makes of them; null where it has not been asked yet, and for values.
const Predictions* predictions_of(const Snapshot& snapshot, std::size_t run, const SampleFilter& filter);

/// The indices of the samples that pass, in order. Where there are no predictions only `all` lets samples
/// pass.
std::vector<std::int64_t> filtered(const Snapshot& snapshot, const SampleFilter& filter);

}  // namespace lfp
