#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lfp {

/// How the numbers of an array are stored, from its header's 'descr': byte order, kind and size.
struct NpyType {
  char kind = 'f';  ///< f: floats, i and u: whole numbers with and without sign, b: truth values
  std::size_t size = 4;
  bool is_big_endian = false;
};

/// Reads "<f4", ">i8", "|u1" and so on. Throws Error at `place`, with a remedy, for anything but numbers
/// (objects, texts, dates, records) and for numbers of an uncommon size.
NpyType parse_npy_type(std::string_view descr, const std::string& place);

/// All numbers in `bytes`, rounded to float32. Throws Error at `place` for one that is finite, but too large
/// for it.
std::vector<float> npy_numbers(std::string_view bytes, const NpyType& type, const std::string& place);

}  // namespace lfp
