#pragma once

#include "core/study/study.h"

#include <filesystem>
#include <functional>
#include <string>

namespace lfp {

/// What parsing a study file needs besides its text.
struct StudySource {
  std::string name;                ///< the file's name in messages
  std::filesystem::path folder{};  ///< the base of relative paths
  /// Reads the base experiment named in the file: "example:NAME" or a path. Empty: only experiment files.
  std::function<Experiment(const std::string& name)> open_experiment{};
  bool quick = false;  ///< apply the changes that the file makes for its quick version
};

/// Parses a study from JSON text. Throws Error that names the place and the remedy for anything invalid, for
/// an axis whose path does not exist or cannot be varied, and for an empty or reversed range. Incompatible
/// combinations of values are not an error.
Study parse_study(const std::string& json, const StudySource& source);

/// Returns JSON that parses to the same study, including the experiment, with absolute paths to the data.
std::string to_json(const Study& study);

/// A hash of everything that affects the results, in 16 hexadecimal digits. The location of files is ignored.
std::string study_hash(const Study& study);

}  // namespace lfp
