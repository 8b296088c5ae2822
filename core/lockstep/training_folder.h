#pragma once

#include "core/files/result_folder.h"
#include "core/lockstep/training_log.h"
#include "core/lockstep/training_summary.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lfp {

/// The folder that training writes to: experiment.json and log.csv from the first step on, weights/ and
/// summary.json at the end, each whole or not at all.
class TrainingFolder {
 public:
  /// Makes the folder and tries every file that will be written for these runs, weights as npz and in
  /// `formats`. Throws Error and leaves no new folder behind where one cannot be written.
  TrainingFolder(const std::filesystem::path& path, const Experiment& experiment,
                 const std::vector<std::string>& formats);

  /// The folder of that name for further files, which are tried as well. Throws Error.
  std::filesystem::path inner(const std::string& name, std::span<const std::string> files);
  /// Removes what an earlier run has left, among it `files` where they exist, which it may have written into
  /// inner folders. Then writes experiment.json and what there is of log.csv. Throws Error.
  void begin(const Lockstep& lockstep, std::span<const std::filesystem::path> files);
  /// Adds what was trained since to log.csv; to be called at every epoch's end. Throws Error.
  void add_rows(const Lockstep& lockstep) { log_->add_rows(lockstep); }
  /// Weights, log, experiment and, last, summary. `repeating` is the experiment that leads here to the bit.
  /// Throws Error.
  void finish(const Lockstep& lockstep, const Experiment& repeating, const TrainingCourse& course);

 private:
  std::vector<std::filesystem::path> weight_files(std::span<const std::string> titles) const;

  ResultFolder folder_;
  Experiment experiment_;
  std::vector<std::string> formats_;
  std::optional<TrainingLog> log_;
};

}  // namespace lfp
