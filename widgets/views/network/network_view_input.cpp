#include "widgets/controls/cell_tip.h"
#include "widgets/views/focus.h"
#include "widgets/views/network/network_item_text.h"
#include "widgets/views/network/network_view.h"
#include "widgets/views/network/scene/network_canvas.h"
#include "widgets/views/runs/run_selector.h"

#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

/// Mouse and keyboard of the NetworkView.
namespace lfp {
namespace {

constexpr double zoom_per_notch = 1.2;
constexpr double least_zoom = 0.5;
constexpr double most_zoom = 16.0;
constexpr double reach_of_edges = 4.0;

/// The unit that `unit` of one column turns into when the selection goes to a column of another size.
std::int64_t same_height(std::int64_t unit, std::int64_t from_units, std::int64_t to_units) {
  if (from_units <= 1) return (to_units - 1) / 2;
  const double part = static_cast<double>(unit) / static_cast<double>(from_units - 1);
  return std::llround(part * static_cast<double>(to_units - 1));
}

}  // namespace

void NetworkView::set_camera(const NetworkCamera& camera) {
  stage_.camera = camera;
  stage_.camera.zoom = std::clamp(camera.zoom, least_zoom, most_zoom);
  // Some of the network always stays in the middle of the view.
  const QSizeF size = stage_.scene.size;
  const auto clamped = [&](double offset, double length) {
    return std::clamp(offset, length / 2.0 - stage_.camera.zoom * length, length / 2.0);
  };
  stage_.camera.offset = {clamped(camera.offset.x(), size.width()),
                          clamped(camera.offset.y(), size.height())};
  if (canvas_) canvas_->scene_changed();
}

void NetworkView::wheelEvent(QWheelEvent* event) {
  if (!has_network(snapshot()) || event->angleDelta().y() == 0) return;
  const QPointF place = stage_.camera.to_scene(event->position());
  NetworkCamera camera = stage_.camera;
  camera.zoom *= std::pow(zoom_per_notch, event->angleDelta().y() / 120.0);
  camera.zoom = std::clamp(camera.zoom, least_zoom, most_zoom);
  camera.offset = event->position() - place * camera.zoom;
  set_camera(camera);
  hide_cell_tip();
  event->accept();
}

void NetworkView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !canvas_area().contains(event->pos())) return;
  hide_cell_tip();
  tip_timer_.stop();
  drag_ = Drag{event->position(), stage_.camera.offset};
}

void NetworkView::mouseMoveEvent(QMouseEvent* event) {
  mouse_ = event->position();
  if (!drag_) {
    hover(mouse_);
    return;
  }
  const QPointF moved = mouse_ - drag_->start;
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
  is_tip_warm_ = false;
  tip_timer_.stop();
  hide_cell_tip();
  if (!stage_.hovered) return;
  stage_.hovered = {};
  if (canvas_) canvas_->overlay_changed();
}

void NetworkView::hover(const QPointF& place) {
  if (!has_network(snapshot()) || !canvas_) return;
  NetworkItem item;
  if (canvas_area().contains(place.toPoint()))
    item = item_at(stage_.scene, stage_.camera.to_scene(place), reach_of_edges / stage_.camera.zoom);
  if (item == stage_.hovered) return;
  stage_.hovered = item;
  if (item)
    setCursor(Qt::PointingHandCursor);
  else
    unsetCursor();
  canvas_->overlay_changed();
  tip_timer_.stop();
  if (!item)
    hide_cell_tip();
  else if (is_tip_warm_)
    show_tip(item);
  else
    tip_timer_.start();
}

void NetworkView::click(const QPointF& place) {
  if (!has_network(snapshot())) return;
  const NetworkItem item =
      item_at(stage_.scene, stage_.camera.to_scene(place), reach_of_edges / stage_.camera.zoom);
  if (item.kind == NetworkItem::Kind::caption) {
    focus().set_layer(item.layer);
    return;
  }
  select(item == stage_.selected ? NetworkItem{} : item);
}

