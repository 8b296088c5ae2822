#include "widgets/controls/cell_tip.h"
#include "widgets/views/map/study_map_view.h"
#include "widgets/views/study/study_text.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

namespace lfp {

namespace {

constexpr double wheel_factor = 0.8;
constexpr double least_part = 0.01;  // fraction of the map's sides
constexpr double wheel_notch = 120;

}  // namespace

std::optional<StudyMapView::Place> StudyMapView::place_at(const QPointF& position) const {
  if (!maps_ || !cells_.contains(position.toPoint())) return std::nullopt;
  const auto index = [](double from, double size, std::int64_t count) {
    return std::clamp(static_cast<std::int64_t>(from / size * static_cast<double>(count)), std::int64_t{0},
                      count - 1);
  };
  return Place{index(position.x() - cells_.left(), cells_.width(), map().columns),
               index(cells_.bottom() + 1 - position.y(), cells_.height(), map().rows)};
}

/// Returns nullopt for a cell of another map.
std::optional<StudyMapView::Place> StudyMapView::place_of(std::int64_t cell) const {
  const auto position = study().picture()->study().position_of(cell);
  const StudyMapChoice& shown = study().map();
  const auto others = study().other_axes();
  if (std::ranges::any_of(others, [&](std::size_t axis) { return position[axis] != shown.position[axis]; }))
    return std::nullopt;
  return Place{position[shown.x], shown.y ? position[*shown.y] : 0};
}

void StudyMapView::choose(const Place& place) {
  study().choose_cell(study_cell(study().picture()->study(), study().map(), place.first, place.second));
}

void StudyMapView::show_tip(const Place& place) {
  const auto& picture = study().picture();
  const std::int64_t cell = study_cell(picture->study(), study().map(), place.first, place.second);
  show_cell_tip(*this, cell_area(place.first, place.second), cell_title(picture->study(), cell),
                cell_lines(*picture, study().map(), cell));
}

void StudyMapView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !place_at(event->position())) return View::mousePressEvent(event);
  pressed_ = event->position();
}

void StudyMapView::mouseMoveEvent(QMouseEvent* event) {
  if (pressed_ && (event->buttons() & Qt::LeftButton) != 0) {
    const QPointF to(std::clamp<double>(event->position().x(), cells_.left(), cells_.right() + 1),
                     std::clamp<double>(event->position().y(), cells_.top(), cells_.bottom() + 1));
    if ((to - *pressed_).manhattanLength() >= QApplication::startDragDistance()) {
      band_ = QRectF(*pressed_, to).normalized();
      hovered_.reset();
      hide_cell_tip();
      update();
    }
    return;
  }
  const auto place = place_at(event->position());
  if (place == hovered_ && place) return;
  hovered_ = place;
  if (place)
    show_tip(*place);
  else
    hide_cell_tip();
  update();
}

void StudyMapView::mouseReleaseEvent(QMouseEvent* event) {
  if (!pressed_ || event->button() != Qt::LeftButton) return View::mouseReleaseEvent(event);
  const QPointF start = *std::exchange(pressed_, std::nullopt);
  const QRectF part = std::exchange(band_, {});
  if (part.isEmpty()) {
    if (const auto place = place_at(start)) choose(*place);
  } else {
    zoom_to(part);
  }
  update();
}

void StudyMapView::mouseDoubleClickEvent(QMouseEvent* event) {
  const auto place = place_at(event->position());
  if (!place || event->button() != Qt::LeftButton) return;
  hide_cell_tip();
  choose(*place);
  study().ask_opening(*study().cell());
}

/// Each notch shrinks or enlarges the selected part around the pointer. It is requested only when the wheel
/// has come to rest because each part is a study of its own.
void StudyMapView::wheelEvent(QWheelEvent* event) {
  if (!place_at(event->position())) return View::wheelEvent(event);
  const double notches = event->angleDelta().y() / wheel_notch;
  const QRectF whole(cells_);
  if (band_.isEmpty()) {
    if (notches < 0) {
      // Zooming out of a part goes back to the map that contains it.
      if (study().has_back() && !wheel_rested_.isActive()) study().ask_back();
      return;
    }
    band_ = whole;
  }
  const double factor = std::pow(wheel_factor, notches);
  const QPointF pointer = event->position();
  const auto scaled = [&](double edge, double centre) { return centre + (edge - centre) * factor; };
  QRectF part(QPointF(scaled(band_.left(), pointer.x()), scaled(band_.top(), pointer.y())),
              QPointF(scaled(band_.right(), pointer.x()), scaled(band_.bottom(), pointer.y())));
  part = part.intersected(whole);
  if (part.width() < least_part * whole.width() || part.height() < least_part * whole.height()) return;
  band_ = part;
  hide_cell_tip();
  wheel_rested_.start();
  event->accept();
  update();
}

void StudyMapView::zoom_to(const QRectF& part) {
  update();
  if (!maps_ || part.isEmpty() || part.contains(QRectF(cells_))) return;
  const double column = static_cast<double>(cells_.width()) / static_cast<double>(map().columns);
  const double row = static_cast<double>(cells_.height()) / static_cast<double>(map().rows);
  const double bottom = cells_.bottom() + 1;
  // Axis values are at the centres of their cells.
  constexpr double half = 0.5;
  study().ask_zoom({.x_low = (part.left() - cells_.left()) / column - half,
                    .x_high = (part.right() - cells_.left()) / column - half,
                    .y_low = (bottom - part.bottom()) / row - half,
                    .y_high = (bottom - part.top()) / row - half});
}

void StudyMapView::keyPressEvent(QKeyEvent* event) {
  if (!maps_) return View::keyPressEvent(event);
  auto place = study().cell() ? place_of(*study().cell()) : std::nullopt;
  Place to = place.value_or(Place{0, 0});
  switch (event->key()) {
    case Qt::Key_Left:
      --to.first;
      break;
    case Qt::Key_Right:
      ++to.first;
      break;
    case Qt::Key_Up:
      ++to.second;
      break;
    case Qt::Key_Down:
      --to.second;
      break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (study().cell()) study().ask_opening(*study().cell());
      return;
    case Qt::Key_Backspace:
      if (study().has_back()) study().ask_back();
      return;
    case Qt::Key_Escape:
      study().choose_cell(std::nullopt);
      return;
    default:
      return View::keyPressEvent(event);
  }
  if (!place) to = Place{map().columns / 2, map().rows / 2};
  choose({std::clamp<std::int64_t>(to.first, 0, map().columns - 1),
          std::clamp<std::int64_t>(to.second, 0, map().rows - 1)});
}

void StudyMapView::leaveEvent(QEvent* event) {
  View::leaveEvent(event);
  hovered_.reset();
  hide_cell_tip();
  update();
}

}  // namespace lfp
