#pragma once

#include <string>
#include <vector>

namespace lfp {

/// What `lfplab list` knows to list.
const std::vector<std::string>& listable_things();

/// The things of that kind, which is one of listable_things(), as aligned text or as JSON; those of all
/// kinds, in an object by kind, where `what` is empty.
std::string list_text(const std::string& what, bool as_json);

}  // namespace lfp
