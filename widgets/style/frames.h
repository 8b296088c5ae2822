#pragma once

#include "widgets/style/theme.h"

#include <QPainter>
#include <QRectF>

namespace lfp {

/// A filled rectangle with round corners whose border lies wholly inside `area`, sharp to the pixel.
/// Fill or border may be invalid colours: then they are left out.
void paint_frame(QPainter& painter, const QRectF& area, const QColor& fill, const QColor& border,
                 double width, double radius);

/// The 2-px ink frame of whatever has the keyboard.
void paint_focus(QPainter& painter, const QRectF& area, const Theme& theme);

/// The border of what is disabled: the separator's colour, or grey where separators are ink.
QColor disabled_border(const Theme& theme);

}  // namespace lfp
