#include "widgets/views/network/network_tip.h"

#include "widgets/controls/cell_tip.h"

#include <QToolTip>
#include <QWidget>
#include <utility>

namespace lfp {
namespace {

constexpr int tip_delay = 400;

}  // namespace

NetworkTip::NetworkTip(QWidget& view, const NetworkStage& stage,
                       std::function<ItemText(const NetworkItem&)> text)
    : view_(view), stage_(stage), text_(std::move(text)) {
  delay_.setSingleShot(true);
  delay_.setInterval(tip_delay);
  delay_.callOnTimeout([this] { show(stage_.hovered); });
}

void NetworkTip::hover() {
  delay_.stop();
  if (!stage_.hovered)
    hide();
  else if (is_warm_)
    show(stage_.hovered);
  else
    delay_.start();
}

void NetworkTip::show(const NetworkItem& item) {
  const ItemText text = text_(item);
  if (text.title.isEmpty()) return;
  is_warm_ = true;
  QRectF area(mouse_ - QPointF(2, 2), QSizeF(10, 6));
  if (item.kind == NetworkItem::Kind::unit) {
    const QRectF unit = unit_area(stage_.scene, item.layer, item.unit);
    area = QRectF(stage_.camera.to_screen(unit.topLeft()), unit.size() * stage_.camera.zoom);
  }
  show_cell_tip(view_, area.toRect(), text.title, text.lines);
}

void NetworkTip::update_numbers() {
  if (is_warm_ && QToolTip::isVisible()) show(stage_.hovered);
}

void NetworkTip::hide() {
  hide_cell_tip();
}

void NetworkTip::cancel() {
  delay_.stop();
  hide();
}

void NetworkTip::leave() {
  is_warm_ = false;
  cancel();
}

}  // namespace lfp
