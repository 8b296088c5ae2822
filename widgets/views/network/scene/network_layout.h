#pragma once

#include "core/base/shape.h"
#include "widgets/style/theme.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <cstdint>
#include <vector>

namespace lfp {

/// The inputs or the units of one layer, one below the other as discs, as a grid of cells, or as an image.
struct NetworkColumn {
  enum class Kind { discs, cells, image };

  Kind kind = Kind::discs;
  int layer = 0;  ///< from 0; input_layer for the inputs
  std::int64_t units = 0;
  QRectF area;               ///< around all of them
  double size = 0;           ///< a disc's diameter or a cell's side
  double spacing = 0;        ///< between the centres of discs
  std::int64_t columns = 1;  ///< of cells or pixels

  QPointF centre(std::int64_t unit) const;
  /// Where edges from the layer before arrive, and where those to the next one leave: at the disc's centre,
  /// or at the grid's border in the cell's row.
  QPointF entry(std::int64_t unit) const;
  QPointF exit(std::int64_t unit) const;
};

/// What decides where things are.
struct NetworkPlan {
  std::vector<std::int64_t> sizes;  ///< of each column: inputs, then units
  std::vector<int> layers;          ///< of each column: input_layer, then from 0
  Shape input;
  bool one_sample = false;
  bool class_marks = false;  ///< a class has its shape beside its name
  double name_width = 0;     ///< of the widest class name
};

/// Places in a view of a given size, in its pixels.
struct NetworkLayout {
  QSizeF size;
  std::vector<NetworkColumn> columns;  ///< the inputs first
  double gap = 0;                      ///< between two columns
  double caption_y = 0;                ///< middle of the line of captions
  double heading_y = 0;                ///< middle of the second line, above outputs and image
  QRectF notes;                        ///< for sample, scale and thinning, below an image; else one line
  QRectF legend;
  double read_out_left = 0;   ///< names and numbers of the outputs: from here
  double read_out_right = 0;  ///< to here

  /// The column of that layer; the last one before it where it has none.
  std::size_t column_of(int layer) const;
  const NetworkColumn& input() const { return columns.front(); }
  const NetworkColumn& outputs() const { return columns.back(); }
};

/// Layers with more units than this are grids of cells.
inline constexpr std::int64_t most_discs = 48;

/// Between two columns of discs all edges are drawn up to this many weights, and only the strongest beyond.
inline constexpr std::int64_t most_weights_drawn_whole = 1024;

NetworkLayout lay_out(const NetworkPlan& plan, const QSizeF& size, const Theme& theme);

}  // namespace lfp
