#pragma once

#include "core/study/study.h"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>

namespace lfp {

/// The experiments of a study's cells. Numbers among the settings are set directly; what else the axes change
/// goes by JSON once and is kept. Any thread may ask.
class CellExperiments {
 public:
  explicit CellExperiments(std::shared_ptr<const Study> study);

  /// The experiment that `lfplab train` would train for the cell and seed. Throws Error where the cell cannot
  /// exist.
  Experiment experiment(std::int64_t cell, std::uint64_t seed);

 private:
  using Position = std::vector<std::int64_t>;
  std::shared_ptr<const Experiment> without_numbers(const Position& position);

  std::shared_ptr<const Study> study_;
  std::vector<bool> is_number_;  // per axis
  std::mutex mutex_;
  std::map<Position, std::shared_ptr<const Experiment>> kept_;
};

}  // namespace lfp
