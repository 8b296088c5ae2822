#include "app/window/enter_key.h"

#include <QAbstractButton>
#include <QApplication>
#include <QKeyEvent>

namespace lfp {

EnterKey::EnterKey(QObject* parent) : QObject(parent) {
  qApp->installEventFilter(this);
}

bool EnterKey::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return QObject::eventFilter(watched, event);
  const auto* key = static_cast<QKeyEvent*>(event);
  const bool is_enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
  auto* button = is_enter ? qobject_cast<QAbstractButton*>(watched) : nullptr;
  if (button == nullptr || !button->hasFocus() || button->window() != parent())
    return QObject::eventFilter(watched, event);
  button->click();
  return true;
}

}  // namespace lfp
