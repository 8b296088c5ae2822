#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lfp {

/// Parses the classes listed in `text` into unique indices into `names`, in ascending order. Items are
/// separated by commas; they are names or ranges of numbers: "0-4", "cat, dog", "0, 2, 5-7". Throws Error at
/// "dataset.only_classes" for an unknown class, and if fewer than two remain.
std::vector<std::int32_t> named_classes(const std::string& text, const std::vector<std::string>& names);

/// Removes the samples of all other classes and renumbers the remaining classes in order. Throws Error if no
/// training or test samples remain.
void keep_only_classes(Dataset& dataset, const std::vector<std::int32_t>& kept);

}  // namespace lfp
