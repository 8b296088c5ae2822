#include "widgets/panels/setup/add_button.h"

#include "widgets/style/frames.h"
#include "widgets/style/icons.h"

#include <QPainter>

namespace lfp {

void AddButton::set_theme(const Theme& theme) {
  theme_ = theme;
  setIcon(lfp::icon(QStringLiteral("plus"), theme));
  setIconSize(QSize(theme.px(14), theme.px(14)));
  update();
}

QSize AddButton::sizeHint() const {
  return {theme_.px(120), theme_.px(26)};
}

void AddButton::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(isDown()                      ? theme_.selection
                   : underMouse() && isEnabled() ? theme_.alternate_base
                                                 : theme_.base);
  painter.setPen(QPen(isEnabled() ? theme_.control_border : theme_.separator, 1, Qt::DashLine));
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme_.px(4), theme_.px(4));
  const int side = theme_.px(14);
  const int text_width = fontMetrics().horizontalAdvance(text());
  const int left = (width() - side - theme_.px(6) - text_width) / 2;
  icon().paint(&painter, QRect(left, (height() - side) / 2, side, side), Qt::AlignCenter,
               isEnabled() ? QIcon::Normal : QIcon::Disabled);
  painter.setPen(isEnabled() ? theme_.text : theme_.disabled_text);
  painter.drawText(rect().adjusted(left + side + theme_.px(6), 0, 0, 0), Qt::AlignVCenter, text());
  if (hasFocus()) paint_focus(painter, rect(), theme_);
}

}  // namespace lfp
