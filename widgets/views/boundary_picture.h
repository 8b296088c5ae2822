#pragma once

#include "core/training/snapshot.h"
#include "widgets/style/theme.h"
#include "widgets/views/boundary_regions.h"

#include <QPainter>
#include <QPointF>
#include <QRectF>
#include <optional>

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
/// Points in the shapes and colours of their classes; of both kinds at once, those of the test set hollow.
void paint_boundary_points(QPainter& painter, const QRectF& square, const BoundarySnapshot& boundary,
                           const Dataset& dataset, BoundaryPoints points, const Theme& theme);

/// All runs side by side with title, axes in the data's own units and the legend of the classes.
void paint_boundary_figure(QPainter& painter, const QRect& area, const Snapshot& snapshot,
                           BoundaryPoints points, const Theme& theme);

}  // namespace lfp
