#pragma once

#include "core/files/named_array.h"

#include <string>

namespace lfp {

/// Weights as JSON: {"format": "lfplab-weights", "version": 1, "arrays": [{"name", "shape", "values"}]}, the
/// values flat and row-major. What is not finite becomes null, for which JSON has no number.
std::string weights_json(const NamedArrays& arrays);

/// Reads that back; null becomes NaN. Throws Error with the place in `source`.
NamedArrays parse_weights_json(const std::string& json, const std::string& source);

}  // namespace lfp
