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
/// `lfplab train` prints the line to standard error, the window shows it below the data's settings.
struct LoadReport {
  std::string read;                      ///< "60 rows, 3 columns"; empty: there is nothing to tell
  std::vector<std::string> guessed;      ///< "`;` between fields", "decimal comma"
  std::vector<std::string> passed_over;  ///< "2 empty rows"

  /// "read 60 rows, 3 columns; `;` between fields, decimal comma; 2 empty rows passed over", or "".
  std::string line() const;
  bool operator==(const LoadReport&) const = default;
};

/// "1 row", "2 rows".
std::string counted(std::int64_t count, const std::string& one, const std::string& several);

}  // namespace lfp
