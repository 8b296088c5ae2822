#include "tests/support/pointer.h"

namespace lfp::test {

void move_mouse(QWidget& widget, const QPointF& to, Qt::MouseButtons held) {
  QMouseEvent event(QEvent::MouseMove, to, widget.mapToGlobal(to), Qt::NoButton, held, Qt::NoModifier);
  QApplication::sendEvent(&widget, &event);
}

void drag_mouse(QWidget& widget, const QPointF& from, const QPointF& to) {
  QMouseEvent press(QEvent::MouseButtonPress, from, widget.mapToGlobal(from), Qt::LeftButton, Qt::LeftButton,
                    Qt::NoModifier);
  QApplication::sendEvent(&widget, &press);
  move_mouse(widget, (from + to) / 2.0, Qt::LeftButton);
  move_mouse(widget, to, Qt::LeftButton);
  QMouseEvent release(QEvent::MouseButtonRelease, to, widget.mapToGlobal(to), Qt::LeftButton, Qt::NoButton,
                      Qt::NoModifier);
  QApplication::sendEvent(&widget, &release);
}

void turn_wheel(QWidget& widget, const QPointF& at, int notches) {
  QWheelEvent event(at, widget.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt::NoButton,
                    Qt::NoModifier, Qt::NoScrollPhase, false);
  QApplication::sendEvent(&widget, &event);
}

}  // namespace lfp::test
