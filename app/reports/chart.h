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

/// How numbers lie along an axis of a chart.
struct ChartAxis {
  QString title;
  bool is_logarithmic = false;
  bool is_percent = false;   ///< 0.5 reads "50 %"
  bool is_whole = false;     ///< of what is counted: no marks between whole numbers
  QStringList categories{};  ///< names in place of numbers, at 0, 1, 2 ...
};

struct ChartPoint {
  double x = 0;
  double y = 0;
  double low = 0;  ///< of the interval; equal to `high` where there is none
  double high = 0;
};

struct ChartLine {
  QString label;
  std::vector<ChartPoint> points;
};

/// Lines with intervals over an axis; over categories single marks. A value.
struct Chart {
  ChartAxis x;
  ChartAxis y;
  std::vector<ChartLine> lines;
};
void paint_chart(QPainter& painter, const QRectF& area, const Chart& chart);

/// Maps side by side in one scale.
struct HeatPanel {
  QString title;
  std::vector<float> values;  ///< row by row from below; NaN: missing
  std::vector<bool> diverged;
};
struct HeatChart {
  ChartAxis x;
  ChartAxis y;
  std::vector<double> x_values;  ///< of the columns
  std::vector<double> y_values;  ///< of the rows
  QString measure;
  bool is_percent = false;
  bool is_logarithmic = false;
  std::vector<HeatPanel> panels;
};
void paint_heat_chart(QPainter& painter, const QRectF& area, const HeatChart& chart);
/// The size that shows all panels well.
QSize heat_chart_size(std::size_t panels);

/// Mean ranks on a line, the best at the left, with bars over those that are not told apart.
struct RankDiagram {
  QStringList names;
  std::vector<double> ranks;
  std::optional<double> critical_difference;
};
void paint_rank_diagram(QPainter& painter, const QRectF& area, const RankDiagram& diagram);

/// Ticks at round numbers within a range; on a logarithmic axis at powers of ten.
std::vector<double> chart_ticks(double low, double high, bool is_logarithmic);
QString chart_number(double value, bool is_percent);
/// The colour of line `index`, told apart with any of the usual colour-vision deficiencies.
QColor chart_colour(std::size_t index);

}  // namespace lfp
