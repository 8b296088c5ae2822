#pragma once

#include "widgets/style/colour_map.h"
#include "widgets/style/theme.h"

#include <QPainter>
#include <QRect>
#include <QString>

namespace lfp {

/// The colours of a scale as a bar with a 1-px frame: low at the left, or at the bottom when `area` is higher
/// than wide.
void paint_colour_bar(QPainter& painter, const QRect& area, const ColourTable& table, const Theme& theme);

/// "−0.09 [bar] +0.09" in one line, left-aligned and vertically centred in `area`: the legend of everything
/// signed. The bar takes what the numbers leave, at most `bar_width` pixels at 100 %. Returns the right end.
int paint_signed_scale(QPainter& painter, const QRect& area, float range, const Theme& theme,
                       int bar_width = 110);

/// The same for an unsigned scale with its two ends in words: "33 % [bar] 100 %".
int paint_unsigned_scale(QPainter& painter, const QRect& area, const QString& low, const QString& high,
                         const Theme& theme, int bar_width = 110);

/// The width that paint_signed_scale needs at most.
int signed_scale_width(const Theme& theme, int bar_width = 110);

/// The end of a scale in two significant digits: "+0.09", "−1.5".
QString scale_end_text(float value);

}  // namespace lfp
