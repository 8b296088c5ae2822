#pragma once

#include "app/window/key_sheet.h"

#include <QObject>

class QKeyEvent;
class QMainWindow;

namespace lfp {

class Docks;
class Focus;
class EngineBridge;
class View;

/// The keys of views, wherever the keyboard is: 1 to 9 choose a layer, the others go to the view that was
/// used last or, where that has no use for them, to all that are seen. A control that types takes its keys
/// first.
class ViewKeys : public QObject {
  Q_OBJECT

 public:
  ViewKeys(QMainWindow& window, EngineBridge& bridge, Docks& docks, Focus& focus);

  /// What the keys do that views take and no menu shows.
  static KeyGroup group();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  bool choose_layer(int key);
  bool hand_on(const QKeyEvent& event);

  EngineBridge& bridge_;
  Docks& docks_;
  Focus& focus_;
  bool is_handing_on_ = false;  // what a view does not take comes back through the window
};

}  // namespace lfp
