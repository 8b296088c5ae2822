#pragma once

#include "core/study/study.h"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>

namespace lfp {

/// Makes the experiments of a study's cells. Numeric settings are set directly; everything else that the axes
/// change is applied through JSON once and then cached. Thread-safe.
class CellExperiments {
 public:
  explicit CellExperiments(std::shared_ptr<const Study> study);

  /// Returns the experiment that `lfplab train` would train for the cell and seed. Throws Error if the
  /// combination of values is not valid.
  Experiment experiment(std::int64_t cell, std::uint64_t seed);

 private:
  using Position = std::vector<std::int64_t>;
  std::shared_ptr<const Experiment> without_numbers(const Position& position);

  std::shared_ptr<const Study> study_;
  std::vector<bool> is_number_;  // one per axis
  std::mutex mutex_;
  std::map<Position, std::shared_ptr<const Experiment>> kept_;
};

}  // namespace lfp
