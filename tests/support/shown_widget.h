#pragma once

#include <QKeyEvent>
#include <QLineEdit>
#include <QTest>
#include <QWidget>
#include <memory>

namespace lfp::test {

/// The widget on the screen and active, so that focus and keys work.
template <class Widget>
std::unique_ptr<Widget> shown(std::unique_ptr<Widget> widget, QSize size) {
  widget->resize(size);
  widget->show();
  widget->activateWindow();
  if (!QTest::qWaitForWindowActive(widget.get())) qFatal("the window does not come up");
  return widget;
}

/// Replaces the text as a person would, and presses Enter. (QTest's own typing knows only ASCII.)
inline void type(QLineEdit& edit, const QString& text) {
  edit.setFocus();
  edit.selectAll();
  QKeyEvent keys(QEvent::KeyPress, 0, Qt::NoModifier, text);
  QCoreApplication::sendEvent(&edit, &keys);
  QTest::keyClick(&edit, Qt::Key_Return);
}

}  // namespace lfp::test
