#include "widgets/panels/setup/layer_grip.h"

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

void LayerGrip::extend_to(QWidget& neighbour) {
  neighbour_ = &neighbour;
  neighbour.setCursor(cursor());
  neighbour.setToolTip(toolTip());
  neighbour.installEventFilter(this);
}

bool LayerGrip::eventFilter(QObject* watched, QEvent* event) {
  if (!isEnabled()) return QWidget::eventFilter(watched, event);
  switch (event->type()) {
    case QEvent::MouseButtonPress:
      mousePressEvent(static_cast<QMouseEvent*>(event));
      return held_;
    case QEvent::MouseMove:
      mouseMoveEvent(static_cast<QMouseEvent*>(event));
      return held_;
    case QEvent::MouseButtonRelease:
      mouseReleaseEvent(static_cast<QMouseEvent*>(event));
      return false;
    default:
      return QWidget::eventFilter(watched, event);
  }
}

void LayerGrip::show_cursor(Qt::CursorShape shape) {
  setCursor(shape);
  if (neighbour_) neighbour_->setCursor(shape);
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
  show_cursor(Qt::ClosedHandCursor);
}

void LayerGrip::mouseMoveEvent(QMouseEvent* event) {
  if (held_) emit moved(event->globalPosition().toPoint());
}

void LayerGrip::mouseReleaseEvent(QMouseEvent* event) {
  if (!held_ || event->button() != Qt::LeftButton) return;
  held_ = false;
  show_cursor(Qt::OpenHandCursor);
  emit released(event->globalPosition().toPoint());
}

void LayerGrip::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::EnabledChange) return;
  show_cursor(isEnabled() ? Qt::OpenHandCursor : Qt::ArrowCursor);
  update();
}

}  // namespace lfp
