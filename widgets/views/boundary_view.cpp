#include "widgets/views/boundary_view.h"

#include "core/exchange/csv_text.h"
#include "widgets/style/number_text.h"
#include "widgets/views/heat_words.h"
#include "widgets/views/score.h"

#include <QComboBox>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

// Cells a side. Outlines are interpolated between them, so that more would cost training time and hardly be
// seen.
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
  setMouseTracking(true);
  setAccessibleName(tr("Decision boundary"));
  setAccessibleDescription(
      tr("Areas are predictions, points the data, in the colours and shapes of their classes."));
  choice_ = new QComboBox(title_shelf(*this));
  choice_->addItems({tr("Training points"), tr("Test points"), tr("Both")});
  choice_->setAccessibleName(tr("Points"));
  connect(choice_, &QComboBox::activated, this, [this] {
    tell_points();
    pace_.show_now();
  });
}

void BoundaryView::set_theme(const Theme& theme) {
  choice_->setFixedHeight(theme.px(22));
  points_key_ = {};
  View::set_theme(theme);
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
  return learns_values(*snapshot()) ? tr("Only for classes. These outputs are values, without a boundary")
                                    : tr("Only for data with two features. See Weight tiles");
}

std::vector<RunCell> BoundaryView::cells() const {
  if (!has_plane()) return {};
  const int edge = theme().px(12);
  return run_grid(rect().adjusted(edge, theme().px(2), -edge, -theme().px(8)),
                  static_cast<int>(snapshot()->runs.size()), theme());
}

void BoundaryView::refresh() {
  pace_.ask(snapshot()->running);
}

QPixmap BoundaryView::blank(const QRect& square) const {
  QPixmap pixmap(square.size() * devicePixelRatioF());
  pixmap.setDevicePixelRatio(devicePixelRatioF());
  pixmap.fill(Qt::transparent);
  return pixmap;
}

void BoundaryView::prepare() {
  areas_.clear();
  update();
  const auto places = cells();
  for (std::size_t run = 0; run < places.size(); ++run) {
    const QRect& square = places[run].square;
    const auto& boundary = snapshot()->runs[run].boundary;
    if (square.isEmpty()) return;
    areas_.push_back(blank(square));
    if (!boundary) continue;
    QPainter painter(&areas_.back());
    paint_boundary_areas(painter, QRectF(QPointF(0, 0), square.size()), boundary_regions(*boundary), theme());
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
  for (std::size_t run = 0; run < places.size(); ++run) {
    const RunSnapshot& source = snapshot()->runs[run];
    const QRect& square = places[run].square;
    paint_run_heading(painter, places[run].heading, static_cast<int>(run),
                      QString::fromStdString(source.name), percent_text(source.test_accuracy), theme());
    if (run < areas_.size()) {
      painter.drawPixmap(square.topLeft(), areas_[run]);
      if (source.boundary) painter.drawPixmap(square.topLeft(), drawn_points_);
    }
    painter.setPen(theme().control_border);
    painter.drawRect(square.adjusted(0, 0, -1, -1));
  }
}

void BoundaryView::resizeEvent(QResizeEvent* event) {
  View::resizeEvent(event);
  if (snapshot()) pace_.show_now();
}

void BoundaryView::mouseMoveEvent(QMouseEvent* event) {
  const auto places = cells();
  const auto here = std::ranges::find_if(
      places, [&](const RunCell& cell) { return cell.square.contains(event->position().toPoint()); });
  if (here == places.end()) return hide_cell_tip();
  const RunSnapshot& run = snapshot()->runs[static_cast<std::size_t>(here - places.begin())];
  if (!run.boundary) return hide_cell_tip();
  const QPointF input = boundary_input(*run.boundary, here->square, event->position());
  const std::size_t cell = cell_of(*run.boundary, input);
  const Dataset& dataset = *snapshot()->dataset;
  const auto raw = [&](double seen, std::size_t feature) {
    return number_text(static_cast<double>(dataset.normalisation.raw(static_cast<float>(seen), feature)), 2);
  };
  const QRect around(event->position().toPoint() - QPoint(2, 2), QSize(theme().px(14), theme().px(14)));
  show_cell_tip(*this, around, QString::fromStdString(dataset.class_names[run.boundary->predicted[cell]]),
                {tr("certainty %1").arg(percent_text(run.boundary->certainty[cell] / 255.0)),
                 tr("x₁ %1   x₂ %2").arg(raw(input.x(), 0), raw(input.y(), 1))});
}

void BoundaryView::leaveEvent(QEvent* event) {
  View::leaveEvent(event);
  hide_cell_tip();
}

void BoundaryView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  if (has_plane()) {
    paint_boundary_figure(painter, area, *snapshot(), points(), theme);
  } else {
    paint_empty(painter, area, theme, snapshot() ? empty_sentence() : tr("Only for data with two features"));
  }
}

QString BoundaryView::csv() const {
  if (!has_plane()) return {};
  const Dataset& dataset = *snapshot()->dataset;
  QStringList lines{QStringLiteral("run,x1,x2,predicted,certainty")};
  for (const RunSnapshot& run : snapshot()->runs) {
    if (!run.boundary) continue;
    const BoundarySnapshot& boundary = *run.boundary;
    const QString name = QString::fromStdString(csv_field(run.name));
    const auto raw = [&](int cell, float low, float high, std::size_t feature) {
      const float seen =
          low + (static_cast<float>(cell) + 0.5F) / static_cast<float>(boundary.resolution) * (high - low);
      return csv_number(dataset.normalisation.raw(seen, feature));
    };
    for (int row = 0; row < boundary.resolution; ++row) {
      const QString y = raw(row, boundary.y_low, boundary.y_high, 1);
      for (int column = 0; column < boundary.resolution; ++column) {
        const auto cell = static_cast<std::size_t>(row * boundary.resolution + column);
        lines << QStringLiteral("%1,%2,%3,%4,%5")
                     .arg(name, raw(column, boundary.x_low, boundary.x_high, 0), y)
                     .arg(boundary.predicted[cell])
                     .arg(boundary.certainty[cell] / 255.0, 0, 'f', 3);
      }
    }
  }
  return lines.size() == 1 ? QString() : lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

ViewEntry boundary_view_entry() {
  return {.name = QStringLiteral("boundary"),
          .object_name = QStringLiteral("dock.boundary"),
          .title = BoundaryView::tr("Decision boundary"),
          .summary = BoundaryView::tr("What every run predicts over the input plane, with the data points."),
          .make = [](Focus& focus, QWidget* parent) -> View* { return new BoundaryView(focus, parent); }};
}

}  // namespace lfp
