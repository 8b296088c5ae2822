#pragma once

#include "widgets/style/theme.h"

#include <QRect>
#include <cstdint>
#include <optional>

namespace lfp {

/// Where listed samples are: in cells of equal size, row by row, below a heading if they are rows of a table.
struct SampleGrid {
  QRect area;  ///< without the heading
  int columns = 1;
  int cell_width = 1;
  int row_height = 1;
  int scroll = 0;  ///< the list begins this far above the area

  static constexpr double tile_side = 48;  ///< of an image, at 100 %

  /// Images beside each other, as many as fit into `area`, each at least so wide with its words.
  static SampleGrid of_tiles(const QRect& area, const Theme& theme, int scroll, int least_width);
  /// Rows of a table.
  static SampleGrid of_rows(const QRect& area, const Theme& theme, int scroll);

  QRect cell(std::int64_t place) const;
  /// The place at a point of the screen, of a list of `count` samples.
  std::optional<std::int64_t> place_at(const QPoint& point, std::int64_t count) const;
  /// The height of `count` samples.
  std::int64_t height_of(std::int64_t count) const;
};

}  // namespace lfp
