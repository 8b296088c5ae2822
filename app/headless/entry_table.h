#pragma once

#include "core/base/registry.h"

#include <string>
#include <vector>

namespace lfp {

/// Entries as aligned text, a line each with name, label and summary, below it a line for each setting (name,
/// range, fallback, summary) and each preset.
std::string entry_table(const std::vector<EntryInfo>& entries);

}  // namespace lfp
