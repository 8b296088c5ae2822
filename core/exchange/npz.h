#pragma once

#include "core/files/named_array.h"

#include <string>

namespace lfp {

/// Arrays as the bytes of a .npz file, for `numpy.load`: a zip archive with one stored .npy file (format 1.0,
/// '<f4', C order) an array. The same arrays give the same bytes. Throws Error where the memory does not
/// suffice.
std::string npz_bytes(const NamedArrays& arrays);

/// Reads a .npz file's bytes: arrays of numbers as parse_npy takes them, stored or deflated. Throws Error
/// naming `source`, the array and what is wrong with it.
NamedArrays parse_npz(const std::string& bytes, const std::string& source);

}  // namespace lfp
