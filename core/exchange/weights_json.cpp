#include "core/exchange/weights_json.h"

#include "core/base/error.h"
#include "core/exchange/weight_formats.h"
#include "core/files/csv_text.h"
#include "core/files/json_text.h"
#include "core/files/whole_number.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <nlohmann/json.hpp>

namespace lfp {
namespace {

using Json = nlohmann::json;

std::string quoted(const std::string& text) {
  return json_text(Json(text));
}

template <class Number, class Format>
std::string list(const std::vector<Number>& values, Format format) {
  std::string text;
  for (const auto value : values) text += (text.empty() ? "" : ", ") + format(value);
  return "[" + text + "]";
}

/// JSON has no words for numbers that are not finite; some programs write them all the same. Throws Error
/// where such a word ends the reading.
void expect_finite(const std::string& json, const std::string& source) {
  try {
    [[maybe_unused]] const Json whole = read_json(json);
  } catch (const Json::parse_error& error) {
    const std::size_t before = error.byte < 2 ? 0 : error.byte - 2;
    const std::string place = json.substr(before, 12);
    for (const std::string word : {"NaN", "Infinity"})
      if (place.find(word) != std::string::npos)
        throw Error(
            source + ", line " +
                std::to_string(
                    1 + std::count(json.begin(), json.begin() + static_cast<std::ptrdiff_t>(before), '\n')),
            word + " is not a finite number", "Choose weights of a training that has not diverged");
  }
}

NamedArray read_array(const Json& json, const std::string& place) {
  NamedArray array;
  try {
    json.at("name").get_to(array.name);
    for (const auto& extent : json.at("shape")) array.shape.push_back(whole_number<std::int64_t>(extent));
    for (const auto& value : json.at("values"))
      array.values.push_back(value.is_null() ? std::numeric_limits<float>::quiet_NaN() : value.get<float>());
  } catch (const Json::exception&) {
    throw Error(place, "this is not an array with \"name\", \"shape\" and \"values\"", "Write the file anew");
  }
  std::uint64_t size = 1;
  bool fits = true;
  for (const auto extent : array.shape) {
    fits = fits && extent >= 0 && static_cast<std::uint64_t>(extent) <= array.values.size();
    if (fits) size *= static_cast<std::uint64_t>(extent);
    fits = fits && size <= array.values.size();
  }
  if (!fits || size != array.values.size())
    throw Error(place,
                "there are " + std::to_string(array.values.size()) + " values, but the shape asks for others",
                "Write the file anew");
  return array;
}

}  // namespace

std::string weights_json(const NamedArrays& arrays) {
  std::string text = "{\n  \"format\": \"lfplab-weights\",\n  \"version\": 1,\n  \"arrays\": [";
  const char* separator = "\n";
  for (const auto& array : arrays) {
    text += separator;
    text += "    {\"name\": " + quoted(array.name) +
            ", \"shape\": " + list(array.shape, [](std::int64_t extent) { return std::to_string(extent); }) +
            ",\n     \"values\": " +
            list(array.values,
                 [](float value) { return std::isfinite(value) ? shortest(value) : std::string("null"); }) +
            "}";
    separator = ",\n";
  }
  return text + "\n  ]\n}\n";
}

NamedArrays parse_weights_json(const std::string& json, const std::string& source) {
  const Json document = read_json_if_valid(json);
  if (document.is_discarded()) expect_finite(json, source);
  const bool is_ours = document.is_object() && document.value("format", Json()) == "lfplab-weights" &&
                       document.contains("arrays") && document["arrays"].is_array();
  if (!is_ours)
    throw Error(source, "this is not a weights file in JSON",
                "Choose one whose format is \"lfplab-weights\"");
  if (document.value("version", Json()) != 1)
    throw Error(source + ": version", "the file was made by a newer LFP Lab", "Update LFP Lab to open it");
  NamedArrays arrays;
  for (const auto& array : document["arrays"])
    arrays.push_back(read_array(array, source + ": arrays[" + std::to_string(arrays.size()) + "]"));
  return arrays;
}

WeightFormat json_format() {
  return {.name = "json",
          .ending = "json",
          .summary = "names, shapes and values as text",
          .encode = weights_json,
          .decode = parse_weights_json};
}

}  // namespace lfp
