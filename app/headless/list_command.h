#pragma once

#include <string>
#include <vector>

namespace lfp {

/// What `lfplab list` knows to list.
const std::vector<std::string>& listable_things();

/// The registered things of that kind as aligned text: name, label and summary, below them their settings
/// with range, fallback and summary.
std::string list_text(const std::string& what);

}  // namespace lfp
