#include "app/window/focus_keys.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QFocusEvent>
#include <QKeyEvent>

namespace lfp {

FocusKeys::FocusKeys(QObject* parent) : QObject(parent) {
  qApp->installEventFilter(this);
}

bool FocusKeys::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::FocusIn) {
    const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
    is_focus_from_keyboard_ = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason;
  }
  if (event->type() == QEvent::ShortcutOverride && is_focus_from_keyboard_) {
    const bool takes_space = qobject_cast<QAbstractButton*>(watched) || qobject_cast<QComboBox*>(watched);
    if (takes_space && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space) {
      event->accept();
      return true;
    }
  }
  return QObject::eventFilter(watched, event);
}

}  // namespace lfp
