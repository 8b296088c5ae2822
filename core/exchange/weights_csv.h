#pragma once

#include "core/files/named_array.h"

#include <string>

namespace lfp {

/// Weights as one long table, a line a number, with the columns array, row, column, value (for arrays of more
/// dimensions index_3, index_4 ... before the value). Indices count from 0; those that an array does not have
/// are empty.
std::string weights_csv(const NamedArrays& arrays);

}  // namespace lfp
