#pragma once

#include "app/reports/chart.h"

#include <QPainter>

namespace lfp {

/// Maps an axis with its range to pixels.
class ChartScale {
 public:
  ChartScale(const ChartAxis& axis, double low, double high, double first_pixel, double last_pixel);

  double pixel(double value) const;
  double low() const { return low_; }
  double high() const { return high_; }
  /// Returns the values of the ticks with their labels.
  std::vector<std::pair<double, QString>> ticks() const;

 private:
  const ChartAxis& axis_;
  double low_;
  double high_;
  double first_;
  double last_;
};

/// The colours and fonts that all figures share.
struct ChartLook {
  static QColor text();
  static QColor muted();
  static QColor grid();
  static QFont font();
  static QFont bold();
};

/// Paints a frame around `plot` with grid lines, ticks, their labels and the axis titles.
void paint_axes(QPainter& painter, const QRectF& plot, const ChartScale& x, const ChartScale& y,
                const ChartAxis& x_axis, const ChartAxis& y_axis, bool has_grid = true);

}  // namespace lfp
