#include "widgets/views/fit/fit_picture.h"

#include "widgets/controls/run_badge.h"
#include "widgets/controls/scale_bar.h"
#include "widgets/style/number_text.h"
#include "widgets/views/heat/heat_scale.h"
#include "widgets/views/runs/run_grid.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPolygonF>
#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

struct FitWords {
  Q_DECLARE_TR_FUNCTIONS(Fit)
};

constexpr double heading = 26;
constexpr double gap = 12;
constexpr double part_of_predictions = 0.68;  // of the height, above the residuals
constexpr double point_radius = 2;

/// The smallest of 1, 2, 5 times a power of ten that is not below: an axis that seldom changes.
double rounded_up(double size) {
  if (!(size > 0.0)) return 1.0;
  const double power = std::pow(10.0, std::floor(std::log10(size)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= size) return factor * power;
  return 10.0 * power;
}

QString feature_name(std::size_t feature, std::size_t features) {
  if (features == 1) return QStringLiteral("x");
  return feature == 0 ? FitWords::tr("x₁") : FitWords::tr("x₂");
}

std::size_t first_with_answers(const FitShown& shown) {
  const auto found =
      std::ranges::find_if(shown.runs, [&](std::size_t run) { return shown.has_answers(run); });
  return found == shown.runs.end() ? shown.runs.front() : *found;
}

RunCellMargins room_for_axes(const Theme& theme) {
  return {.left = axis_room_left(theme), .bottom = axis_room_below(theme, true)};
}

FitPlace curve_place(const FitShown& shown, const QRect& area, const Theme& theme) {
  const std::size_t run = first_with_answers(shown);
  const int top = theme.px(heading);
  const QRect inside = area.adjusted(axis_room_left(theme), top, 0, -axis_room_below(theme, true));
  return {.heading = QRect(area.left(), area.top(), area.width(), top),
          .frame = {.area = inside, .x = shown.inputs(run, 0), .y = shown.shown_values()},
          .residuals = {},
          .run = {}};
}

std::vector<FitPlace> surface_places(const FitShown& shown, const QRect& area, const Theme& theme) {
  const std::size_t run = first_with_answers(shown);
  const QRect above_legend = area.adjusted(0, 0, 0, -QFontMetrics(theme.small()).height() - theme.px(4));
  const auto cells =
      run_grid(above_legend, static_cast<int>(shown.runs.size()) + 1, theme, room_for_axes(theme));
  std::vector<FitPlace> places;
  for (std::size_t at = 0; at < cells.size(); ++at) {
    places.push_back(
        {.heading = cells[at].heading,
         .frame = {.area = cells[at].square, .x = shown.inputs(run, 0), .y = shown.inputs(run, 1)},
         .residuals = {},
         .run = {}});
    if (at > 0) places.back().run = shown.runs[at - 1];
  }
  return places;
}

std::vector<FitPlace> target_places(const FitShown& shown, const QRect& area, const Theme& theme) {
  const auto cells = run_grid(area, static_cast<int>(shown.runs.size()), theme, room_for_axes(theme));
  std::vector<FitPlace> places;
  for (std::size_t at = 0; at < cells.size(); ++at) {
    QRect square = cells[at].square;
    QRect residuals;
    if (!shown.is_difference) {
      residuals = square;
      square.setHeight(qRound(part_of_predictions * square.height()));
      residuals.setTop(square.bottom() + theme.px(gap));
    }
    places.push_back({.heading = cells[at].heading,
                      .frame = {.area = square, .x = shown.targets(), .y = shown.shown_values()},
                      .residuals = residuals,
                      .run = shown.runs[at]});
  }
  return places;
}

void paint_point(QPainter& painter, const QPointF& at, const QColor& colour, const Theme& theme) {
  const double radius = point_radius * theme.zoom;
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawEllipse(at, radius, radius);
}

/// An ink ring: the sample that all views show.
void paint_ring(QPainter& painter, const QPointF& at, const Theme& theme) {
  const double radius = 5 * theme.zoom;
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.text, 2 * theme.zoom));
  painter.drawEllipse(at, radius, radius);
}

void paint_heading(QPainter& painter, const QRect& area, std::size_t run, const FitShown& shown,
                   const Theme& theme) {
  if (shown.is_difference) return paint_difference_heading(painter, area, {}, theme);
  paint_score_heading(painter, area, shown.snapshot, run, theme);
}

