#pragma once

#include "core/snapshot/snapshot.h"

#include <cstddef>
#include <vector>

namespace lfp {

/// What of several runs is shown.
struct RunChoice {
  enum class Kind { all, one, difference };
  Kind kind = Kind::all;
  std::size_t run = 0;  ///< for one
  bool operator==(const RunChoice&) const = default;
};

/// Marks a view that shows the runs side by side, and can show one of them alone or A − B instead.
class SideBySide {
 public:
  virtual ~SideBySide() = default;

  const RunChoice& run_choice() const { return choice_; }
  void choose_runs(const RunChoice& choice);

 protected:
  virtual void runs_chosen() = 0;
  /// The runs that are shown; of the difference A. Where a choice does not go with the runs there are: all.
  std::vector<std::size_t> shown_runs(const Snapshot& snapshot) const;
  bool shows_difference(const Snapshot& snapshot) const;
  /// A to D show one run, and again all; D where there is no run D the difference. True if `key` did
  /// something.
  bool choose_runs_by_key(int key, const Snapshot& snapshot);

 private:
  RunChoice choice_;
};

}  // namespace lfp
