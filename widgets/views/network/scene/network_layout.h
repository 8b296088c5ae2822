#pragma once

#include "core/base/shape.h"
#include "widgets/style/theme.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <cstdint>
#include <vector>

namespace lfp {

/// The inputs or the units of one layer: drawn as discs below one another, as a grid of cells, as an image,
/// or, for channels, as a grid of small feature maps.
struct NetworkColumn {
  enum class Kind { discs, cells, image, maps };

  Kind kind = Kind::discs;
  int layer = 0;  ///< from 0; input_layer for the inputs
  std::int64_t units = 0;
  QRectF area;               ///< bounding box of all units
  double size = 0;           ///< diameter of a disc, or side of a cell or of a map with its gap
  double spacing = 0;        ///< between the centres of discs
  std::int64_t columns = 1;  ///< number of columns of cells, pixels or maps
  Shape map;                 ///< shape of one channel's map
  QSizeF map_size;           ///< in screen pixels

  QPointF centre(std::int64_t unit) const;
  /// The point where edges from the previous layer arrive, or where those to the next layer leave (exit): at
  /// the disc's centre, or at the grid's border in the cell's row.
  QPointF entry(std::int64_t unit) const;
  QPointF exit(std::int64_t unit) const;
  /// Returns the square around a disc, a cell or a pixel, or the map of a channel.
  QRectF unit_area(std::int64_t unit) const;
};

/// Everything that determines the layout.
struct NetworkPlan {
  std::vector<std::int64_t> sizes;  ///< of each column: number of inputs, then of units
  std::vector<int> layers;          ///< of each column: input_layer, then from 0
  std::vector<Shape> maps;          ///< of each column: shape of a channel's map; no channels: it has none
  Shape input;
  Shape image_outputs;  ///< the image that the outputs make up; no channels: they make up none
  bool one_sample = false;
  bool class_marks = false;  ///< each class has a symbol beside its name
  double name_width = 0;     ///< width of the widest class name
};

/// Positions in a view of a given size, in pixels of the view.
struct NetworkLayout {
  QSizeF size;
  std::vector<NetworkColumn> columns;  ///< the inputs first
  bool is_close = false;               ///< columns are so close that they can hardly be told apart
  double map_side = 0;                 ///< side of feature maps with their gap; 0 if there are none
  double caption_y = 0;                ///< vertical centre of the line of captions
  double heading_y = 0;                ///< vertical centre of the second line, above outputs and image
  QRectF notes;                        ///< area for sample, scale and thinning: below an image, else one line
  QRectF legend;
  bool has_answers = true;    ///< a probability or value is shown beside each output of one sample
  double read_out_left = 0;   ///< left end of the outputs' names and numbers
  double read_out_right = 0;  ///< right end

  /// Returns the column of that layer, or the last one before it if it has none.
  std::size_t column_of(int layer) const;
  const NetworkColumn& input() const { return columns.front(); }
  const NetworkColumn& outputs() const { return columns.back(); }
};

/// Feature maps with a smaller side, including the gap, are hard to make out; in pixels at 100 %.
inline constexpr double map_to_make_out = 28;

/// Layers with more units than this are drawn as grids of cells.
inline constexpr std::int64_t most_discs = 48;

/// Between two columns of discs, all edges are drawn up to this many weights, beyond it only the strongest.
inline constexpr std::int64_t most_weights_drawn_whole = 1024;

NetworkLayout lay_out(const NetworkPlan& plan, const QSizeF& size, const Theme& theme);

}  // namespace lfp
