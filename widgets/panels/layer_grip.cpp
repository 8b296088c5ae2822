#include "widgets/panels/layer_grip.h"

#include "widgets/style/icons.h"

#include <QEvent>
#include <QMouseEvent>
#include <QPainter>

namespace lfp {

LayerGrip::LayerGrip(QWidget* parent) : QWidget(parent), theme_(Theme::make(Theme::Kind::light)) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  setCursor(Qt::OpenHandCursor);
  setToolTip(tr("Drag to move this layer"));
}

void LayerGrip::set_theme(const Theme& theme) {
  theme_ = theme;
  updateGeometry();
  update();
}

QSize LayerGrip::sizeHint() const {
  return {theme_.px(12), theme_.px(20)};
}

void LayerGrip::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  const int side = theme_.px(14);
  const QRect area((width() - side) / 2, (height() - side) / 2, side, side);
  quiet_icon("grip", theme_)
      .paint(&painter, area, Qt::AlignCenter, isEnabled() ? QIcon::Normal : QIcon::Disabled);
}

void LayerGrip::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return event->ignore();
  held_ = true;
  setCursor(Qt::ClosedHandCursor);
}

void LayerGrip::mouseMoveEvent(QMouseEvent* event) {
  if (held_) emit moved(event->globalPosition().toPoint());
}

void LayerGrip::mouseReleaseEvent(QMouseEvent* event) {
  if (!held_ || event->button() != Qt::LeftButton) return;
  held_ = false;
  setCursor(Qt::OpenHandCursor);
  emit released(event->globalPosition().toPoint());
}

void LayerGrip::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::EnabledChange) return;
  setCursor(isEnabled() ? Qt::OpenHandCursor : Qt::ArrowCursor);
  update();
}

}  // namespace lfp
