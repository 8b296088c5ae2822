#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lfp {

/// What a loader found in files and the user may want to check: what was read, guessed and skipped. A loader
/// fills in Dataset::report in plain words, with the most important lines first:
///
///     dataset.report.read = "16 images, 2 classes";
///     dataset.report.guessed.push_back("\"val\" is for testing");
///     dataset.report.passed_over.push_back(counted(3, "file that is no image", "files that are no images"));
///
/// `lfplab train` prints the lines to standard error; the window shows them below the data's settings.
struct LoadReport {
  std::string read;                      ///< "60 rows, 3 columns"; empty: there is nothing to report
  std::vector<std::string> guessed;      ///< "`;` between fields", "decimal comma"
  std::vector<std::string> passed_over;  ///< "2 empty rows"
  /// Complete sentences about guesses that may be wrong; shown even if nothing else is.
  std::vector<std::string> doubts{};

  /// "read 60 rows, 3 columns; `;` between fields, decimal comma; 2 empty rows passed over", or "".
  std::string line() const;
  /// The lines to print: line() followed by the doubts, or the doubts only.
  std::vector<std::string> lines(bool doubts_only) const;
  bool operator==(const LoadReport&) const = default;
};

/// Returns the count with the right noun: "1 row", "2 rows".
std::string counted(std::int64_t count, const std::string& one, const std::string& several);

}  // namespace lfp
