#pragma once

#include "core/rules/rule.h"

#include <string>
#include <vector>

namespace lfp {

/// Shares as a person writes them, in JSON: a list of
///   { "coefficient": 1, "gate": "none",
///     "passes": [ { "input": "positive", "weight": "positive", "bias": "positive" } ], "normaliser": [ ... ]
///     }
/// with the names of rule.h. What is left out is as in rule.h; only the passes have to be there. Throws Error
/// at `place` and below: "place[0].passes[1].weight".
std::vector<Share> parse_shares(const std::string& json, const std::string& place);

}  // namespace lfp
