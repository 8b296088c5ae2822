#pragma once

#include <cstdint>
#include <string>

namespace lfp {

/// `lfplab study` as given on the command line.
struct StudyOptions {
  std::string study;  ///< a study that comes with the program, or a file
  std::string out;    ///< folder
  bool quick = false;
  bool anew = false;  ///< forgets what the folder holds
  bool quiet = false;
  int jobs = 0;             ///< threads; 0: as many as the machine has cores for
  std::string shard;        ///< "2/8"; "": the whole study
  std::string merge;        ///< a folder; "": none
  std::string script;       ///< "slurm" or "parallel"; "": nothing
  std::int64_t shards = 8;  ///< of what is emitted
  std::string time = "01:00:00";
  std::string memory = "1G";
  std::string partition;
};

}  // namespace lfp
