#include "core/base/error.h"
#include "widgets/controls/cell_tip.h"
#include "widgets/controls/marks.h"
#include "widgets/views/boundary/boundary_view.h"
#include "widgets/views/boundary/point_pen.h"

#include <QMouseEvent>
#include <algorithm>
#include <cmath>

/// Drawing data points in the BoundaryView.
namespace lfp {
namespace {

/// Sizes in pixels at 100 %.
constexpr double drawn_every = 14;  // distance between the points of a stroke
constexpr double removal_reach = 12;
constexpr double stroke_mark = 9;

std::int32_t classes_of(const std::vector<DrawnPoint>& points) {
  std::int32_t classes = 0;
  for (const DrawnPoint& point : points) classes = std::max(classes, point.label + 1);
  return classes;
}

bool has_two_classes(const std::vector<DrawnPoint>& points) {
  return std::ranges::any_of(points,
                             [&](const DrawnPoint& point) { return point.label != points.front().label; });
}

}  // namespace

bool BoundaryView::is_drawn() const {
  return has_plane() && data_.name == drawn_kind && snapshot()->experiment &&
         snapshot()->experiment->dataset.name == drawn_kind;
}

std::vector<DrawnPoint> BoundaryView::drawn_data() const {
  if (data_.name != drawn_kind || !data_.settings.has("points")) return {};
  try {
    return parse_points(data_.settings.text("points"), "points");
  } catch (const Error&) {
    return {};
  }
}

/// Data can be changed only while training is paused, as in the set-up panel.
void BoundaryView::place_pen() {
  const bool is_shown = is_drawn();
  if (is_shown == pen_->isHidden()) pen_->setVisible(is_shown);
  if (!is_shown) return;
  pen_->set_classes(snapshot()->dataset->classes);
  pen_->set_locked(snapshot()->running ? tr("Pause to draw points") : QString());
  const int height = pen_->sizeHint().height();
  pen_->setGeometry(0, rect().bottom() + 1 - height, width(), height);
}

const RunCell* BoundaryView::cell_at(const std::vector<RunCell>& cells, const QPointF& place) const {
  const auto here =
      std::ranges::find_if(cells, [&](const RunCell& cell) { return cell.square.contains(place.toPoint()); });
  return here == cells.end() ? nullptr : &*here;
}

const BoundarySnapshot* BoundaryView::any_boundary() const {
  for (const RunSnapshot& run : snapshot()->runs)
    if (run.boundary) return &*run.boundary;
  return nullptr;
}

/// Returns a point of the class being drawn, in the data's own units.
std::optional<DrawnPoint> BoundaryView::point_at(const QPointF& place) const {
  const auto places = cells();
  const RunCell* here = cell_at(places, place);
  const BoundarySnapshot* boundary = any_boundary();
  if (here == nullptr || boundary == nullptr) return std::nullopt;
  const QPointF input = boundary_input(*boundary, here->square, place);
  const Normalisation& normal = snapshot()->dataset->normalisation;
  const auto raw = [&](double seen, std::size_t feature) {
    const auto value = static_cast<double>(normal.raw(static_cast<float>(seen), feature));
    return std::clamp(value, -largest_drawn_coordinate, largest_drawn_coordinate);
  };
  return DrawnPoint{.x = raw(input.x(), 0), .y = raw(input.y(), 1), .label = pen_->label()};
}

QPointF BoundaryView::place_of(const DrawnPoint& point, const QRect& square) const {
  const auto& [mean, deviation] = snapshot()->dataset->normalisation;
  const std::size_t second = mean.size() == 1 ? 0 : 1;
  return boundary_pixel(
      *any_boundary(), square,
      {(point.x - static_cast<double>(mean[0])) / static_cast<double>(deviation[0]),
       (point.y - static_cast<double>(mean[second])) / static_cast<double>(deviation[second])});
}

void BoundaryView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !is_drawn() || snapshot()->running)
    return View::mousePressEvent(event);
  hide_cell_tip();
  if (pen_->label() == PointPen::removes) return remove_at(event->position());
  stroke_.clear();
  go_on_drawing(event->position());
}

void BoundaryView::mouseMoveEvent(QMouseEvent* event) {
  if (stroke_.empty()) return show_tip(event->position());
  const QPointF moved = event->position() - last_drawn_;
  if (std::hypot(moved.x(), moved.y()) >= theme().px(drawn_every)) go_on_drawing(event->position());
}

void BoundaryView::mouseReleaseEvent(QMouseEvent* event) {
  if (stroke_.empty()) return View::mouseReleaseEvent(event);
  auto points = drawn_data();
  points.insert(points.end(), stroke_.begin(), stroke_.end());
  stroke_.clear();
  update();
  set_points(points, tr("Draw points"));
}

void BoundaryView::go_on_drawing(const QPointF& place) {
  const auto point = point_at(place);
  if (!point) return;
  stroke_.push_back(*point);
  last_drawn_ = place;
  update();
}

void BoundaryView::remove_at(const QPointF& place) {
  const auto places = cells();
  const RunCell* here = cell_at(places, place);
  auto points = drawn_data();
  if (here == nullptr || any_boundary() == nullptr || points.empty()) return;
  const auto distance = [&](const DrawnPoint& point) {
    const QPointF off = place_of(point, here->square) - place;
    return std::hypot(off.x(), off.y());
  };
  const auto nearest = std::ranges::min_element(points, {}, distance);
  if (distance(*nearest) > theme().px(removal_reach)) return;
  points.erase(nearest);
  set_points(points, tr("Remove a point"));
}

void BoundaryView::set_points(const std::vector<DrawnPoint>& points, const QString& change) {
  if (points.size() > most_drawn_points)
    return pen_->tell(tr("There is room for %1 points").arg(most_drawn_points));
  if (points.empty() || !has_two_classes(points)) return pen_->tell(tr("Two classes need a point each"));
  data_.settings.set("points", points_text(points));
  pen_->tell({});
  pen_->set_classes(classes_of(points));
  emit data_drawn(data_, change);
}

bool BoundaryView::draw_by_key(int key) {
  if (!is_drawn() || snapshot()->running) return false;
  const int digit = key - Qt::Key_0;
  if (digit >= 0 && digit < pen_->classes_offered()) {
    pen_->choose(digit);
    return true;
  }
  if (key != Qt::Key_Backspace) return false;
  auto points = drawn_data();
  if (points.empty()) return true;
  points.pop_back();
  set_points(points, tr("Remove a point"));
  return true;
}

void BoundaryView::paint_stroke(QPainter& painter, const QRect& square) const {
  painter.setRenderHint(QPainter::Antialiasing);
  for (const DrawnPoint& point : stroke_)
    paint_class_mark(painter, place_of(point, square), theme().px(stroke_mark), point.label, theme());
  painter.setRenderHint(QPainter::Antialiasing, false);
}

}  // namespace lfp