/// What is selected here is looked at closely everywhere.
void NetworkView::select(const NetworkItem& item) {
  if (item == stage_.selected) return;
  stage_.selected = item;
  rebuild();
  if (item.kind == NetworkItem::Kind::unit)
    focus().set_item(InspectedItem{.layer = item.layer, .unit = item.unit}, options().run);
  else if (item.kind == NetworkItem::Kind::edge)
    focus().set_item(InspectedItem{.layer = item.layer, .unit = item.unit, .input = item.input},
                     options().run);
  else
    focus().set_item(std::nullopt);
}

/// The item in focus, as far as it is in the picture: of a bias its neuron.
void NetworkView::follow_item() {
  NetworkItem item;
  if (const auto& inspected = focus().item(); inspected && has_network(snapshot())) {
    const bool is_edge = inspected->input.value_or(-1) >= 0 &&
                         draws_edges(*snapshot(), static_cast<std::size_t>(std::max(0, inspected->layer)));
    item = {.kind = is_edge ? NetworkItem::Kind::edge : NetworkItem::Kind::unit,
            .layer = inspected->layer,
            .unit = inspected->unit,
            .input = is_edge ? *inspected->input : 0};
  }
  if (item == stage_.selected) return;
  stage_.selected = item;
  rebuild();
}

void NetworkView::show_tip(const NetworkItem& item) {
  if (!item || !has_network(snapshot())) return;
  is_tip_warm_ = true;
  const ItemText text = describe(*snapshot(), options(), item);
  QRectF area(mouse_ - QPointF(2, 2), QSizeF(10, 6));
  if (item.kind == NetworkItem::Kind::unit) {
    const QRectF unit = unit_area(stage_.scene, item.layer, item.unit);
    area = QRectF(stage_.camera.to_screen(unit.topLeft()), unit.size() * stage_.camera.zoom);
  }
  show_cell_tip(*this, area.toRect(), text.title, text.lines);
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
    colours_->setCurrentIndex((colours_->currentIndex() + 1) % colours_->count());
    change_options();
  } else if (key == Qt::Key_0) {
    set_camera({});
  } else if ((key == Qt::Key_Return || key == Qt::Key_Enter) && stage_.selected) {
    focus().ask_inspection();
  } else if (key == Qt::Key_Escape && stage_.selected) {
    select({});
    hide_cell_tip();
  } else if (!runs_.choose_by_key(key) && !move_by_key(key)) {
    View::keyPressEvent(event);
  }
}

/// With something selected the arrows move the selection; with nothing, Left and Right choose the sample.
bool NetworkView::move_by_key(int key) {
  if (key < Qt::Key_Left || key > Qt::Key_Down) return false;
  const bool is_sideways = key == Qt::Key_Left || key == Qt::Key_Right;
  if (!stage_.selected && is_sideways && options().one_sample) {
    choose_sample(focus().sample() + (key == Qt::Key_Right ? 1 : -1));
    return true;
  }
  return move_selection(key);
}

bool NetworkView::move_selection(int key) {
  const auto& columns = stage_.scene.layout.columns;
  if (columns.size() < 2) return false;
  NetworkItem next{.kind = NetworkItem::Kind::unit, .layer = 0, .unit = 0};
  if (stage_.selected) {
    next.layer = stage_.selected.layer;
    next.unit = stage_.selected.unit;
    const std::size_t at = stage_.scene.layout.column_of(next.layer);
    const std::int64_t below = columns[at].kind == NetworkColumn::Kind::image ? columns[at].columns : 1;
    if (key == Qt::Key_Up) next.unit -= below;
    if (key == Qt::Key_Down) next.unit += below;
    const std::size_t to = key == Qt::Key_Left && at > 0 ? at - 1
                           : key == Qt::Key_Right        ? std::min(at + 1, columns.size() - 1)
                                                         : at;
    next.layer = columns[to].layer;
    if (to != at) next.unit = same_height(next.unit, columns[at].units, columns[to].units);
    next.unit = std::clamp<std::int64_t>(next.unit, 0, columns[to].units - 1);
  }
  select(next);
  show_tip(next);
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
