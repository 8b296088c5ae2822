#pragma once

#include "widgets/style/theme.h"

#include <QPoint>
#include <QPointF>
#include <QRect>
#include <QRectF>
#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

/// How far the matrices are zoomed in, and the place in them (0..1 across and down) that is in the middle.
struct MatrixZoom {
  double factor = 1.0;
  QPointF centre{0.5, 0.5};
};

/// A cell of a weight matrix: neuron and input; input = inputs means the neuron's bias.
struct WeightCell {
  std::int64_t unit = 0;
  std::int64_t input = 0;
  bool operator==(const WeightCell&) const = default;
};

/// Where the matrices of the runs lie: square cells as large as fit, the panes side by side or, where that
/// gives larger cells, in several rows; a matrix that would be a thin upright strip lies down (inputs
/// become rows).
class WeightLayout {
 public:
  struct Pane {
    QRect header;   ///< one line of text
    QRect frame;    ///< what may be drawn on; the matrix is clipped to it
    QRect label;    ///< left of the matrix, for upright text
    QRectF matrix;  ///< whole, without the bias; reaches beyond `frame` when zoomed in
    QRectF bias;    ///< the neurons' biases, set apart; empty without bias
  };
  struct Shape {
    std::int64_t units = 0;
    std::int64_t inputs = 0;
    bool has_bias = false;
  };

  WeightLayout() = default;
  WeightLayout(const QRect& area, std::size_t panes, const Shape& shape, const MatrixZoom& zoom,
               const Theme& theme);

  const std::vector<Pane>& panes() const { return panes_; }
  const QRect& footer() const { return footer_; }
  double cell() const { return cell_; }     ///< side of a cell in pixels
  bool is_lying() const { return lying_; }  ///< inputs are rows
  int panes_per_row() const { return per_row_; }
  bool is_empty() const { return panes_.empty(); }
  std::int64_t rows() const { return lying_ ? shape_.inputs : shape_.units; }
  std::int64_t columns() const { return lying_ ? shape_.units : shape_.inputs; }

  /// The cell's square in a pane, its bias included.
  QRectF area_of(std::size_t pane, const WeightCell& cell) const;
  std::optional<std::size_t> pane_at(const QPointF& point) const;
  std::optional<WeightCell> cell_at(std::size_t pane, const QPointF& point) const;
  /// The zoom after a factor more around a point that stays where it is, or after dragging by some pixels.
  MatrixZoom zoomed(const MatrixZoom& zoom, std::size_t pane, const QPointF& point, double factor) const;
  MatrixZoom dragged(const MatrixZoom& zoom, const QPointF& by) const;

 private:
  struct Plane {
    QSizeF matrix;
    double gap = 0.0;    // between matrix and bias
    double strip = 0.0;  // thickness of the bias
    QSizeF size;         // of both
  };
  std::vector<QRect> split(const QRect& area, int per_row, std::size_t panes) const;
  QRect tightened(const QRect& area, std::size_t panes) const;
  QSize room(const QRect& pane) const;
  double fitting_cell(const QSize& room, bool lying) const;
  Plane plane(double cell, bool lying) const;
  void arrange(const QRect& area, std::size_t panes);
  Pane place(const QRect& area, const MatrixZoom& zoom) const;

  Shape shape_;
  int gap_ = 0, header_ = 0, label_ = 0, largest_ = 0, thinnest_ = 0, narrowest_header_ = 0;
  bool lying_ = false;
  int per_row_ = 1;
  double fitted_cell_ = 0.0;
  double cell_ = 0.0;
  QRect footer_;
  std::vector<Pane> panes_;
};

}  // namespace lfp
