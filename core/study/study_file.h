#pragma once

#include "core/study/study.h"

#include <filesystem>
#include <functional>
#include <string>

namespace lfp {

/// What a study file needs beside its text.
struct StudySource {
  std::string name;                ///< as messages call it
  std::filesystem::path folder{};  ///< relative paths start here
  /// Reads the base experiment that the file names: "example:NAME" or a path. Empty: experiment files only.
  std::function<Experiment(const std::string& name)> open_experiment{};
  bool quick = false;  ///< with what the file changes for its quick size
};

/// Reads a study from JSON text. Throws Error naming the place and the remedy for what is wrong in it, for an
/// axis whose path leads nowhere or cannot vary, and for a range that is empty or reversed. Combinations that
/// do not go together are no error.
Study parse_study(const std::string& json, const StudySource& source);

/// JSON text that reads back as the same study, with the experiment in it and the data's paths absolute.
std::string to_json(const Study& study);

/// A hash over what decides the results: 16 hexadecimal digits. Where files lie does not count.
std::string study_hash(const Study& study);

}  // namespace lfp
