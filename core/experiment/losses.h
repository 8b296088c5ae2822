#pragma once

#include "core/base/registry.h"

#include <string>
#include <vector>

namespace lfp {

/// What gradient descent can descend, in the order of menus.
const std::vector<EntryInfo>& loss_entries();
/// Their names, as in experiment files.
std::vector<std::string> loss_names();

}  // namespace lfp
