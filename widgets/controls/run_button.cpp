#include "widgets/controls/run_button.h"

#include "widgets/controls/run_badge.h"
#include "widgets/style/frames.h"

#include <QFontMetrics>
#include <QPainter>

namespace lfp {

RunButton::RunButton(int run, const QString& name, QWidget* parent)
    : QAbstractButton(parent), theme_(Theme::make(Theme::Kind::light)), run_(run) {
  setCheckable(true);
  setFocusPolicy(Qt::TabFocus);
  setAttribute(Qt::WA_Hover);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  set_name(name);
}

void RunButton::set_name(const QString& name) {
  setText(name);
  setToolTip(name);
  setAccessibleName(tr("Run %1: %2").arg(run_letter(run_), name));
  updateGeometry();
}

void RunButton::set_theme(const Theme& theme) {
  theme_ = theme;
  updateGeometry();
  update();
}

QSize RunButton::sizeHint() const {
  return {theme_.px(10 + 18 + 6 + 10) + QFontMetrics(theme_.bold()).horizontalAdvance(text()), theme_.px(26)};
}

QSize RunButton::minimumSizeHint() const {
  return {theme_.px(10 + 18 + 10), theme_.px(26)};
}

void RunButton::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  const auto index = static_cast<std::size_t>(run_) % theme_.run.size();
  const QColor border = !isEnabled()  ? disabled_border(theme_)
                        : isChecked() ? theme_.run[index]
                                      : theme_.control_border;
  const QColor fill = underMouse() && isEnabled() ? theme_.alternate_base : theme_.base;
  paint_frame(painter, rect(), fill, border, theme_.px(isChecked() ? 2 : 1), theme_.px(4));
  if (hasFocus()) {
    const int inset = isChecked() ? theme_.px(2) : 0;
    paint_focus(painter, rect().adjusted(inset, inset, -inset, -inset), theme_);
  }
  const int side = theme_.px(18);
  paint_badge(painter, QRect(theme_.px(10), (height() - side) / 2, side, side), run_, theme_);
  const QRect text_area = rect().adjusted(theme_.px(10 + 18 + 7), 0, -theme_.px(6), 0);
  painter.setFont(isChecked() ? theme_.bold() : theme_.body());
  painter.setPen(isEnabled() ? theme_.text : theme_.disabled_text);
  painter.drawText(text_area, Qt::AlignVCenter | Qt::AlignLeft,
                   painter.fontMetrics().elidedText(text(), Qt::ElideRight, text_area.width()));
}

}  // namespace lfp
