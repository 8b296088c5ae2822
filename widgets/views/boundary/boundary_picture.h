#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"
#include "widgets/views/boundary/boundary_regions.h"

#include <QPainter>
#include <QPointF>
#include <QRectF>
#include <cstddef>
#include <optional>
#include <vector>

namespace lfp {

/// The data points drawn over the areas.
enum class BoundaryPoints { training, test, both };

/// More points than this are thinned out evenly because they would hide each other and the areas.
inline constexpr std::int64_t most_boundary_points = 2000;

/// Maps a point of the input plane, in normalised units, to a square on screen (or back, below).
QPointF boundary_pixel(const BoundarySnapshot& boundary, const QRectF& square, QPointF input);
QPointF boundary_input(const BoundarySnapshot& boundary, const QRectF& square, QPointF pixel);

/// Paints areas in the colours of their classes with thin lines between them.
void paint_boundary_areas(QPainter& painter, const QRectF& square, const BoundaryRegions& regions,
                          const Theme& theme);
/// Returns whether both A and B have a boundary.
bool has_boundary_difference(const Snapshot& snapshot);
/// Paints the classes' colours where A and B predict the same class and grey where they do not, with each
/// run's boundaries in its own line.
void paint_boundary_difference(QPainter& painter, const QRectF& square, const Snapshot& snapshot,
                               const Theme& theme);
/// Returns the fraction of the square's cells in which A and B predict different classes.
double unlike_fraction(const Snapshot& snapshot);
/// Writes "A − B" and the fraction of cells in which they differ.
void paint_unlike_heading(QPainter& painter, const QRect& area, const Snapshot& snapshot, const Theme& theme);
/// Paints points in the shapes and colours of their classes; of both sets, test points are hollow.
void paint_boundary_points(QPainter& painter, const QRectF& square, const BoundarySnapshot& boundary,
                           const Dataset& dataset, BoundaryPoints points, const Theme& theme);

/// The content of a boundary figure.
struct BoundaryFigure {
  const Snapshot& snapshot;
  std::vector<std::size_t> runs;
  bool is_difference = false;
  BoundaryPoints points = BoundaryPoints::training;
};
/// Paints the figure with a title, axes in the data's own units and the legend of the classes.
void paint_boundary_figure(QPainter& painter, const QRect& area, const BoundaryFigure& figure,
                           const Theme& theme);

}  // namespace lfp
