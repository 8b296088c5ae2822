#include "app/reports/chart.h"

#include "app/reports/chart_axis.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <limits>

namespace lfp {
namespace {

constexpr double legend_line = 18;
constexpr double swatch = 24;

struct Extent {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();

  void add(double value, bool only_positive) {
    if (!std::isfinite(value) || (only_positive && !(value > 0))) return;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  bool is_empty() const { return low > high; }
};

Extent x_extent(const Chart& chart) {
  Extent extent;
  for (const ChartLine& line : chart.lines)
    for (const ChartPoint& point : line.points) extent.add(point.x, chart.x.is_logarithmic);
  if (!chart.x.categories.isEmpty()) return {-0.5, static_cast<double>(chart.x.categories.size()) - 0.5};
  return extent.is_empty() ? Extent{0, 1} : extent;
}

Extent y_extent(const Chart& chart) {
  Extent extent;
  for (const ChartLine& line : chart.lines)
    for (const ChartPoint& point : line.points)
      for (const double value : {point.y, point.low, point.high}) extent.add(value, chart.y.is_logarithmic);
  if (extent.is_empty()) return {0, 1};
  if (chart.y.is_logarithmic) return {extent.low / 1.2, extent.high * 1.2};
  const double room = std::max(0.05 * (extent.high - extent.low), 1e-9);
  extent.low -= room;
  extent.high += room;
  if (chart.y.is_percent) {
    extent.low = std::max(extent.low, std::min(0.0, extent.low + room));
    extent.high = std::min(extent.high, std::max(1.0, extent.high - room));
  }
  return extent;
}

Qt::PenStyle style_of(std::size_t index) {
  constexpr Qt::PenStyle styles[] = {Qt::SolidLine, Qt::DashLine, Qt::DashDotLine, Qt::DotLine};
  return styles[index % std::size(styles)];
}

/// Bands of many lines are paler because they would hide one another.
float band_opacity(std::size_t lines) {
  return lines > 4 ? 0.07F : 0.15F;
}

void paint_line(QPainter& painter, const Chart& chart, std::size_t index, const ChartScale& x,
                const ChartScale& y) {
  constexpr double between = 7;
  const ChartLine& line = chart.lines[index];
  const bool is_joined = chart.x.categories.isEmpty();
  const double place = static_cast<double>(index) - static_cast<double>(chart.lines.size() - 1) / 2;
  const double shift = is_joined ? 0 : place * between;
  const QColor colour = chart_colour(index);
  QPolygonF path;
  QPolygonF band;
  QPolygonF back;
  for (const ChartPoint& point : line.points) {
    const double at = x.pixel(point.x) + shift;
    path << QPointF(at, y.pixel(point.y));
    band << QPointF(at, y.pixel(point.high));
    back.prepend(QPointF(at, y.pixel(point.low)));
  }
  if (is_joined) {
    QColor pale = colour;
    pale.setAlphaF(band_opacity(chart.lines.size()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(pale);
    painter.drawPolygon(band + back);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 1.8, style_of(index)));
    painter.drawPolyline(path);
  }
  painter.setPen(QPen(colour, 1.4));
  painter.setBrush(colour);
  const double radius = is_joined ? 2.2 : 3.5;
  for (const ChartPoint& point : line.points) {
    const double at = x.pixel(point.x) + shift;
    if (!is_joined && point.high > point.low)
      painter.drawLine(QPointF(at, y.pixel(point.low)), QPointF(at, y.pixel(point.high)));
    painter.drawEllipse(QPointF(at, y.pixel(point.y)), radius, radius);
  }
}

void paint_legend(QPainter& painter, const QRectF& area, const Chart& chart) {
  const QFontMetricsF metrics(ChartLook::font());
  double top = area.top();
  for (std::size_t index = 0; index < chart.lines.size() && top + legend_line <= area.bottom(); ++index) {
    painter.setPen(QPen(chart_colour(index), 1.8, style_of(index)));
    const QPointF start(area.left(), top + legend_line / 2);
    if (chart.x.categories.isEmpty()) {
      painter.drawLine(start, start + QPointF(swatch, 0));
    } else {
      painter.setBrush(chart_colour(index));
      painter.setPen(Qt::NoPen);
      painter.drawEllipse(start + QPointF(swatch / 2, 0), 3.5, 3.5);
    }
    painter.setPen(ChartLook::text());
    const QString label =
        metrics.elidedText(chart.lines[index].label, Qt::ElideRight, area.width() - swatch - 6);
    painter.drawText(QRectF(area.left() + swatch + 6, top, area.width() - swatch - 6, legend_line),
                     Qt::AlignLeft | Qt::AlignVCenter, label);
    top += legend_line;
  }
}

double legend_width(const Chart& chart, double most) {
  if (chart.lines.size() < 2) return 0;
  const QFontMetricsF metrics(ChartLook::font());
  double widest = 0;
  for (const ChartLine& line : chart.lines) widest = std::max(widest, metrics.horizontalAdvance(line.label));
  return std::min(widest + swatch + 20, most);
}

/// Returns the height below the plot for ticks and title, or for slanted category names.
double room_below(const Chart& chart) {
  if (chart.x.categories.isEmpty()) return 46;
  const QFontMetricsF metrics(ChartLook::font());
  double widest = 0;
  for (const QString& name : chart.x.categories) widest = std::max(widest, metrics.horizontalAdvance(name));
  return std::min(30 + 0.6 * widest, 130.0);
}

}  // namespace

void paint_chart(QPainter& painter, const QRectF& area, const Chart& chart) {
  const double legend = legend_width(chart, area.width() / 3);
  const QRectF plot = area.adjusted(78, 10, -14 - legend, -room_below(chart));
  const Extent along = x_extent(chart);
  const Extent up = y_extent(chart);
  const ChartScale x(chart.x, along.low, along.high, plot.left(), plot.right());
  const ChartScale y(chart.y, up.low, up.high, plot.bottom(), plot.top());
  paint_axes(painter, plot, x, y, chart.x, chart.y);
  for (std::size_t index = 0; index < chart.lines.size(); ++index) paint_line(painter, chart, index, x, y);
  if (legend > 0) paint_legend(painter, QRectF(plot.right() + 12, plot.top(), legend, plot.height()), chart);
}

}  // namespace lfp
