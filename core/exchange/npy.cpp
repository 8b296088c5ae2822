#include "core/exchange/npy.h"

#include "core/base/error.h"
#include "core/exchange/npy_type.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace lfp {
namespace {

constexpr std::string_view magic = "\x93NUMPY";

struct Header {
  NpyType type;
  bool is_fortran_order = false;
  std::vector<std::int64_t> shape;
};

[[noreturn]] void fail(const std::string& place, const std::string& problem) {
  throw Error(place, problem, "Write the file anew with numpy.savez and arrays of type float32 or float64");
}

/// What follows `key` in the header's dictionary: {'descr': '<f4', 'fortran_order': False, 'shape': (3, 2),
/// }, whose texts may stand in either kind of quotation marks.
std::string_view value_of(std::string_view header, const std::string& key, const std::string& place) {
  auto at = header.find("'" + key + "'");
  if (at == std::string_view::npos) at = header.find('"' + key + '"');
  const auto start = at == std::string_view::npos ? at : header.find(':', at);
  if (start == std::string_view::npos) fail(place, "the array's header has no \"" + key + "\"");
  header.remove_prefix(start + 1);
  header.remove_prefix(std::min(header.find_first_not_of(' '), header.size()));
  return header;
}

/// The text that `value` begins with, without its quotation marks; empty where it begins with something else.
std::string_view text_at(std::string_view value) {
  // Python 2 marks texts of its other kind with a letter.
  if (value.starts_with('u') || value.starts_with('b')) value.remove_prefix(1);
  const auto end = value.empty() ? std::string_view::npos : value.find(value.front(), 1);
  const bool is_text = value.starts_with('\'') || value.starts_with('"');
  return is_text && end != std::string_view::npos ? value.substr(1, end - 1) : std::string_view{};
}

std::vector<std::int64_t> parse_shape(std::string_view text, const std::string& place) {
  std::vector<std::int64_t> shape;
  const auto end = text.find(')');
  if (!text.starts_with('(') || end == std::string_view::npos)
    fail(place, "the array's shape cannot be read");
  text = text.substr(1, end - 1);
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(", "), text.size()));
    if (text.empty()) return shape;
    std::int64_t extent = 0;
    const auto [stop, failure] = std::from_chars(text.data(), text.data() + text.size(), extent);
    if (failure != std::errc{} || extent < 0) fail(place, "the array's shape cannot be read");
    shape.push_back(extent);
    text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
    if (text.starts_with('L')) text.remove_prefix(1);  // as Python 2 writes numbers of 64 bits on Windows
    if (!text.empty() && text.front() != ',' && text.front() != ' ')
      fail(place, "the array's shape cannot be read");
  }
}

Header parse_header(std::string_view text, const std::string& place) {
  Header header;
  const auto descr = value_of(text, "descr", place);
  // A list of fields stands where each element is a record.
  header.type = parse_npy_type(descr.starts_with('[') ? "V" : text_at(descr), place);
  const auto order = value_of(text, "fortran_order", place);
  header.is_fortran_order = order.starts_with("True");
  if (!header.is_fortran_order && !order.starts_with("False"))
    fail(place, "the order of the array's numbers cannot be read");
  header.shape = parse_shape(value_of(text, "shape", place), place);
  return header;
}

/// The header's text; `bytes` keeps what follows it.
std::string_view take_header(std::string_view& bytes, const std::string& place) {
  if (!bytes.starts_with(magic) || bytes.size() < 12) fail(place, "this is not a .npy array");
  const auto version = static_cast<unsigned char>(bytes[6]);
  if (version < 1 || version > 3)
    fail(place, "the array is in version " + std::to_string(version) + " of the format, which is unknown");
  const std::size_t length_size = version == 1 ? 2 : 4;
  std::uint32_t length = 0;
  std::memcpy(&length, bytes.data() + 8, length_size);
  bytes.remove_prefix(8 + length_size);
  if (length > bytes.size()) fail(place, "the array's header is cut short");
  const auto header = bytes.substr(0, length);
  bytes.remove_prefix(length);
  return header;
}

/// The number of elements, which has to be exactly what the bytes hold.
std::size_t checked_size(const Header& header, std::size_t bytes, const std::string& place) {
  std::size_t size = 1;
  for (const auto extent : header.shape) {
    if (extent > 0 && size > bytes / static_cast<std::size_t>(extent)) {
      size = bytes + 1;
      break;
    }
    size *= static_cast<std::size_t>(extent);
  }
  if (size * header.type.size != bytes)
    fail(place, "the array's numbers are cut short or too many for its shape");
  return size;
}

/// Where the element that comes `row_major`-th in C order lies in Fortran order.
std::size_t fortran_index(std::size_t row_major, const std::vector<std::int64_t>& shape) {
  std::size_t stride = 1;
  std::vector<std::size_t> strides;
  for (const auto extent : shape) {
    strides.push_back(stride);
    stride *= static_cast<std::size_t>(extent);
  }
  std::size_t index = 0;
  for (std::size_t d = shape.size(); d-- > 0;) {
    const auto extent = static_cast<std::size_t>(shape[d]);
    index += row_major % extent * strides[d];
    row_major /= extent;
  }
  return index;
}

}  // namespace

std::string npy_header(std::string_view type, const std::vector<std::int64_t>& shape) {
  std::string extents;
  for (const auto extent : shape) extents += std::to_string(extent) + ", ";
  if (shape.size() > 1) extents.resize(extents.size() - 2);
  std::string header =
      "{'descr': '" + std::string(type) + "', 'fortran_order': False, 'shape': (" + extents + "), }";
  constexpr std::size_t before_header = 10;
  header.append(63 - (before_header + header.size()) % 64, ' ');
  header += '\n';

  std::string bytes(magic);
  bytes += '\1';
  bytes += '\0';
  bytes += static_cast<char>(header.size() % 256);
  bytes += static_cast<char>(header.size() / 256);
  return bytes + header;
}

std::string npy_bytes(const NamedArray& array) {
  std::string bytes = npy_header("<f4", array.shape);
  bytes.append(reinterpret_cast<const char*>(array.values.data()), array.values.size() * sizeof(float));
  return bytes;
}

NpyView view_npy(std::string_view bytes, const std::string& place) {
  const auto text = take_header(bytes, place);
  const auto descr = text_at(value_of(text, "descr", place));
  const NpyType type = parse_npy_type(descr, place);
  if (type.is_big_endian || value_of(text, "fortran_order", place).starts_with("True"))
    fail(place, "the array's header cannot be read");
  NpyView view{.type = std::string(descr),
               .shape = parse_shape(value_of(text, "shape", place), place),
               .numbers = bytes};
  const Header sizes{.type = type, .shape = view.shape};
  checked_size(sizes, bytes.size(), place);
  return view;
}

NamedArray parse_npy(std::string_view bytes, const std::string& place) {
  const Header header = parse_header(take_header(bytes, place), place);
  const std::size_t size = checked_size(header, bytes.size(), place);
  NamedArray array{.name = {}, .shape = header.shape, .values = npy_numbers(bytes, header.type, place)};
  if (!header.is_fortran_order) return array;
  const std::vector<float> stored = std::move(array.values);
  array.values.resize(size);
  for (std::size_t i = 0; i < size; ++i) array.values[i] = stored[fortran_index(i, header.shape)];
  return array;
}

}  // namespace lfp
