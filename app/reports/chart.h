#pragma once

#include <QColor>
#include <QRectF>
#include <QSize>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

class QPainter;

namespace lfp {

/// How values are placed along a chart's axis.
struct ChartAxis {
  QString title;
  bool is_logarithmic = false;
  bool is_percent = false;   ///< 0.5 is shown as "50 %"
  bool is_whole = false;     ///< for counts: no ticks between whole numbers
  QStringList categories{};  ///< names instead of numbers, at 0, 1, 2 ...
};

struct ChartPoint {
  double x = 0;
  double y = 0;
  double low = 0;  ///< interval bounds; equal to `high` if there is no interval
  double high = 0;
};

struct ChartLine {
  QString label;
  std::vector<ChartPoint> points;
};

/// A chart of lines with intervals over a numeric axis, or of single marks over categories. A value type.
struct Chart {
  ChartAxis x;
  ChartAxis y;
  std::vector<ChartLine> lines;
};
void paint_chart(QPainter& painter, const QRectF& area, const Chart& chart);

/// One of several maps shown side by side with a common colour scale.
struct HeatPanel {
  QString title;
  std::vector<float> values;  ///< row by row from the bottom; NaN if missing
  std::vector<bool> diverged;
};
struct HeatChart {
  ChartAxis x;
  ChartAxis y;
  std::vector<double> x_values;  ///< one per column
  std::vector<double> y_values;  ///< one per row
  QString measure;
  bool is_percent = false;
  bool is_logarithmic = false;
  std::vector<HeatPanel> panels;
};
void paint_heat_chart(QPainter& painter, const QRectF& area, const HeatChart& chart);
/// Returns the size at which all panels are easy to read.
QSize heat_chart_size(std::size_t panels);

/// Mean ranks on a line, the best on the left; bars join ranks that do not differ significantly.
struct RankDiagram {
  QStringList names;
  std::vector<double> ranks;
  std::optional<double> critical_difference;
};
void paint_rank_diagram(QPainter& painter, const QRectF& area, const RankDiagram& diagram);

/// Returns ticks at round numbers within a range, at powers of ten on a logarithmic axis.
std::vector<double> chart_ticks(double low, double high, bool is_logarithmic);
QString chart_number(double value, bool is_percent);
/// Returns the colour of line `index`; the colours stay distinct with common colour-vision deficiencies.
QColor chart_colour(std::size_t index);

}  // namespace lfp
