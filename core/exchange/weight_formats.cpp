#include "core/exchange/weight_formats.h"

#include "core/base/error.h"
#include "core/exchange/npz.h"
#include "core/exchange/weights_csv.h"
#include "core/exchange/weights_json.h"
#include "core/files/atomic_file.h"
#include "core/files/read_file.h"

namespace lfp {
namespace {

constexpr std::uintmax_t largest_file = std::uintmax_t{4} << 30;

const WeightFormat* format_of(const std::string& name) {
  for (const auto& format : weight_formats())
    if (format.name == name) return &format;
  return nullptr;
}

std::string known(bool readable_only) {
  std::string names;
  for (const auto& format : weight_formats())
    if (!readable_only || format.decode) names += (names.empty() ? "" : ", ") + format.name;
  return names;
}

}  // namespace

const std::vector<WeightFormat>& weight_formats() {
  static const std::vector<WeightFormat> formats = {
      {"npz", "for numpy.load: one float32 array a weight matrix and bias", npz_bytes, parse_npz},
      {"csv", "one long table: array, row, column, value", weights_csv, nullptr},
      {"json", "names, shapes and values as text", weights_json, parse_weights_json},
  };
  return formats;
}

void write_weights(const NamedArrays& arrays, const std::filesystem::path& file, const std::string& format,
                   Progress* progress) {
  const auto* found = format_of(format);
  if (found == nullptr)
    throw Error(file.string(), "there is no weights format \"" + format + "\"",
                "Choose one of: " + known(false));
  const std::string bytes = found->encode(arrays);
  if (progress != nullptr) progress->at(1, 2);
  write_file(file, bytes);
}

NamedArrays read_weights(const std::filesystem::path& file) {
  const std::string ending = file.extension().string();
  const auto* format = ending.empty() ? nullptr : format_of(ending.substr(1));
  if (format == nullptr || !format->decode)
    throw Error(file.string(), "weights are not read from a file of this kind",
                "Choose a file that ends in one of: " + known(true));
  return format->decode(read_file(file, largest_file), file.string());
}

}  // namespace lfp