void paint_curves(QPainter& painter, const FitPlace& place, const FitShown& shown, const Theme& theme) {
  const int runs = static_cast<int>(shown.runs.size());
  for (int at = 0; at < runs; ++at) {
    const int left = place.heading.left() + place.heading.width() * at / runs;
    const int right = place.heading.left() + place.heading.width() * (at + 1) / runs - theme.px(gap);
    paint_heading(painter, QRect(left, place.heading.top(), right - left, place.heading.height()),
                  shown.runs[static_cast<std::size_t>(at)], shown, theme);
  }
  paint_grid(painter, place.frame, theme);
  painter.save();
  painter.setClipRect(place.frame.area, Qt::IntersectClip);
  painter.setRenderHint(QPainter::Antialiasing);
  for (std::int64_t point = 0; !shown.is_difference && point < fit_points(shown); ++point) {
    const std::int64_t sample = fit_sample(shown, point);
    paint_point(painter, place.frame.pixel(shown.input(sample, 0), shown.target(sample)),
                blended(theme.muted_text, theme.base, 0.55), theme);
  }
  for (const std::size_t run : shown.runs) {
    if (!shown.has_answers(run)) continue;
    const int columns = shown.snapshot.runs[run].fit->columns;
    QPolygonF line;
    for (int column = 0; column < columns; ++column) {
      const double x = place.frame.x.low + (column + 0.5) / columns * place.frame.x.size();
      line << place.frame.pixel(x, shown.answer(run, 0, column));
    }
    painter.setPen(shown.is_difference ? QPen(theme.text, 2 * theme.zoom)
                                       : run_line_pen(static_cast<int>(run), theme));
    painter.drawPolyline(line);
  }
  if (shown.sample && !shown.is_difference)
    paint_ring(painter, place.frame.pixel(shown.input(*shown.sample, 0), shown.target(*shown.sample)), theme);
  painter.restore();
  paint_axes(painter, place.frame, {.x = feature_name(0, 1), .y = shown.target_name()}, theme);
}

/// From a value to its colour: low to high, or of a difference by its sign.
class SurfaceColours {
 public:
  SurfaceColours(const FitShown& shown, const Theme& theme)
      : range_(shown.shown_values()),
        scale_(shown.is_difference ? HeatScale::for_signed(theme, static_cast<float>(range_.high))
                                   : HeatScale::for_counts(theme, static_cast<float>(range_.size()))),
        zero_(shown.is_difference ? 0.0 : range_.low) {}

  QRgb of(double value) const { return scale_.colour(static_cast<float>(value - zero_)); }
  const PlotRange& range() const { return range_; }

 private:
  PlotRange range_;
  HeatScale scale_;
  double zero_;
};

