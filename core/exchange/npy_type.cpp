#include "core/exchange/npy_type.h"

#include "core/base/error.h"
#include "core/files/csv_text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

#include <Eigen/Core>

namespace lfp {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are copied as they lie in memory");

constexpr const char* as_float32 = "Save the array with .astype(numpy.float32)";

std::string kind_text(char kind) {
  switch (kind) {
    case 'O':
      return "Python objects";
    case 'U':
    case 'S':
    case 'a':
      return "texts";
    case 'M':
    case 'm':
      return "dates or times";
    case 'c':
      return "complex numbers";
    case 'V':
      return "records or raw bytes";
    default:
      return "of an unknown type";
  }
}

bool is_known(char kind, std::size_t size) {
  const bool is_integer_size = size == 1 || size == 2 || size == 4 || size == 8;
  if (kind == 'f') return is_integer_size && size > 1;
  if (kind == 'b') return size == 1;
  return (kind == 'i' || kind == 'u') && is_integer_size;
}

template <class Number>
Number number_at(std::string_view bytes, std::size_t index, bool is_big_endian) {
  std::array<char, sizeof(Number)> stored{};
  std::copy_n(bytes.data() + index * sizeof(Number), sizeof(Number), stored.begin());
  if (is_big_endian) std::ranges::reverse(stored);
  return std::bit_cast<Number>(stored);
}

template <class Number, class Narrow>
std::vector<float> all_numbers(std::string_view bytes, bool is_big_endian, Narrow narrow) {
  std::vector<float> numbers(bytes.size() / sizeof(Number));
  for (std::size_t i = 0; i < numbers.size(); ++i)
    numbers[i] = narrow(number_at<Number>(bytes, i, is_big_endian));
  return numbers;
}

template <class Number>
std::vector<float> whole_numbers(std::string_view bytes, bool is_big_endian) {
  return all_numbers<Number>(bytes, is_big_endian, [](Number value) { return static_cast<float>(value); });
}

float narrowed(double value, const std::string& place) {
  const auto narrow = static_cast<float>(value);
  if (std::isfinite(narrow) || !std::isfinite(value)) return narrow;
  throw Error(place, "the value " + shortest(value) + " is too large for a 32-bit float",
              "Scale the array down, so that no value is beyond 3.4e38");
}

std::vector<float> floats(std::string_view bytes, const NpyType& type, const std::string& place) {
  if (type.size == 2)
    return all_numbers<std::uint16_t>(bytes, type.is_big_endian, [](std::uint16_t value) {
      return static_cast<float>(Eigen::numext::bit_cast<Eigen::half>(value));
    });
  if (type.size == 8)
    return all_numbers<double>(bytes, type.is_big_endian,
                               [&](double value) { return narrowed(value, place); });
  return all_numbers<float>(bytes, type.is_big_endian, [](float value) { return value; });
}

}  // namespace

NpyType parse_npy_type(std::string_view descr, const std::string& place) {
  NpyType type;
  std::string_view rest = descr;
  if (!rest.empty() && std::string_view("<>|=").find(rest.front()) != std::string_view::npos) {
    type.is_big_endian = rest.front() == '>';
    rest.remove_prefix(1);
  }
  type.kind = rest.empty() ? ' ' : rest.front();
  if (!rest.empty()) rest.remove_prefix(1);
  const char* const end = rest.data() + rest.size();
  const auto [stop, failure] = std::from_chars(rest.data(), end, type.size);
  if (is_known(type.kind, type.size) && failure == std::errc{} && stop == end) return type;
  const bool is_float = type.kind == 'f' && failure == std::errc{};
  throw Error(place,
              is_float ? "its numbers are floats of " + std::to_string(8 * type.size) + " bits"
                       : "its elements are " + kind_text(type.kind) + ", not numbers (type \"" +
                             std::string(descr) + "\")",
              type.kind == 'O' ? std::string("Save arrays of numbers, not objects: for each of them, ") +
                                     "numpy.asarray(x, numpy.float32)"
                               : std::string(as_float32));
}

std::vector<float> npy_numbers(std::string_view bytes, const NpyType& type, const std::string& place) {
  const bool big = type.is_big_endian;
  if (type.kind == 'f') return floats(bytes, type, place);
  if (type.kind == 'b')
    return all_numbers<std::uint8_t>(bytes, big, [](std::uint8_t value) { return value != 0 ? 1.0F : 0.0F; });
  const bool has_sign = type.kind == 'i';
  switch (type.size) {
    case 1:
      return has_sign ? whole_numbers<std::int8_t>(bytes, big) : whole_numbers<std::uint8_t>(bytes, big);
    case 2:
      return has_sign ? whole_numbers<std::int16_t>(bytes, big) : whole_numbers<std::uint16_t>(bytes, big);
    case 4:
      return has_sign ? whole_numbers<std::int32_t>(bytes, big) : whole_numbers<std::uint32_t>(bytes, big);
    default:
      return has_sign ? whole_numbers<std::int64_t>(bytes, big) : whole_numbers<std::uint64_t>(bytes, big);
  }
}

}  // namespace lfp
