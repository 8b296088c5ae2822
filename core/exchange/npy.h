#pragma once

#include "core/files/named_array.h"

#include <string>
#include <string_view>

namespace lfp {

inline constexpr std::string_view npy_ending = ".npy";

/// One array as numpy's .npy file: magic, version 1.0, a header of a multiple of 64 bytes, then little-endian
/// floats (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html). The name is not part of
/// it.
std::string npy_bytes(const NamedArray& array);

/// Reads numbers of any common type (see npy_type.h), of C or Fortran order and either byte order, into
/// row-major floats. Throws Error at `place`, also where a value is too large for them.
NamedArray parse_npy(std::string_view bytes, const std::string& place);

/// What stands before the numbers of such an array of any type ("<f4", "|i1", "<u4", ...).
std::string npy_header(std::string_view type, const std::vector<std::int64_t>& shape);

/// An array of any type in the bytes of its file.
struct NpyView {
  std::string type;
  std::vector<std::int64_t> shape;
  std::string_view numbers;  ///< as many as the shape asks for, in C order
};

/// Throws Error at `place`.
NpyView view_npy(std::string_view bytes, const std::string& place);

}  // namespace lfp
