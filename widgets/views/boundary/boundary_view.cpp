#include "widgets/views/boundary/boundary_view.h"

#include "widgets/controls/cell_tip.h"
#include "widgets/style/frames.h"
#include "widgets/style/number_text.h"
#include "widgets/views/boundary/point_pen.h"
#include "widgets/views/export/table_text.h"
#include "widgets/views/names/score.h"
#include "widgets/views/title_controls.h"
#include "widgets/views/view_entry.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

// Number of cells per side. Outlines are interpolated between them, so that more cells would cost training
// time with hardly any visible effect.
constexpr int resolution = 64;

std::size_t cell_of(const BoundarySnapshot& boundary, const QPointF& input) {
  const auto cell = [&](double value, double low, double high) {
    const double place = (value - low) / (high - low) * boundary.resolution;
    return static_cast<std::size_t>(std::clamp(static_cast<int>(place), 0, boundary.resolution - 1));
  };
  return cell(input.y(), boundary.y_low, boundary.y_high) * static_cast<std::size_t>(boundary.resolution) +
         cell(input.x(), boundary.x_low, boundary.x_high);
}

}  // namespace

BoundaryView::BoundaryView(Focus& focus, QWidget* parent)
    : View(focus, parent), pace_([this] { prepare(); }) {
  clock_.start();
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  connect(&runs_, &RunChooser::changed, this, &BoundaryView::runs_chosen);
  setAccessibleName(tr("Decision boundary"));
  setAccessibleDescription(
      tr("Areas are predictions, points the data, in the colours and shapes of their classes."));
  choice_ = new QComboBox(title_shelf(*this));
  choice_->addItems({tr("Training points"), tr("Test points"), tr("Both")});
  choice_->setAccessibleName(tr("Points"));
  pen_ = new PointPen(this);
  pen_->hide();
  connect(choice_, &QComboBox::activated, this, [this] {
    tell_points();
    pace_.show_now();
  });
}

void BoundaryView::use_theme() {
  points_key_ = {};
  if (isVisible()) pace_.show_now();
}

void BoundaryView::add_interest(Interest& interest) const {
  interest.boundary_resolution = std::max(interest.boundary_resolution, resolution);
}

QList<QWidget*> BoundaryView::title_controls() {
  return {choice_};
}

BoundaryPoints BoundaryView::points() const {
  return static_cast<BoundaryPoints>(std::max(0, choice_->currentIndex()));
}

void BoundaryView::tell_points() {
  const std::int64_t count =
      std::max(snapshot() && points() != BoundaryPoints::test ? snapshot()->dataset->train.count() : 0,
               snapshot() && points() != BoundaryPoints::training ? snapshot()->dataset->test.count() : 0);
  choice_->setToolTip(
      count > most_boundary_points
          ? tr("Every %1th point is drawn").arg((count + most_boundary_points - 1) / most_boundary_points)
          : tr("Whose points are drawn; of both, those of the test set are hollow"));
}

bool BoundaryView::has_plane() const {
  return snapshot() && snapshot()->dataset && snapshot()->dataset->is_planar() && !learns_values(*snapshot());
}

QString BoundaryView::empty_sentence() const {
  return learns_values(*snapshot()) ? tr("Classification only; this is regression. See R² in Curves")
                                    : tr("Only for data with two features. See Weight tiles");
}

std::vector<RunCell> BoundaryView::cells() const {
  if (!has_plane()) return {};
  const int edge = theme().px(12);
  const int below = is_drawn() ? pen_->sizeHint().height() : 0;
  return run_grid(rect().adjusted(edge, theme().px(2), -edge, -theme().px(8) - below),
                  static_cast<int>(runs_.shown().size()), theme());
}

bool BoundaryView::is_difference() const {
  return snapshot() && runs_.is_difference();
}

void BoundaryView::runs_chosen() {
  hide_cell_tip();
  points_key_ = {};  // the squares have another size now
  if (snapshot() && isVisible()) pace_.show_now();
}

void BoundaryView::refresh() {
  place_pen();
  pace_.ask(snapshot()->running);
}

QPixmap BoundaryView::blank(const QRect& square) const {
  QPixmap pixmap(square.size() * devicePixelRatioF());
  pixmap.setDevicePixelRatio(devicePixelRatioF());
  pixmap.fill(Qt::transparent);
  return pixmap;
}

