#pragma once

#include "widgets/style/theme.h"

#include <QColor>
#include <QPainter>
#include <QPointF>
#include <QRectF>

namespace lfp {

/// The sign-flip mark: a diamond `size` high around `centre`, in the theme's magenta unless another colour is
/// given.
void paint_diamond(QPainter& painter, const QPointF& centre, double size, const QColor& colour);
void paint_diamond(QPainter& painter, const QPointF& centre, double size, const Theme& theme);

enum class MarkFill { filled, hollow };

/// The shape of a class around `centre`, within `size` x `size`: circle, square, triangle, diamond outline,
/// cross, star, repeated. Filled marks have a thin outline in the base colour, so that they stand off areas
/// of their own class; hollow ones are outlines (a point that the network gets wrong, or of the test set).
void paint_class_mark(QPainter& painter, const QPointF& centre, double size, int class_index,
                      const Theme& theme, MarkFill fill = MarkFill::filled);

/// The hatching of diverged cells: 45-degree lines on the alternate base. Lines of neighbouring cells meet.
void paint_hatching(QPainter& painter, const QRectF& area, const Theme& theme);

/// "You are here", on an axis of steps of which some lie ahead: a line from `top` to `bottom`, with a small
/// triangle at its top.
void paint_here_line(QPainter& painter, double x, int top, int bottom, const Theme& theme);
/// What lies ahead of it, by its colour in the present.
QColor colour_ahead(const QColor& colour, const Theme& theme);

/// A difference of fractions, −1..1, as a bar from the middle of `track`, in the colours of signs.
void paint_difference_bar(QPainter& painter, const QRect& track, double difference, const Theme& theme);

}  // namespace lfp
