#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// `lfplab train` as given on the command line.
struct TrainOptions {
  std::string file;               ///< what open_file() takes
  std::vector<std::string> sets;  ///< "path=value"
  std::optional<std::int64_t> steps;
  std::optional<std::int64_t> epochs;
  std::string out;                   ///< folder; "" writes nothing
  std::string save;                  ///< a session file; "" writes none
  std::vector<std::string> formats;  ///< of weights, beside npz
  std::vector<std::string> figures;  ///< "curves", "curves.svg", "all", "all.png"
  int width = 1000;
  int height = 640;
  bool quiet = false;
};

/// Wrong usage that shows only after the options have been read.
struct UsageError {
  std::string message;
};

/// Trains all runs of the experiment without a window and writes the results. Returns the exit status. Throws
/// Error for what cannot be used, UsageError.
int train_headless(const TrainOptions& options);

}  // namespace lfp
