#pragma once

#include "app/docks/focus_link.h"
#include "widgets/views/view_entry.h"

#include <QObject>
#include <QVariantMap>
#include <cstdint>
#include <optional>

class QMenu;

namespace lfp {

class DockTitle;
class Focus;
class EngineBridge;

/// Pins a view to the layer or the item that it shows, by the pin in its title and the "..." menu. Nothing
/// happens for views that show neither.
class ViewPin : public QObject {
  Q_OBJECT

 public:
  ViewPin(const EngineBridge& bridge, Pinnable pin, Focus& own_focus, FocusLink& link, DockTitle& title);

  void add_to(QMenu& menu);
  /// What it is pinned to; empty where it is not.
  QVariantMap state();
  void set_state(const QVariantMap& state);
  /// Removes a pin to an item or layer that a new network does not have.
  void check();
  /// Whether the view keeps its item when another one is chosen.
  bool is_to_item() const;

 private:
  bool has_something() const;
  void hold(bool pinned);
  void pin_to(int layer);
  void list_layers(QMenu& menu);

  const EngineBridge& bridge_;
  Focus& own_focus_;
  FocusLink& link_;
  DockTitle& title_;
  std::optional<FocusLink::Part> part_;
  std::uint64_t generation_ = 0;  // in which the pin was last checked
};

}  // namespace lfp
