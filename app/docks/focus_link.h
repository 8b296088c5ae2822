#pragma once

#include "widgets/views/focus.h"

#include <QObject>
#include <cstdint>

namespace lfp {

/// Ties a view's own focus to the common one, in both directions. While the layer or the item is held, the
/// view keeps its own, and one chosen in the view stays with it; everything else goes on being shared.
class FocusLink : public QObject {
  Q_OBJECT

 public:
  FocusLink(Focus& common, Focus& own, QObject* parent);

  /// What can be held.
  enum class Part : std::uint8_t { layer, item };
  /// When it is released, the view shows the common one again.
  void hold(Part part, bool held);

 private:
  void tie(Focus& from, Focus& to);

  Focus& common_;
  Focus& own_;
  bool holds_layer_ = false;
  bool holds_item_ = false;
  bool is_passing_on_ = false;  // what one side asks for comes back from the other
};

}  // namespace lfp
