#pragma once

#include "core/experiment/pruning.h"
#include "core/snapshot/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// The test scores that were seen with fractions of the weights removed: of one step, criterion and scope. It
/// begins anew where one of these changes.
class PruningTrials {
 public:
  /// Takes down the scores of the runs that were tested at this step.
  void note(const Snapshot& snapshot, const Pruning& pruning);

  /// By fraction removed, 0..1, the test score of that run.
  const std::map<double, double>& of(std::size_t run) const;
  std::size_t runs() const { return scores_.size(); }
  /// The score of a run while none of its weights were removed.
  std::optional<double> whole(std::size_t run) const;

 private:
  std::uint64_t generation_ = 0;
  std::int64_t step_ = -1;
  std::string by_;
  std::string scope_;
  std::vector<std::map<double, double>> scores_;
};

/// The part of a run's weights that is removed, 0..1.
double removed_fraction(const RunSnapshot& run);

}  // namespace lfp
