#pragma once

#include "core/exchange/log_csv.h"
#include "core/files/growing_file.h"
#include "core/lockstep/lockstep.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace lfp {

/// `log.csv` while training goes on: every row is in the file as soon as it is closed. At the end the rows,
/// which were written as the runs took turns, are sorted by run.
class TrainingLog {
 public:
  /// Starts the file with what `lockstep` has seen so far. Throws Error.
  TrainingLog(const std::filesystem::path& file, const Lockstep& lockstep);

  /// Appends the rows that were closed since the last call; to be called at every epoch's end. Throws Error.
  void add_rows(const Lockstep& lockstep);
  /// Throws Error; the file is then as it was.
  void put_in_order();

 private:
  struct Run {
    std::string name;
    std::shared_ptr<const LogRow> last;  // null: none yet
  };
  struct Line {
    std::size_t run;
    std::uint64_t begin;
    std::uint64_t end;
  };
  void add(std::size_t run, const std::shared_ptr<const LogRow>& row);

  std::filesystem::path path_;
  LogForm form_;
  std::vector<Run> runs_;
  std::vector<Line> lines_;
  GrowingFile file_;
};

}  // namespace lfp
