#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lfp {

/// What a loader found in files and a person may want to check: how much was read, what was guessed, what was
/// passed over. A loader fills in Dataset::report, in plain words and in the order in which they matter:
///
///     dataset.report.read = "16 images, 2 classes";
///     dataset.report.guessed.push_back("\"val\" is for testing");
///     dataset.report.passed_over.push_back(counted(3, "file that is no image", "files that are no images"));
///
/// `lfplab train` prints the lines to standard error, the window shows them below the data's settings.
struct LoadReport {
  std::string read;                      ///< "60 rows, 3 columns"; empty: there is nothing to tell
  std::vector<std::string> guessed;      ///< "`;` between fields", "decimal comma"
  std::vector<std::string> passed_over;  ///< "2 empty rows"
  /// Whole sentences on guesses that may be wrong: told even where nothing else is.
  std::vector<std::string> doubts{};

  /// "read 60 rows, 3 columns; `;` between fields, decimal comma; 2 empty rows passed over", or "".
  std::string line() const;
  /// What to print: the line, and the doubts; these alone where the rest is not wanted.
  std::vector<std::string> lines(bool doubts_only) const;
  bool operator==(const LoadReport&) const = default;
};

/// "1 row", "2 rows".
std::string counted(std::int64_t count, const std::string& one, const std::string& several);

}  // namespace lfp
