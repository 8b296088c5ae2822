#pragma once

#include <QSize>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// `lfplab train` as given on the command line.
struct TrainOptions {
  std::string file;               ///< what open_file() takes, or "-" for standard input
  std::vector<std::string> sets;  ///< "path=value"
  std::optional<std::int64_t> steps;
  std::optional<std::int64_t> epochs;
  std::string out;                   ///< folder; "" writes nothing
  std::string save;                  ///< a session file; "" writes none
  std::optional<double> checkpoint;  ///< minutes between two sessions saved on the way
  std::vector<std::string> formats;  ///< of weights, beside npz
  std::vector<std::string> figures;  ///< "curves", "curves.svg", "all", "all.png"
  QSize figure_size{1000, 640};      ///< in pixels of 1/96 inch
  std::string figure_run;            ///< a run's letter or name, "all"; "": as each view shows them by itself
  bool quiet = false;
};

}  // namespace lfp
