#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace lfp {

/// What a list of sessions shows of each.
struct SessionSummary {
  std::string name;       ///< of its experiment
  std::int64_t step = 0;  ///< 0 where nothing was trained
  std::string look;       ///< JSON: what the window looked at; "" where there is none
};

/// Reads only these parts of a session file, whose weights can be large. Throws Error naming the file.
SessionSummary summarise_session(const std::filesystem::path& file);

}  // namespace lfp
