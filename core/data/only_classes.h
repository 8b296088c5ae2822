#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lfp {

/// The classes that `text` names, as indices into `names`, each once and in ascending order: names with
/// commas between them, or ranges of numbers: "0-4", "cat, dog", "0, 2, 5-7". Throws Error at
/// "dataset.only_classes" for one that there isn't, and where fewer than two are left.
std::vector<std::int32_t> named_classes(const std::string& text, const std::vector<std::string>& names);

/// Leaves out the samples of all other classes and numbers those that stay anew, in their order. Throws Error
/// where nothing is left to train on or to test.
void keep_only_classes(Dataset& dataset, const std::vector<std::int32_t>& kept);

}  // namespace lfp
