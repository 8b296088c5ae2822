#pragma once

#include "core/base/shape.h"
#include "widgets/style/theme.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <cstdint>
#include <vector>

namespace lfp {

/// The inputs or the units of one layer: one below the other as discs, as a grid of cells, as an image, or
/// channels as a grid of small feature maps.
struct NetworkColumn {
  enum class Kind { discs, cells, image, maps };

  Kind kind = Kind::discs;
  int layer = 0;  ///< from 0; input_layer for the inputs
  std::int64_t units = 0;
  QRectF area;               ///< around all of them
  double size = 0;           ///< a disc's diameter, or the side of a cell, of a map's with the gap around it
  double spacing = 0;        ///< between the centres of discs
  std::int64_t columns = 1;  ///< of cells, pixels or maps
  Shape map;                 ///< of a channel's map
  QSizeF map_size;           ///< on the screen

  QPointF centre(std::int64_t unit) const;
  /// Where edges from the layer before arrive, and where those to the next one leave: at the disc's centre,
  /// or at the grid's border in the cell's row.
  QPointF entry(std::int64_t unit) const;
  QPointF exit(std::int64_t unit) const;
  /// Of a disc, a cell or a pixel the square around it, of a channel its map.
  QRectF unit_area(std::int64_t unit) const;
};

/// What decides where things are.
struct NetworkPlan {
  std::vector<std::int64_t> sizes;  ///< of each column: inputs, then units
  std::vector<int> layers;          ///< of each column: input_layer, then from 0
  std::vector<Shape> maps;          ///< of each column: of a channel's map; no channels: it has none
  Shape input;
  bool one_sample = false;
  bool class_marks = false;  ///< a class has its shape beside its name
  double name_width = 0;     ///< of the widest class name
};

/// Places in a view of a given size, in its pixels.
struct NetworkLayout {
  QSizeF size;
  std::vector<NetworkColumn> columns;  ///< the inputs first
  bool is_close = false;               ///< columns can hardly be told apart
  double map_side = 0;                 ///< of feature maps, with the gap around them; 0: there are none
  double caption_y = 0;                ///< middle of the line of captions
  double heading_y = 0;                ///< middle of the second line, above outputs and image
  QRectF notes;                        ///< for sample, scale and thinning, below an image; else one line
  QRectF legend;
  bool has_answers = true;    ///< beside the outputs of one sample: probability or value
  double read_out_left = 0;   ///< names and numbers of the outputs: from here
  double read_out_right = 0;  ///< to here

  /// The column of that layer; the last one before it where it has none.
  std::size_t column_of(int layer) const;
  const NetworkColumn& input() const { return columns.front(); }
  const NetworkColumn& outputs() const { return columns.back(); }
};

/// Feature maps whose side with its gap is smaller can hardly be made out, in pixels at 100 %.
inline constexpr double map_to_make_out = 28;

/// Layers with more units than this are grids of cells.
inline constexpr std::int64_t most_discs = 48;

/// Between two columns of discs all edges are drawn up to this many weights, and only the strongest beyond.
inline constexpr std::int64_t most_weights_drawn_whole = 1024;

NetworkLayout lay_out(const NetworkPlan& plan, const QSizeF& size, const Theme& theme);

}  // namespace lfp
