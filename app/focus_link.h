#pragma once

#include "widgets/views/focus.h"

#include <QObject>

namespace lfp {

/// Ties a view's own focus to the common one, in both directions. While the layer is held, the view keeps its
/// own, and a layer chosen in the view stays with it; everything else goes on being shared.
class FocusLink : public QObject {
  Q_OBJECT

 public:
  FocusLink(Focus& common, Focus& own, QObject* parent);

  /// Released, the view shows the common layer again.
  void hold_layer(bool held);

 private:
  void tie(Focus& from, Focus& to);

  Focus& common_;
  Focus& own_;
  bool holds_layer_ = false;
  bool is_passing_on_ = false;  // what one side asks for comes back from the other
};

}  // namespace lfp
