#pragma once

#include "widgets/views/network/network_item_text.h"
#include "widgets/views/network/scene/network_stage.h"

#include <QPointF>
#include <QTimer>
#include <functional>

class QWidget;

namespace lfp {

/// The tooltip of the network view. It waits a moment before the first item, then follows the mouse from item
/// to item immediately.
class NetworkTip {
 public:
  /// `text` describes an item; an empty text shows no tooltip. `view` and `stage` have to outlive this
  /// object.
  NetworkTip(QWidget& view, const NetworkStage& stage, std::function<ItemText(const NetworkItem&)> text);

  void set_mouse(const QPointF& place) { mouse_ = place; }
  /// The mouse has moved to another item of the stage, or to none.
  void hover();
  void show(const NetworkItem& item);
  /// Updates the numbers of a visible tooltip.
  void update_numbers();
  void hide();
  /// Hides the tooltip and shows none again for the item under the mouse.
  void cancel();
  /// The mouse has left the view.
  void leave();

 private:
  QWidget& view_;
  const NetworkStage& stage_;
  std::function<ItemText(const NetworkItem&)> text_;
  QTimer delay_;
  bool is_warm_ = false;  // a tooltip was shown since the mouse entered the view
  QPointF mouse_;
};

}  // namespace lfp
