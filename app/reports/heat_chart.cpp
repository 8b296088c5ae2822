#include "app/reports/chart.h"
#include "app/reports/chart_axis.h"
#include "widgets/style/colour_map.h"

#include <QImage>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <limits>

namespace lfp {
namespace {

constexpr double panel_width = 300;
constexpr double panel_height = 270;
constexpr double bar_room = 110;
constexpr QRgb diverged_colour = 0xff9a9a9a;
constexpr QRgb missing_colour = 0xffffffff;

struct Range {
  double low = 0;
  double high = 1;
};

double placed(double value, const HeatChart& chart) {
  return chart.is_logarithmic ? std::log10(std::max(value, 1e-300)) : value;
}

/// Returns the range of the values in all panels, ignoring diverged cells.
Range range_of(const HeatChart& chart) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  for (const HeatPanel& panel : chart.panels)
    for (std::size_t cell = 0; cell < panel.values.size(); ++cell) {
      const auto value = static_cast<double>(panel.values[cell]);
      if (!std::isfinite(value) || panel.diverged[cell] || (chart.is_logarithmic && !(value > 0))) continue;
      low = std::min(low, value);
      high = std::max(high, value);
    }
  if (low > high) return {};
  return low == high ? Range{low - 1e-6, high + 1e-6} : Range{low, high};
}

QImage image_of(const HeatPanel& panel, const HeatChart& chart, const Range& range) {
  const ColourTable& colours = unsigned_colours(Theme::make(Theme::Kind::light));
  const int columns = static_cast<int>(chart.x_values.size());
  const int rows = static_cast<int>(chart.y_values.size());
  QImage image(columns, rows, QImage::Format_RGB32);
  const double low = placed(range.low, chart);
  const double high = placed(range.high, chart);
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column) {
      const auto cell = static_cast<std::size_t>(row * columns + column);
      const auto value = static_cast<double>(panel.values[cell]);
      QRgb colour = missing_colour;
      if (panel.diverged[cell])
        colour = diverged_colour;
      else if (std::isfinite(value))
        colour = colours[static_cast<std::size_t>(
            std::clamp((placed(value, chart) - low) / (high - low), 0.0, 1.0) * 255)];
      image.setPixel(column, rows - 1 - row, colour);
    }
  return image;
}

/// Scales the image by whole pixels per cell, so that cells stay sharp in every viewer.
QImage enlarged(const QImage& image, const QSizeF& size) {
  const int factor = std::max(1, static_cast<int>(std::ceil(2 * size.width() / image.width())));
  return image.scaled(image.size() * std::min(factor, 40));
}

void paint_bar(QPainter& painter, const QRectF& area, const HeatChart& chart, const Range& range) {
  const ColourTable& colours = unsigned_colours(Theme::make(Theme::Kind::light));
  QImage image(1, static_cast<int>(colours.size()), QImage::Format_RGB32);
  for (int row = 0; row < image.height(); ++row)
    image.setPixel(0, row, colours[static_cast<std::size_t>(image.height() - 1 - row)]);
  const QRectF bar(area.left(), area.top() + 22, 14, std::min(area.height() - 70, 200.0));
  painter.drawImage(bar, image.scaled(8, image.height()));
  const ChartAxis axis{.title = {}, .is_logarithmic = chart.is_logarithmic, .is_percent = chart.is_percent};
  const ChartScale scale(axis, range.low, range.high, bar.bottom(), bar.top());
  painter.setFont(ChartLook::font());
  painter.setPen(ChartLook::text());
  for (const auto& [pixel, text] : scale.ticks())
    painter.drawText(QRectF(bar.right() + 6, pixel - 9, 80, 18), Qt::AlignLeft | Qt::AlignVCenter, text);
  painter.fillRect(QRectF(bar.left(), bar.bottom() + 14, 14, 14), QColor::fromRgb(diverged_colour));
  painter.drawText(QRectF(bar.right() + 6, bar.bottom() + 12, 90, 18), Qt::AlignLeft | Qt::AlignVCenter,
                   QStringLiteral("diverged"));
}

