#pragma once

#include "core/study/store_format.h"
#include "core/study/training_result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace lfp {

/// A training as the store has it.
struct StoredTraining {
  std::int64_t row = 0;   ///< grows in the order in which they were done
  TrainingResult result;  ///< without curves and layers
};

/// Reads a store, which others may be writing to, on this machine or another: it sees the moment of its last
/// refresh.
class StoreReader {
 public:
  /// Throws Error where there is no store, or one that cannot be used.
  explicit StoreReader(const std::filesystem::path& file);

  const StoreInfo& info() const { return info_; }
  const std::filesystem::path& file() const { return file_; }
  /// Looks at the file again, if it has changed; whether it has. Throws Error.
  bool refresh();
  /// What came after that row, in the order in which it was done; 0: everything.
  std::vector<StoredTraining> since(std::int64_t row) const;
  /// A run's layers at the end, by its index in the training; none where it has not been done, or only by a
  /// version that did not measure them.
  std::vector<LayerResult> layers(std::int64_t training, std::int64_t run) const;
  /// The points of a run's curve, by its index in the training; none where it has not been done.
  std::vector<CurvePoint> curve(std::int64_t training, std::int64_t run) const;

 private:
  void add_layers(std::int64_t training, std::int64_t run, std::vector<CurvePoint>& curve) const;

  std::filesystem::path file_;
  std::unique_ptr<SqliteDatabase> database_;
  StoreInfo info_;
  std::string seen_;  // of the file's state that was copied
};

}  // namespace lfp
