#include "core/exchange/weight_formats.h"

#include "core/base/error.h"
#include "core/exchange/npy.h"
#include "core/exchange/npz.h"
#include "core/files/atomic_file.h"
#include "core/files/letter_case.h"
#include "core/files/read_file.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <string_view>

namespace lfp {
namespace {

constexpr std::uintmax_t largest_file = std::uintmax_t{4} << 30;

/// NumPy's two kinds of files are told apart by what is in them: they are easily named like one another.
NamedArrays decoded(const std::string& bytes, const std::filesystem::path& file, const WeightFormat* format) {
  const bool is_array = bytes.starts_with("\x93NUMPY");
  if (format != nullptr && !is_array) return format->decode(bytes, file.string());
  if (!is_array && bytes.starts_with("PK")) return parse_npz(bytes, file.string());
  NamedArrays arrays{parse_npy(bytes, file.string())};
  arrays.front().name = file.stem().string();
  return arrays;
}

void check_names(const NamedArrays& arrays, const std::filesystem::path& file) {
  if (arrays.empty())
    throw Error(file.string(), "there is no array in it", "Choose a file that holds weights");
  std::set<std::string_view> names;
  for (const NamedArray& array : arrays)
    if (!names.insert(array.name).second)
      throw Error(file.string(), "it holds two arrays called \"" + array.name + "\"",
                  "Write the file anew, with a name of its own for each array");
}

}  // namespace

#define FORMAT(format) WeightFormat format();
#include "core/exchange/formats.def"
#undef FORMAT

const std::vector<WeightFormat>& weight_formats() {
  static const std::vector<WeightFormat> formats = {
#define FORMAT(format) format(),
#include "core/exchange/formats.def"
#undef FORMAT
  };
  return formats;
}

const WeightFormat& find_weight_format(const std::string& name, const std::string& place) {
  for (const auto& format : weight_formats())
    if (format.name == name) return format;
  throw Error(place, "there is no weights format \"" + name + "\"",
              "Choose one of: " + weight_format_names());
}

const WeightFormat* weight_format_of(const std::filesystem::path& file) {
  std::string ending = file.extension().string();
  if (ending.empty()) return nullptr;
  ending.erase(0, 1);
  std::ranges::transform(ending, ending.begin(),
                         [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  for (const auto& format : weight_formats())
    if (format.ending == ending) return &format;
  return nullptr;
}

void write_weights(const NamedArrays& arrays, const std::filesystem::path& file, const std::string& format,
                   Progress* progress) {
  const std::string bytes = find_weight_format(format, file.string()).encode(arrays);
  if (progress != nullptr) progress->at(1, 2);
  write_file(file, bytes);
}

NamedArrays read_weights(const std::filesystem::path& file) {
  const auto* format = weight_format_of(file);
  const bool is_npy = lower_case(file.extension().string()) == npy_ending;
  if (!is_npy && (format == nullptr || !format->decode))
    throw Error(file.string(), "weights are not read from a file of this kind",
                "Choose a file that ends in one of: " + weight_format_names(true) + ", npy");
  const std::string bytes = read_file(file, largest_file);
  NamedArrays arrays = decoded(bytes, file, format);
  check_names(arrays, file);
  return arrays;
}

std::string weight_format_names(bool readable_only) {
  std::string names;
  for (const auto& format : weight_formats())
    if (!readable_only || format.decode) names += (names.empty() ? "" : ", ") + format.name;
  return names;
}

}  // namespace lfp
