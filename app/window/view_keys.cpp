#include "app/window/view_keys.h"

#include "app/bridge/engine_bridge.h"
#include "app/docks/docks.h"
#include "widgets/views/focus.h"
#include "widgets/views/view.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMainWindow>
#include <QScopedValueRollback>
#include <algorithm>
#include <array>

namespace lfp {

namespace {

constexpr std::array keys_for_views{Qt::Key_A, Qt::Key_B, Qt::Key_C, Qt::Key_D, Qt::Key_S};

/// Whether `view` did something with the key.
bool takes(View& view, const QKeyEvent& event) {
  QKeyEvent copy(event.type(), event.key(), event.modifiers(), event.text());
  QApplication::sendEvent(&view, &copy);
  return copy.isAccepted();
}

}  // namespace

ViewKeys::ViewKeys(QMainWindow& window, EngineBridge& bridge, Docks& docks, Focus& focus)
    : QObject(&window), bridge_(bridge), docks_(docks), focus_(focus) {
  window.installEventFilter(this);
}

KeyGroup ViewKeys::group() {
  return {.title = tr("Views"),
          .rows = {{tr("Layer by number"), tr("1 – 9")},
                   {tr("Run A, B, their difference"), tr("A, B, D")},
                   {tr("Network: colour by the next quantity"), tr("S")},
                   {tr("Reset network zoom"), tr("0")},
                   {tr("Move selection; previous or next sample"), tr("Arrows")},
                   {tr("Inspect the selection"), tr("Enter")},
                   {tr("Clear selection"), tr("Esc")},
                   {tr("Human feedback: reward, punish"), tr("+, −")},
                   {tr("Presenter: next, previous phase or view"), tr("Page Down, Page Up")}}};
}

bool ViewKeys::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress && !is_handing_on_) {
    const auto& key = static_cast<QKeyEvent&>(*event);
    const bool is_plain = (key.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (is_plain && (choose_layer(key.key()) || hand_on(key))) return true;
  }
  return QObject::eventFilter(watched, event);
}

bool ViewKeys::choose_layer(int key) {
  if (key < Qt::Key_1 || key > Qt::Key_9) return false;
  const SnapshotPointer& snapshot = bridge_.snapshot();
  const int layer = key - Qt::Key_1;
  if (!snapshot || snapshot->runs.empty() || layer >= static_cast<int>(snapshot->runs.front().layers.size()))
    return false;
  focus_.set_layer(layer);
  return true;
}

bool ViewKeys::hand_on(const QKeyEvent& event) {
  if (std::ranges::find(keys_for_views, event.key()) == keys_for_views.end()) return false;
  const QScopedValueRollback handing_on(is_handing_on_, true);
  View* const active = docks_.active_view();
  if (active->isVisible() && takes(*active, event)) return true;
  bool is_taken = false;
  for (View* view : docks_.views())
    if (view != active && view->isVisible()) is_taken = takes(*view, event) || is_taken;
  return is_taken;
}

}  // namespace lfp
