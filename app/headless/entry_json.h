#pragma once

#include "core/base/registry.h"

#include <string>
#include <utility>
#include <vector>

namespace lfp {

/// Entries as a JSON list of objects: name, label, summary, formula, tags, settings, presets; what an entry
/// does not have is left out.
std::string entry_json(const std::vector<EntryInfo>& entries);
/// The lists of several kinds as an object, by the kinds' names.
std::string entry_json(const std::vector<std::pair<std::string, std::vector<EntryInfo>>>& kinds);

}  // namespace lfp
