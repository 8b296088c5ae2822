#pragma once

#include "widgets/views/network/network_item_text.h"
#include "widgets/views/network/scene/network_stage.h"

#include <QPointF>
#include <QTimer>
#include <functional>

class QWidget;

namespace lfp {

/// The tooltip of the network view. It waits a moment for the first item, then follows the mouse from item to
/// item at once.
class NetworkTip {
 public:
  /// `text` says what an item is, and nothing for one that no tooltip is shown for; `view` and `stage`
  /// outlive this.
  NetworkTip(QWidget& view, const NetworkStage& stage, std::function<ItemText(const NetworkItem&)> text);

  void set_mouse(const QPointF& place) { mouse_ = place; }
  /// The mouse has come to another item of the stage, or to none.
  void hover();
  void show(const NetworkItem& item);
  /// While it is on screen: with the numbers of now.
  void update_numbers();
  void hide();
  /// Hides it and shows none for the item under the mouse.
  void cancel();
  /// The mouse has left the view.
  void leave();

 private:
  QWidget& view_;
  const NetworkStage& stage_;
  std::function<ItemText(const NetworkItem&)> text_;
  QTimer delay_;
  bool is_warm_ = false;  // a tooltip was shown since the mouse came in
  QPointF mouse_;
};

}  // namespace lfp
