#pragma once

#include <QApplication>
#include <QMouseEvent>
#include <QPointF>
#include <QWheelEvent>
#include <QWidget>

/// Mouse events as a person makes them. QTest moves the real pointer, which not every platform plugin has.
namespace lfp::test {

void move_mouse(QWidget& widget, const QPointF& to, Qt::MouseButtons held = Qt::NoButton);

void drag_mouse(QWidget& widget, const QPointF& from, const QPointF& to);

/// Positive notches turn the wheel away from the person.
void turn_wheel(QWidget& widget, const QPointF& at, int notches);

}  // namespace lfp::test