/// An axis with values at the centres of equally wide cells.
struct CellAxis {
  ChartAxis axis;
  double low = 0;
  double high = 1;
};

/// Evenly spaced values become a numeric scale; others get a name for each cell, as far as there is room.
CellAxis axis_of_cells(const ChartAxis& axis, const std::vector<double>& values) {
  const auto place = [&](double value) { return axis.is_logarithmic ? std::log10(value) : value; };
  const auto last = static_cast<double>(values.size() - 1);
  const double step = (place(values.back()) - place(values.front())) / std::max(last, 1.0);
  bool is_even = values.size() > 1 && step > 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    is_even = is_even && std::abs(place(values[i]) - place(values.front()) - static_cast<double>(i) * step) <
                             0.01 * step;
  if (is_even) {
    const auto back = [&](double placed) { return axis.is_logarithmic ? std::pow(10.0, placed) : placed; };
    return {.axis = axis,
            .low = back(place(values.front()) - step / 2),
            .high = back(place(values.back()) + step / 2)};
  }
  CellAxis named{.axis = axis, .low = -0.5, .high = last + 0.5};
  named.axis.is_logarithmic = false;
  constexpr std::size_t most_names = 8;
  const std::size_t stride = (values.size() + most_names - 1) / most_names;
  for (std::size_t i = 0; i < values.size(); ++i)
    named.axis.categories << (i % stride == 0 ? chart_number(values[i], axis.is_percent) : QString());
  return named;
}

void paint_panel(QPainter& painter, const QRectF& area, const HeatChart& chart, const HeatPanel& panel,
                 const Range& range) {
  const QRectF plot = area.adjusted(70, 24, -10, -48);
  painter.setFont(ChartLook::bold());
  painter.setPen(ChartLook::text());
  const QFontMetricsF metrics(ChartLook::bold());
  painter.drawText(QRectF(plot.left(), area.top(), plot.width(), 20), Qt::AlignLeft | Qt::AlignVCenter,
                   metrics.elidedText(panel.title, Qt::ElideRight, plot.width()));
  painter.drawImage(plot, enlarged(image_of(panel, chart, range), plot.size()));
  const CellAxis columns = axis_of_cells(chart.x, chart.x_values);
  const CellAxis rows = axis_of_cells(chart.y, chart.y_values);
  const ChartScale x(columns.axis, columns.low, columns.high, plot.left(), plot.right());
  const ChartScale y(rows.axis, rows.low, rows.high, plot.bottom(), plot.top());
  paint_axes(painter, plot, x, y, columns.axis, rows.axis, false);
}

int columns_for(std::size_t panels) {
  return panels < 4 ? static_cast<int>(panels) : 3;
}

}  // namespace

QSize heat_chart_size(std::size_t panels) {
  const int columns = std::max(columns_for(panels), 1);
  const int rows = (static_cast<int>(panels) + columns - 1) / columns;
  return QSizeF(columns * panel_width + bar_room, std::max(rows, 1) * panel_height).toSize();
}

void paint_heat_chart(QPainter& painter, const QRectF& area, const HeatChart& chart) {
  const int columns = std::max(columns_for(chart.panels.size()), 1);
  const Range range = range_of(chart);
  for (std::size_t index = 0; index < chart.panels.size(); ++index) {
    const auto column = static_cast<double>(static_cast<int>(index) % columns);
    const auto row = static_cast<double>(static_cast<int>(index) / columns);
    paint_panel(painter,
                QRectF(area.left() + column * panel_width, area.top() + row * panel_height, panel_width,
                       panel_height),
                chart, chart.panels[index], range);
  }
  paint_bar(painter, QRectF(area.right() - bar_room + 8, area.top(), bar_room - 8, panel_height), chart,
            range);
}

}  // namespace lfp
