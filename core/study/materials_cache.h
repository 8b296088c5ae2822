#pragma once

#include "core/base/progress.h"
#include "core/data/dataset.h"
#include "core/experiment/experiment.h"
#include "core/study/made_once.h"
#include "core/training/materials.h"

#include <cstddef>
#include <memory>

namespace lfp {

/// The inputs of trainings, made once per seed and setting and shared by all trainings that need the same
/// ones: data, and known weights to start from. Thread-safe.
class MaterialsCache {
 public:
  /// Keeps the `most` most recently used ones of each kind.
  explicit MaterialsCache(std::size_t most) : datasets_(most), known_(most) {}

  /// Throws Error if something cannot be made, and Cancelled.
  Materials materials_of(const Experiment& experiment, Progress& progress);

 private:
  struct DataKey {
    Choice choice;
    std::uint64_t seed = 0;
    bool operator==(const DataKey&) const = default;
  };
  struct KnownKey {
    Experiment experiment;
    bool operator==(const KnownKey& other) const;
  };

  MadeOnce<DataKey, std::shared_ptr<const Dataset>> datasets_;
  MadeOnce<KnownKey, KnownRuns> known_;
};

}  // namespace lfp