/// Returns the average over recent steps while training runs, the exact prediction while paused.
BoundarySnapshot BoundaryView::shown_boundary(std::size_t run) {
  if (generation_ != snapshot()->generation) smooth_.clear();
  generation_ = snapshot()->generation;
  smooth_.resize(snapshot()->runs.size());
  const BoundarySnapshot& newest = *snapshot()->runs[run].boundary;
  if (snapshot()->running) return smooth_[run].follow(newest, snapshot()->dataset->classes, clock_.elapsed());
  smooth_[run].reset();
  return newest;
}

void BoundaryView::prepare() {
  areas_.clear();
  update();
  const auto places = cells();
  for (std::size_t place = 0; place < places.size(); ++place) {
    const QRect& square = places[place].square;
    const auto& boundary = snapshot()->runs[runs_.shown()[place]].boundary;
    if (square.isEmpty()) return;
    areas_.push_back(blank(square));
    if (!boundary) continue;
    QPainter painter(&areas_.back());
    const QRectF whole(QPointF(0, 0), square.size());
    if (is_difference())
      paint_boundary_difference(painter, whole, *snapshot(), theme());
    else
      paint_boundary_areas(painter, whole, boundary_regions(shown_boundary(runs_.shown()[place])), theme());
    prepare_points(square);
  }
}

void BoundaryView::prepare_points(const QRect& square) {
  const PointsKey key{.dataset = snapshot()->dataset, .points = points(), .side = square.width()};
  if (key == points_key_) return;
  points_key_ = key;
  drawn_points_ = blank(square);
  const auto with_boundary =
      std::ranges::find_if(snapshot()->runs, [](const auto& run) { return run.boundary.has_value(); });
  QPainter painter(&drawn_points_);
  paint_boundary_points(painter, QRectF(QPointF(0, 0), square.size()), *with_boundary->boundary, *key.dataset,
                        key.points, theme());
  tell_points();
}

void BoundaryView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  if (snapshot() && !has_plane()) {
    paint_empty(painter, rect(), theme(), empty_sentence());
    return;
  }
  painter.fillRect(rect(), theme().base);
  const auto places = cells();
  for (std::size_t place = 0; place < places.size(); ++place) {
    const std::size_t run = runs_.shown()[place];
    const RunSnapshot& source = snapshot()->runs[run];
    const QRect& square = places[place].square;
    if (is_difference())
      paint_unlike_heading(painter, places[place].heading, *snapshot(), theme());
    else
      paint_score_heading(painter, places[place].heading, *snapshot(), run, theme());
    if (place < areas_.size()) {
      painter.drawPixmap(square.topLeft(), areas_[place]);
      if (source.boundary) painter.drawPixmap(square.topLeft(), drawn_points_);
      if (!stroke_.empty()) paint_stroke(painter, square);
    }
    painter.setPen(theme().control_border);
    painter.drawRect(square.adjusted(0, 0, -1, -1));
  }
  if (hasFocus()) paint_focus(painter, rect(), theme());
}

void BoundaryView::resizeEvent(QResizeEvent* event) {
  View::resizeEvent(event);
  if (snapshot()) place_pen();
  if (snapshot()) pace_.show_now();
}

void BoundaryView::show_tip(const QPointF& pointer) {
  const auto places = cells();
  const RunCell* here = cell_at(places, pointer);
  if (here == nullptr) return hide_cell_tip();
  const std::size_t run = runs_.shown()[static_cast<std::size_t>(here - places.data())];
  const auto& boundary = snapshot()->runs[run].boundary;
  if (!boundary || (is_difference() && !has_boundary_difference(*snapshot()))) return hide_cell_tip();
  const QPointF input = boundary_input(*boundary, here->square, pointer);
  const std::size_t cell = cell_of(*boundary, input);
  const Dataset& dataset = *snapshot()->dataset;
  const auto raw = [&](double seen, std::size_t feature) {
    return number_text(static_cast<double>(dataset.normalisation.raw(static_cast<float>(seen), feature)), 2);
  };
  const auto name = [&](const BoundarySnapshot& of) {
    return QString::fromStdString(dataset.class_names[of.predicted[cell]]);
  };
  const auto certainty = [&](const BoundarySnapshot& of) { return percent_text(of.certainty[cell] / 255.0); };
  QString title = name(*boundary);
  QStringList lines{tr("certainty %1").arg(certainty(*boundary))};
  if (is_difference()) {
    const BoundarySnapshot& other = *snapshot()->runs[1].boundary;
    title = boundary->predicted[cell] == other.predicted[cell] ? tr("A and B predict %1").arg(title)
                                                               : tr("A and B predict differently");
    lines = {tr("A: %1, certainty %2").arg(name(*boundary), certainty(*boundary)),
             tr("B: %1, certainty %2").arg(name(other), certainty(other))};
  }
  lines << tr("x₁ %1   x₂ %2").arg(raw(input.x(), 0), raw(input.y(), 1));
  const QRect around(pointer.toPoint() - QPoint(2, 2), QSize(theme().px(14), theme().px(14)));
  show_cell_tip(*this, around, title, lines);
}

