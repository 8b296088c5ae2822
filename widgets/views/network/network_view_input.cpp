#include "widgets/views/focus.h"
#include "widgets/views/network/network_selection.h"
#include "widgets/views/network/network_view.h"
#include "widgets/views/network/scene/network_canvas.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>

/// Mouse and keyboard input of the NetworkView.
namespace lfp {
namespace {

constexpr double reach_of_edges = 4.0;

}  // namespace

void NetworkView::set_camera(const NetworkCamera& camera) {
  stage_.camera = camera.kept_over(stage_.scene.size);
  if (canvas_) canvas_->scene_changed();
}

NetworkItem NetworkView::item_under(const QPointF& place) const {
  return item_at(stage_.scene, stage_.camera.to_scene(place), reach_of_edges / stage_.camera.zoom);
}

void NetworkView::wheelEvent(QWheelEvent* event) {
  if (!has_network(snapshot()) || event->angleDelta().y() == 0) return;
  set_camera(stage_.camera.zoomed(event->position(), event->angleDelta().y() / 120.0));
  tip_.hide();
  event->accept();
}

void NetworkView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !canvas_area().contains(event->pos())) return;
  tip_.cancel();
  drag_ = Drag{event->position(), stage_.camera.offset};
}

void NetworkView::mouseMoveEvent(QMouseEvent* event) {
  const QPointF place = event->position();
  tip_.set_mouse(place);
  if (!drag_) {
    hover(place);
    return;
  }
  const QPointF moved = place - drag_->start;
  if (!drag_->is_moving && moved.manhattanLength() < QApplication::startDragDistance()) return;
  drag_->is_moving = true;
  setCursor(Qt::ClosedHandCursor);
  NetworkCamera camera = stage_.camera;
  camera.offset = drag_->offset + moved;
  set_camera(camera);
}

void NetworkView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !drag_) return;
  const bool was_click = !drag_->is_moving;
  drag_.reset();
  unsetCursor();
  if (was_click) click(event->position());
}

void NetworkView::mouseDoubleClickEvent(QMouseEvent* /*event*/) {
  drag_.reset();
  set_camera({});
}

void NetworkView::leaveEvent(QEvent* /*event*/) {
  tip_.leave();
  if (!stage_.hovered) return;
  stage_.hovered = {};
  if (shown_) show_window();
  if (canvas_) canvas_->overlay_changed();
}

void NetworkView::hover(const QPointF& place) {
  if (!has_network(snapshot()) || !canvas_) return;
  const NetworkItem item = canvas_area().contains(place.toPoint()) ? item_under(place) : NetworkItem{};
  if (item == stage_.hovered) return;
  stage_.hovered = item;
  if (shown_) show_window();
  if (item)
    setCursor(Qt::PointingHandCursor);
  else
    unsetCursor();
  canvas_->overlay_changed();
  tip_.hover();
}

void NetworkView::click(const QPointF& place) {
  if (!has_network(snapshot())) return;
  const NetworkItem item = item_under(place);
  if (item.kind == NetworkItem::Kind::caption) {
    focus().set_layer(item.layer);
    return;
  }
  select(item == stage_.selected ? NetworkItem{} : item);
}

/// Puts the selected item and its layer into focus in all views.
void NetworkView::select(const NetworkItem& item) {
  if (item == stage_.selected) return;
  stage_.selected = item;
  rebuild();
  const auto inspected = inspected_item(item);
  if (inspected && inspected->layer >= 0) focus().set_layer(inspected->layer);
  focus().set_item(inspected, inspected ? options().run : 0);
}

void NetworkView::follow_item() {
  NetworkItem item;
  if (focus().item() && has_network(snapshot())) item = network_item(*snapshot(), *focus().item());
  if (item.is_same(stage_.selected)) return;
  stage_.selected = item;
  rebuild();
}

void NetworkView::choose_sample(std::int64_t sample) {
  const Dataset& dataset = *snapshot()->dataset;
  const bool is_test = focus().sample_from_test() && dataset.test.count() > 0;
  const std::int64_t count = is_test ? dataset.test.count() : dataset.train.count();
  if (count > 0) focus().set_sample(std::clamp<std::int64_t>(sample, 0, count - 1));
}

void NetworkView::keyPressEvent(QKeyEvent* event) {
  if (!has_network(snapshot()) || (event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier))) {
    View::keyPressEvent(event);
    return;
  }
  const int key = event->key();
  if (key == Qt::Key_S) {
    controls_.choose_next_colour();
  } else if (key == Qt::Key_0) {
    set_camera({});
  } else if ((key == Qt::Key_Return || key == Qt::Key_Enter) && stage_.selected) {
    focus().ask_inspection();
  } else if (key == Qt::Key_Escape && stage_.selected) {
    select({});
    tip_.hide();
  } else if (!controls_.runs().choose_by_key(key) && !move_by_key(key)) {
    View::keyPressEvent(event);
  }
}

/// Arrow keys move the selection; without a selection, Left and Right choose the sample.
bool NetworkView::move_by_key(int key) {
  if (key < Qt::Key_Left || key > Qt::Key_Down) return false;
  const bool is_sideways = key == Qt::Key_Left || key == Qt::Key_Right;
  if (!stage_.selected && is_sideways && options().one_sample) {
    choose_sample(focus().sample() + (key == Qt::Key_Right ? 1 : -1));
    return true;
  }
  const auto next = next_item(stage_.scene.layout, stage_.selected, key);
  if (!next) return false;
  select(*next);
  tip_.show(*next);
  return true;
}

void NetworkView::focusInEvent(QFocusEvent* event) {
  const auto reason = event->reason();
  stage_.has_keyboard = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason;
  if (canvas_) canvas_->overlay_changed();
}

void NetworkView::focusOutEvent(QFocusEvent* /*event*/) {
  stage_.has_keyboard = false;
  if (canvas_) canvas_->overlay_changed();
}

}  // namespace lfp
