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

/// Whose points lie over the areas.
enum class BoundaryPoints { training, test, both };

/// More points than this are thinned out evenly: they would hide each other and the areas.
inline constexpr std::int64_t most_boundary_points = 2000;

/// From the input plane, as the network sees it, to a square on screen and back.
QPointF boundary_pixel(const BoundarySnapshot& boundary, const QRectF& square, QPointF input);
QPointF boundary_input(const BoundarySnapshot& boundary, const QRectF& square, QPointF pixel);

/// Areas in the colours of their classes, and a thin line between them.
void paint_boundary_areas(QPainter& painter, const QRectF& square, const BoundaryRegions& regions,
                          const Theme& theme);
/// Whether there is a boundary of A and one of B.
bool has_boundary_difference(const Snapshot& snapshot);
/// Where A and B predict the same in the classes' colours, where they do not in grey, and each run's
/// boundaries in its own line.
void paint_boundary_difference(QPainter& painter, const QRectF& square, const Snapshot& snapshot,
                               const Theme& theme);
/// The part of the square's cells that A and B predict differently.
double unlike_fraction(const Snapshot& snapshot);
/// "A − B" and that part.
void paint_unlike_heading(QPainter& painter, const QRect& area, const Snapshot& snapshot, const Theme& theme);
/// Points in the shapes and colours of their classes; of both kinds at once, those of the test set hollow.
void paint_boundary_points(QPainter& painter, const QRectF& square, const BoundarySnapshot& boundary,
                           const Dataset& dataset, BoundaryPoints points, const Theme& theme);

/// What a figure of the boundary shows.
struct BoundaryFigure {
  const Snapshot& snapshot;
  std::vector<std::size_t> runs;
  bool is_difference = false;
  BoundaryPoints points = BoundaryPoints::training;
};
/// With title, axes in the data's own units and the legend of the classes.
void paint_boundary_figure(QPainter& painter, const QRect& area, const BoundaryFigure& figure,
                           const Theme& theme);

}  // namespace lfp
