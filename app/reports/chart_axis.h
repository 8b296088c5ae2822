#pragma once

#include "app/reports/chart.h"

#include <QPainter>

namespace lfp {

/// An axis with its range, laid along pixels.
class ChartScale {
 public:
  ChartScale(const ChartAxis& axis, double low, double high, double first_pixel, double last_pixel);

  double pixel(double value) const;
  double low() const { return low_; }
  double high() const { return high_; }
  /// Where there are marks, with their texts.
  std::vector<std::pair<double, QString>> ticks() const;

 private:
  const ChartAxis& axis_;
  double low_;
  double high_;
  double first_;
  double last_;
};

/// The colours and fonts of all figures.
struct ChartLook {
  static QColor text();
  static QColor muted();
  static QColor grid();
  static QFont font();
  static QFont bold();
};

/// A frame with grid, ticks, their texts and titles around `plot`.
void paint_axes(QPainter& painter, const QRectF& plot, const ChartScale& x, const ChartScale& y,
                const ChartAxis& x_axis, const ChartAxis& y_axis, bool has_grid = true);

}  // namespace lfp
