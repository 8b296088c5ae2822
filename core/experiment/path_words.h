#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lfp {

/// The keys and indices of a path: "runs[0].rule" and "runs.0.rule" as runs, 0, rule.
std::vector<std::string> path_words(std::string_view path);

}  // namespace lfp
