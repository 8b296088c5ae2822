#include "core/exchange/weights_csv.h"

#include "core/exchange/weight_formats.h"
#include "core/files/csv_text.h"

#include <algorithm>
#include <cassert>

namespace lfp {
namespace {

std::string index_name(std::size_t dimension) {
  if (dimension == 0) return "row";
  if (dimension == 1) return "column";
  return "index_" + std::to_string(dimension + 1);
}

/// The next index in row-major order.
void advance(std::vector<std::int64_t>& index, const std::vector<std::int64_t>& shape) {
  for (std::size_t d = index.size(); d-- > 0;) {
    if (++index[d] < shape[d]) return;
    index[d] = 0;
  }
}

void append(std::string& text, const NamedArray& array, std::size_t dimensions) {
  assert(array.shape.size() <= dimensions);
  const std::string name = csv_field(array.name);
  std::vector<std::int64_t> index(array.shape.size(), 0);
  for (const float value : array.values) {
    text += name;
    for (std::size_t d = 0; d < dimensions; ++d)
      text += d < index.size() ? "," + std::to_string(index[d]) : ",";
    text += "," + shortest(value) + "\n";
    advance(index, array.shape);
  }
}

}  // namespace

std::string weights_csv(const NamedArrays& arrays) {
  std::size_t dimensions = 2;
  for (const auto& array : arrays) dimensions = std::max(dimensions, array.shape.size());
  std::string text = "array";
  for (std::size_t d = 0; d < dimensions; ++d) text.append(",").append(index_name(d));
  text += ",value\n";
  for (const auto& array : arrays) append(text, array, dimensions);
  return text;
}

WeightFormat csv_format() {
  return {.name = "csv",
          .ending = "csv",
          .summary = "one long table: array, row, column, value",
          .encode = weights_csv,
          .decode = nullptr};
}

}  // namespace lfp
