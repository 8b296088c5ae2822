#pragma once

#include "core/data/dataset.h"
#include "core/experiment/experiment.h"

#include <cstddef>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace lfp {

/// Data sets that are made once for each seed and setting, and shared by all who train on them. The last few
/// are kept. Any thread may ask.
class DatasetCache {
 public:
  explicit DatasetCache(std::size_t most) : most_(most) {}

  /// Throws Error, to everybody who asks, where the data cannot be made.
  std::shared_ptr<const Dataset> dataset_of(const Experiment& experiment);

 private:
  using Made = std::shared_future<std::shared_ptr<const Dataset>>;
  struct Kept {
    Choice choice;
    std::uint64_t seed;
    Made dataset;
  };

  std::size_t most_;
  std::mutex mutex_;
  std::vector<Kept> kept_;  // the last one asked for is the last
};

}  // namespace lfp
