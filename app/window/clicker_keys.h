#pragma once

#include <QObject>
#include <QPointer>
#include <vector>

class QDockWidget;
class QMainWindow;

namespace lfp {

class Docks;
class EngineBridge;
class PerspectiveSwitch;

/// The two keys of a presenter's clicker, Page Up and Page Down: where phases are shown they walk through
/// these, elsewhere they show one view after the other in the whole window, and all of them again.
class ClickerKeys : public QObject {
  Q_OBJECT

 public:
  ClickerKeys(QMainWindow& window, EngineBridge& bridge, Docks& docks, PerspectiveSwitch& perspectives);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void walk(bool forwards);
  void show_next_view(bool forwards);

  QMainWindow& window_;
  EngineBridge& bridge_;
  Docks& docks_;
  PerspectiveSwitch& perspectives_;
  std::vector<QPointer<QDockWidget>> shown_;  // of the perspective, in order
  int place_ = -1;                            // in these; -1: all together
};

}  // namespace lfp
