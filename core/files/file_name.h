#pragma once

#include <span>
#include <string>
#include <vector>

namespace lfp {

/// A file name without ending for each of the titles, in their order: what file systems do not take is
/// replaced by "_", and no two are alike, not even on systems that do not tell upper from lower case.
std::vector<std::string> file_names(std::span<const std::string> titles);

}  // namespace lfp
