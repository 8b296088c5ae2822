#pragma once

#include "app/docks/view_pin.h"

#include <QObject>
#include <QVariantMap>

class QActionGroup;
class QMenu;

namespace lfp {

class DockTitle;
class Focus;
class EngineBridge;
class SharedRanges;
class View;
struct ViewEntry;

/// What a person can set for one view in its title: the layer or item it is pinned to, which of the runs it
/// shows, and the range of its colours. Kept with the layout.
class ViewOptions : public QObject {
  Q_OBJECT

 public:
  struct Parts {
    const EngineBridge& bridge;
    const ViewEntry& entry;
    View& view;
    Focus& own_focus;
    FocusLink& link;
    DockTitle& title;
    SharedRanges& shared;
  };

  explicit ViewOptions(const Parts& parts);

  /// Adds those options that the view has to the "..." menu.
  void add_to(QMenu& menu);
  /// The options that differ from the defaults, for the settings and a session file.
  QVariantMap state();
  /// Options that `state` leaves out get their defaults.
  void set_state(const QVariantMap& state);
  ViewPin& pin() { return pin_; }

 private:
  void list_runs(QMenu& menu);
  void add_scale_to(QMenu& menu);
  void ask_range();
  void colour_again();

  Parts to_;
  ViewPin pin_;
};

}  // namespace lfp