void paint_surface(QPainter& painter, const FitPlace& place, const FitShown& shown,
                   const SurfaceColours& colours) {
  const FitSnapshot& fit = *shown.snapshot.runs[*place.run].fit;
  QImage image(fit.columns, fit.rows, QImage::Format_RGB32);
  for (int row = 0; row < fit.rows; ++row)
    for (int column = 0; column < fit.columns; ++column)
      image.setPixel(column, fit.rows - 1 - row, colours.of(shown.answer(*place.run, row, column)));
  const QRect& area = place.frame.area;
  if (!area.isEmpty())
    painter.drawImage(area, image.scaled(2 * area.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
}

void paint_data(QPainter& painter, const FitPlace& place, const FitShown& shown, const PlotRange& range,
                const Theme& theme) {
  painter.setFont(theme.bold());
  painter.setPen(theme.text);
  painter.drawText(place.heading, Qt::AlignLeft | Qt::AlignVCenter,
                   shown.is_from_test() ? FitWords::tr("Test data") : FitWords::tr("Training data"));
  paint_grid(painter, place.frame, theme);
  // In a difference, too, the points are the targets.
  const HeatScale scale = HeatScale::for_counts(theme, static_cast<float>(range.size()));
  painter.save();
  painter.setClipRect(place.frame.area, Qt::IntersectClip);
  painter.setRenderHint(QPainter::Antialiasing);
  for (std::int64_t point = 0; point < fit_points(shown); ++point) {
    const std::int64_t sample = fit_sample(shown, point);
    paint_point(painter, place.frame.pixel(shown.input(sample, 0), shown.input(sample, 1)),
                QColor(scale.colour(static_cast<float>(shown.target(sample) - range.low))), theme);
  }
  painter.restore();
}

void paint_surfaces(QPainter& painter, const QRect& area, const std::vector<FitPlace>& places,
                    const FitShown& shown, const Theme& theme) {
  const SurfaceColours colours(shown, theme);
  for (const FitPlace& place : places) {
    if (!place.run) {
      paint_data(painter, place, shown, shown.targets(), theme);
    } else {
      paint_heading(painter, place.heading, *place.run, shown, theme);
      if (shown.has_answers(*place.run)) paint_surface(painter, place, shown, colours);
      painter.setPen(theme.control_border);
      painter.setBrush(Qt::NoBrush);
      painter.drawRect(place.frame.area.adjusted(0, 0, -1, -1));
    }
    if (shown.sample) {
      painter.save();
      painter.setRenderHint(QPainter::Antialiasing);
      paint_ring(painter, place.frame.pixel(shown.input(*shown.sample, 0), shown.input(*shown.sample, 1)),
                 theme);
      painter.restore();
    }
    paint_axes(painter, place.frame, {.x = feature_name(0, 2), .y = feature_name(1, 2)}, theme);
  }
  const int line = QFontMetrics(theme.small()).height() + theme.px(2);
  const QRect legend(area.left(), area.bottom() + 1 - line, area.width(), line);
  const PlotRange& range = colours.range();
  if (shown.is_difference)
    paint_signed_scale(painter, legend, static_cast<float>(range.high), theme);
  else
    paint_unsigned_scale(painter, legend, number_text(range.low, 2), number_text(range.high, 2), theme);
}

void paint_residuals(QPainter& painter, const FitPlace& place, const FitShown& shown, const Theme& theme) {
  const double range = residual_range(shown);
  const PlotFrame frame{.area = place.residuals, .x = place.frame.x, .y = {-range, range}};
  paint_grid(painter, frame, theme);
  painter.save();
  painter.setClipRect(frame.area, Qt::IntersectClip);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(theme.control_border);
  painter.drawLine(frame.pixel(frame.x.low, 0), frame.pixel(frame.x.high, 0));
  for (std::int64_t point = 0; point < fit_points(shown); ++point) {
    const std::int64_t sample = fit_sample(shown, point);
    const auto predicted = shown.prediction(*place.run, sample);
    if (!predicted) continue;
    const double residual = *predicted - shown.target(sample);
    paint_point(painter, frame.pixel(shown.target(sample), residual),
                residual > 0 ? theme.positive : theme.negative, theme);
  }
  painter.restore();
  paint_axes(painter, frame, {.x = FitWords::tr("target"), .y = FitWords::tr("residual")}, theme);
}

void paint_predictions(QPainter& painter, const FitPlace& place, const FitShown& shown, const Theme& theme) {
  paint_heading(painter, place.heading, *place.run, shown, theme);
  const PlotFrame& frame = place.frame;
  paint_grid(painter, frame, theme);
  painter.save();
  painter.setClipRect(frame.area, Qt::IntersectClip);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme.control_border, theme.zoom));
  const double low = shown.is_difference ? 0.0 : frame.x.low;
  const double high = shown.is_difference ? 0.0 : frame.x.high;
  painter.drawLine(frame.pixel(frame.x.low, low), frame.pixel(frame.x.high, high));
  const QColor colour =
      shown.is_difference ? theme.text : run_line_pen(static_cast<int>(*place.run), theme).color();
  for (std::int64_t point = 0; point < fit_points(shown); ++point) {
    const std::int64_t sample = fit_sample(shown, point);
    if (const auto predicted = shown.prediction(*place.run, sample))
      paint_point(painter, frame.pixel(shown.target(sample), *predicted), colour, theme);
  }
  const auto chosen = shown.sample ? shown.prediction(*place.run, *shown.sample) : std::nullopt;
  if (chosen) paint_ring(painter, frame.pixel(shown.target(*shown.sample), *chosen), theme);
  painter.restore();
  const bool is_lowest = place.residuals.isEmpty();
  paint_axes(painter, frame,
             {.x = is_lowest ? FitWords::tr("target") : QString(),
              .y = shown.is_difference ? FitWords::tr("A − B") : FitWords::tr("predicted"),
              .has_numbers_below = is_lowest},
             theme);
  if (!is_lowest) paint_residuals(painter, place, shown, theme);
}

}  // namespace

double residual_range(const FitShown& shown) {
  double largest = 0.0;
  for (const std::size_t run : shown.runs)
    for (std::int64_t point = 0; point < fit_points(shown); ++point) {
      const std::int64_t sample = fit_sample(shown, point);
      if (const auto predicted = shown.prediction(run, sample))
        largest = std::max(largest, std::abs(*predicted - shown.target(sample)));
    }
  return rounded_up(std::min(largest, shown.targets().size()));
}

std::vector<FitPlace> fit_places(const FitShown& shown, const QRect& area, const Theme& theme) {
  if (shown.by_target) return target_places(shown, area, theme);
  return shown.is_surface() ? surface_places(shown, area, theme)
                            : std::vector<FitPlace>{curve_place(shown, area, theme)};
}

void paint_fit(QPainter& painter, const QRect& area, const FitShown& shown, const Theme& theme) {
  const auto places = fit_places(shown, area, theme);
  if (shown.is_surface()) return paint_surfaces(painter, area, places, shown, theme);
  for (const FitPlace& place : places) {
    if (shown.by_target)
      paint_predictions(painter, place, shown, theme);
    else
      paint_curves(painter, place, shown, theme);
  }
}

}  // namespace lfp
