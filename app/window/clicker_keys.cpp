#include "app/window/clicker_keys.h"

#include "app/bridge/engine_bridge.h"
#include "app/docks/docks.h"
#include "app/docks/perspective_switch.h"

#include <QApplication>
#include <QDockWidget>
#include <QKeyEvent>
#include <QMainWindow>

namespace lfp {

ClickerKeys::ClickerKeys(QMainWindow& window, EngineBridge& bridge, Docks& docks,
                         PerspectiveSwitch& perspectives)
    : QObject(&window), window_(window), bridge_(bridge), docks_(docks), perspectives_(perspectives) {
  connect(&perspectives, &PerspectiveSwitch::current_changed, this, [this] { place_ = -1; });
  // Before the view that has the keyboard, to which the same keys mean pages.
  QApplication::instance()->installEventFilter(this);
}

bool ClickerKeys::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress || !perspectives_.is_presenting()) return false;
  const auto* widget = qobject_cast<QWidget*>(watched);
  const int key = static_cast<QKeyEvent*>(event)->key();
  if (widget == nullptr || widget->window() != &window_) return false;
  if (key != Qt::Key_PageDown && key != Qt::Key_PageUp) return false;
  walk(key == Qt::Key_PageDown);
  return true;
}

void ClickerKeys::walk(bool forwards) {
  if (!perspectives_.shows_phases()) return show_next_view(forwards);
  if (forwards)
    bridge_.send(command::NextPhase{});
  else
    bridge_.send(command::StepBack{});
}

void ClickerKeys::show_next_view(bool forwards) {
  if (place_ < 0) {
    shown_.clear();
    for (QDockWidget* dock : docks_.permanent())
      if (!dock->isHidden() && !dock->isFloating() && dock->objectName() != QLatin1String("dock.setup"))
        shown_.emplace_back(dock);
  }
  perspectives_.leave_maximised();
  const int places = static_cast<int>(shown_.size()) + 1;  // with all together
  place_ = (place_ + 1 + (forwards ? 1 : places - 1)) % places - 1;
  if (place_ < 0) return perspectives_.fit();
  QDockWidget* dock = shown_[static_cast<std::size_t>(place_)];
  if (dock != nullptr) perspectives_.toggle_maximised(*dock);
}

}  // namespace lfp
