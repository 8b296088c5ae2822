#include "core/exchange/weight_formats.h"

#include "core/base/error.h"
#include "core/files/atomic_file.h"
#include "core/files/read_file.h"

#include <algorithm>
#include <cctype>

namespace lfp {
namespace {

constexpr std::uintmax_t largest_file = std::uintmax_t{4} << 30;

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
  if (format == nullptr || !format->decode)
    throw Error(file.string(), "weights are not read from a file of this kind",
                "Choose a file that ends in one of: " + weight_format_names(true));
  return format->decode(read_file(file, largest_file), file.string());
}

std::string weight_format_names(bool readable_only) {
  std::string names;
  for (const auto& format : weight_formats())
    if (!readable_only || format.decode) names += (names.empty() ? "" : ", ") + format.name;
  return names;
}

}  // namespace lfp
