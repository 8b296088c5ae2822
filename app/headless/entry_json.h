#pragma once

#include "core/base/registry.h"

#include <string>
#include <vector>

namespace lfp {

/// Entries as a JSON list of objects: name, label, summary, formula, tags, settings, presets; what an entry
/// does not have is left out.
std::string entry_json(const std::vector<EntryInfo>& entries);

}  // namespace lfp
