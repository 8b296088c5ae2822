#include "widgets/views/heat/heat_scale.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace lfp {

namespace {

// The one or two target cells that a source cell overlaps when sizes shrink.
struct Overlap {
  std::size_t target = 0;
  float share = 1.0F;  // of the source cell that lies in `target`; the rest lies in the next one
};

std::vector<Overlap> overlaps(std::int64_t from, std::int64_t to) {
  const double width = static_cast<double>(from) / static_cast<double>(to);
  std::vector<Overlap> result(static_cast<std::size_t>(from));
  for (std::size_t i = 0; i < result.size(); ++i) {
    const auto start = static_cast<double>(i);
    const auto target = std::min(static_cast<std::size_t>(start / width), static_cast<std::size_t>(to - 1));
    const double end_of_target = static_cast<double>(target + 1) * width;
    result[i] = {target, static_cast<float>(std::min(1.0, end_of_target - start))};
  }
  return result;
}

}  // namespace

HeatScale HeatScale::for_signed(const Theme& theme, float range, double tone) {
  const ColourTable& table = signed_colours(theme);
  HeatScale scale;
  for (int i = 0; i < entries; ++i) {
    const double linear = 2.0 * i / (entries - 1) - 1.0;
    const double place = std::copysign(std::pow(std::abs(linear), tone), linear);
    scale.colours_[static_cast<std::size_t>(i)] =
        table[static_cast<std::size_t>(std::lround((place + 1.0) / 2.0 * 255.0))];
  }
  scale.offset_ += last_entry / 2;
  scale.factor_ = range > 0.0F ? last_entry / 2 / range : 0.0F;
  scale.not_a_number_ = theme.control_border.rgb();
  return scale;
}

HeatScale HeatScale::for_counts(const Theme& theme, float largest) {
  const ColourTable& table = unsigned_colours(theme);
  HeatScale scale;
  for (int i = 0; i < entries; ++i) {
    scale.colours_[static_cast<std::size_t>(i)] =
        table[static_cast<std::size_t>(std::lround(255.0 * i / (entries - 1)))];
  }
  scale.factor_ = largest > 0.0F ? last_entry / largest : 0.0F;
  scale.not_a_number_ = theme.control_border.rgb();
  return scale;
}

QImage heat_image(const Table& values, const HeatScale& scale) {
  const int width = static_cast<int>(values.columns);
  const int height = static_cast<int>(values.rows);
  QImage image(width, height, QImage::Format_RGB32);
  const float* value = values.values.data();
  for (int y = 0; y < height; ++y) {
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
    for (int x = 0; x < width; ++x) line[x] = scale.colour(*value++);
  }
  return image;
}

Table transposed(const Table& values) {
  Table result{.rows = values.columns, .columns = values.rows, .values = {}};
  result.values.reserve(values.values.size());
  for (std::int64_t row = 0; row < result.rows; ++row) {
    for (std::int64_t column = 0; column < result.columns; ++column) {
      result.values.push_back(values.at(column, row));
    }
  }
  return result;
}

Table shrunk(const Table& values, std::int64_t rows, std::int64_t columns) {
  rows = std::clamp<std::int64_t>(rows, 1, values.rows);
  columns = std::clamp<std::int64_t>(columns, 1, values.columns);
  if (rows == values.rows && columns == values.columns) return values;

  const std::vector<Overlap> across = overlaps(values.columns, columns);
  const std::vector<Overlap> down = overlaps(values.rows, rows);
  const auto width = static_cast<std::size_t>(columns);
  // One row and one column more than asked for take the empty rest of the last cells.
  std::vector<float> sums(static_cast<std::size_t>(rows + 1) * width, 0.0F);
  std::vector<float> line(width + 1);
  const float* value = values.values.data();
  for (const Overlap& row : down) {
    std::fill(line.begin(), line.end(), 0.0F);
    for (const Overlap& column : across) {
      line[column.target] += *value * column.share;
      line[column.target + 1] += *value * (1.0F - column.share);
      ++value;
    }
    float* sum = sums.data() + row.target * width;
    for (std::size_t i = 0; i < width; ++i) {
      sum[i] += line[i] * row.share;
      sum[i + width] += line[i] * (1.0F - row.share);
    }
  }
  sums.resize(static_cast<std::size_t>(rows) * width);
  const float cell = static_cast<float>(rows * columns) / static_cast<float>(values.rows * values.columns);
  for (float& sum : sums) sum *= cell;
  return {.rows = rows, .columns = columns, .values = std::move(sums)};
}

QImage with_sharp_cells(const QImage& image, const QSizeF& size) {
  const int across = std::max(1, static_cast<int>(std::ceil(2.0 * size.width() / image.width())));
  const int down = std::max(1, static_cast<int>(std::ceil(2.0 * size.height() / image.height())));
  return image.scaled(image.width() * across, image.height() * down);
}

}  // namespace lfp
