#pragma once

#include "core/study/store_format.h"
#include "core/study/training_result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace lfp {

/// A training as recorded in the store.
struct StoredTraining {
  std::int64_t row = 0;   ///< grows in the order in which the trainings were completed
  TrainingResult result;  ///< without curves and layers
};

/// Reads a store while others may be writing to it, on this or another machine; it shows the state of the
/// last refresh.
class StoreReader {
 public:
  /// Throws Error if there is no store, or if it is not usable.
  explicit StoreReader(std::filesystem::path file);

  const StoreInfo& info() const { return info_; }
  const std::filesystem::path& file() const { return file_; }
  /// Reads the file again if it has changed, and returns whether it had. Throws Error.
  bool refresh();
  /// Returns the trainings added after that row, in order of completion; 0 returns all of them.
  std::vector<StoredTraining> since(std::int64_t row) const;
  /// Returns a run's layers at the end of training, by its index in the training; empty if it has not been
  /// trained, or only by a version that did not measure layers.
  std::vector<LayerResult> layers(std::int64_t training, std::int64_t run) const;
  /// Returns the points of a run's curve, by its index in the training; empty if it has not been trained.
  std::vector<CurvePoint> curve(std::int64_t training, std::int64_t run) const;

 private:
  void add_layers(std::int64_t training, std::int64_t run, std::vector<CurvePoint>& curve) const;

  std::filesystem::path file_;
  std::unique_ptr<SqliteDatabase> database_;
  StoreInfo info_;
  std::string seen_;  // the state of the file when it was last copied
};

}  // namespace lfp
