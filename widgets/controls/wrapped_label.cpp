#include "widgets/controls/wrapped_label.h"

#include <QResizeEvent>

namespace lfp {

WrappedLabel::WrappedLabel(QWidget* parent) : QLabel(parent) {
  setWordWrap(true);
}

QSize WrappedLabel::sizeHint() const {
  return {QLabel::sizeHint().width(), heightForWidth(width())};
}

QSize WrappedLabel::minimumSizeHint() const {
  return {QLabel::minimumSizeHint().width(), heightForWidth(width())};
}

void WrappedLabel::resizeEvent(QResizeEvent* event) {
  QLabel::resizeEvent(event);
  if (event->size().width() != event->oldSize().width()) updateGeometry();
}

}  // namespace lfp
