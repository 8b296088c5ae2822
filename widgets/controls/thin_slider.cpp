#include "widgets/controls/thin_slider.h"

#include "widgets/style/frames.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QWheelEvent>

namespace lfp {
namespace {

constexpr double handle_radius = 7;

}  // namespace

ThinSlider::ThinSlider(QWidget* parent)
    : QSlider(Qt::Horizontal, parent), theme_(Theme::make(Theme::Kind::light)) {
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAttribute(Qt::WA_Hover);
}

void ThinSlider::set_theme(const Theme& theme) {
  theme_ = theme;
  updateGeometry();
  update();
}

QSize ThinSlider::sizeHint() const {
  return {theme_.px(104), theme_.px(22)};
}

QSize ThinSlider::minimumSizeHint() const {
  return {theme_.px(40), theme_.px(22)};
}

double ThinSlider::handle_centre() const {
  const double radius = theme_.px(handle_radius);
  const double part =
      maximum() > minimum() ? double(value() - minimum()) / double(maximum() - minimum()) : 0.0;
  return radius + part * (width() - 2.0 * radius);
}

int ThinSlider::value_at(double x) const {
  const double radius = theme_.px(handle_radius);
  const double part = qBound(0.0, (x - radius) / qMax(1.0, width() - 2.0 * radius), 1.0);
  return minimum() + qRound(part * (maximum() - minimum()));
}

void ThinSlider::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QColor ink = isEnabled() ? theme_.accent : disabled_border(theme_);
  const int line = theme_.px(2);
  const int centre_y = height() / 2;
  const int handle_x = qRound(handle_centre());
  const int track_top = centre_y - line / 2;
  painter.fillRect(0, track_top, handle_x, line, ink);
  painter.fillRect(handle_x, track_top, width() - handle_x, line,
                   isEnabled() ? theme_.control_border : disabled_border(theme_));
  const int radius = theme_.px(handle_radius);
  const QRect handle(handle_x - radius, centre_y - radius, 2 * radius, 2 * radius);
  const QColor fill = isSliderDown() || (underMouse() && isEnabled()) ? theme_.selection : theme_.base;
  paint_frame(painter, handle, fill, ink, line, radius);
  if (hasFocus() && used_by_keyboard_) paint_focus(painter, rect(), theme_);
}

void ThinSlider::focusInEvent(QFocusEvent* event) {
  used_by_keyboard_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
  QSlider::focusInEvent(event);
}

void ThinSlider::focusOutEvent(QFocusEvent* event) {
  QSlider::focusOutEvent(event);
  emit interaction_ended();
}

void ThinSlider::keyPressEvent(QKeyEvent* event) {
  used_by_keyboard_ = true;
  QSlider::keyPressEvent(event);
  update();
}

void ThinSlider::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return event->ignore();
  used_by_keyboard_ = false;
  setSliderDown(true);
  const bool on_handle = qAbs(event->position().x() - handle_centre()) <= theme_.px(handle_radius);
  if (!on_handle) setSliderPosition(value_at(event->position().x()));
  update();
}

void ThinSlider::mouseMoveEvent(QMouseEvent* event) {
  if (isSliderDown()) setSliderPosition(value_at(event->position().x()));
}

void ThinSlider::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !isSliderDown()) return event->ignore();
  setSliderDown(false);
  update();
  emit interaction_ended();
}

void ThinSlider::keyReleaseEvent(QKeyEvent* event) {
  QSlider::keyReleaseEvent(event);
  if (!event->isAutoRepeat()) emit interaction_ended();
}

void ThinSlider::wheelEvent(QWheelEvent* event) {
  if (!hasFocus()) return event->ignore();
  QSlider::wheelEvent(event);
  emit interaction_ended();
}

}  // namespace lfp