void BoundaryView::keyPressEvent(QKeyEvent* event) {
  const bool is_taken =
      hasFocus() && has_plane() && (draw_by_key(event->key()) || runs_.choose_by_key(event->key()));
  if (!is_taken) View::keyPressEvent(event);
}

void BoundaryView::leaveEvent(QEvent* event) {
  View::leaveEvent(event);
  hide_cell_tip();
}

void BoundaryView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  if (has_plane()) {
    const BoundaryFigure figure{
        .snapshot = *snapshot(), .runs = runs_.shown(), .is_difference = is_difference(), .points = points()};
    paint_boundary_figure(painter, area, figure, theme);
  } else {
    paint_empty(painter, area, theme, snapshot() ? empty_sentence() : tr("Only for data with two features"));
  }
}

ExportWork BoundaryView::table() const {
  if (!has_plane()) return {};
  const Dataset& dataset = *snapshot()->dataset;
  const auto certainty = [](const BoundarySnapshot& of, std::size_t cell) {
    return std::round(of.certainty[cell] / 255.0 * 1000.0) / 1000.0;
  };
  const bool is_unlike = is_difference();
  if (is_unlike && !has_boundary_difference(*snapshot())) return {};
  TableText table(is_unlike ? "x1,x2,predicted_a,certainty_a,predicted_b,certainty_b,differ"
                            : "run,x1,x2,predicted,certainty");
  for (const std::size_t run : runs_.shown()) {
    if (!snapshot()->runs[run].boundary) continue;
    const BoundarySnapshot& boundary = *snapshot()->runs[run].boundary;
    const BoundarySnapshot& other = is_unlike ? *snapshot()->runs[1].boundary : boundary;
    const auto start = TableText::start(snapshot()->runs[run].name);
    const auto raw = [&](int cell, float low, float high, std::size_t feature) {
      const float seen =
          low + (static_cast<float>(cell) + 0.5F) / static_cast<float>(boundary.resolution) * (high - low);
      return dataset.normalisation.raw(seen, feature);
    };
    std::size_t cell = 0;
    for (int row = 0; row < boundary.resolution; ++row) {
      const float y = raw(row, boundary.y_low, boundary.y_high, 1);
      for (int column = 0; column < boundary.resolution; ++column, ++cell) {
        const float x = raw(column, boundary.x_low, boundary.x_high, 0);
        const auto predicted = boundary.predicted[cell];
        if (is_unlike)
          table.row(x, y, predicted, certainty(boundary, cell), other.predicted[cell], certainty(other, cell),
                    predicted != other.predicted[cell] ? 1 : 0);
        else
          table.row(start, x, y, predicted, certainty(boundary, cell));
      }
    }
  }
  return table.finished();
}

ViewEntry boundary_view_entry() {
  return {.name = QStringLiteral("boundary"),
          .title = BoundaryView::tr("Decision boundary"),
          .summary = BoundaryView::tr("What every run predicts over the input plane, with the data points."),
          .make = [](Focus& focus, QWidget* parent) -> View* { return new BoundaryView(focus, parent); },
          .home = Region::data,
          .places = {{PerspectiveKind::build, Region::data, 3},
                     {PerspectiveKind::train, Region::data, 3},
                     {PerspectiveKind::compare, Region::data, 3}},
          .shows = [](const DataTraits& traits) { return traits.is_plane; },
          .needs = BoundaryView::tr("Needs classes and two features")};
}

}  // namespace lfp
