#pragma once

#include "core/lockstep/lockstep.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace lfp {

/// The folder that results go to: made before training, so that one finds out early where that fails, and
/// unmade again if nothing came to be in it.
class ResultFolder {
 public:
  /// Throws Error where the folder cannot be made or written to.
  explicit ResultFolder(const std::filesystem::path& path);
  ~ResultFolder();
  ResultFolder(const ResultFolder&) = delete;
  ResultFolder& operator=(const ResultFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  /// The folder inside it of that name, made now.
  std::filesystem::path inner(const std::string& name);

 private:
  void make(const std::filesystem::path& path);

  std::filesystem::path path_;
  std::vector<std::filesystem::path> made_;
};

/// The time that training took, and where it began.
struct TrainingTime {
  double seconds = 0;
  std::int64_t first_step = 0;
};

/// `summary.json` as design and README describe it.
std::string summary_json(const Lockstep& lockstep, const TrainingTime& time);

/// Writes experiment.json, log.csv, weights/ and, at last, summary.json, each whole or not at all.
/// `experiment` is what repeats the run to the bit. Throws Error.
void write_results(const Lockstep& lockstep, const Experiment& experiment,
                   const std::vector<std::string>& formats, const TrainingTime& time, ResultFolder& folder);

}  // namespace lfp
