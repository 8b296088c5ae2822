#include "widgets/style/frames.h"

namespace lfp {

void paint_frame(QPainter& painter, const QRectF& area, const QColor& fill, const QColor& border,
                 double width, double radius) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const double line = border.isValid() ? width : 0.0;
  const double inset = line / 2.0;
  painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
  painter.setPen(line > 0.0 ? QPen(border, line) : QPen(Qt::NoPen));
  const double inner_radius = qMax(0.0, radius - inset);
  painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), inner_radius, inner_radius);
  painter.restore();
}

void paint_focus(QPainter& painter, const QRectF& area, const Theme& theme) {
  paint_frame(painter, area, QColor(), theme.accent, theme.px(2), theme.px(4));
}

QColor disabled_border(const Theme& theme) {
  return theme.separator == theme.control_border ? theme.disabled_text : theme.separator;
}

}  // namespace lfp
