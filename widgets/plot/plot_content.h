#pragma once

#include "widgets/plot/plot_line.h"
#include "widgets/plot/plot_ticks.h"
#include "widgets/style/theme.h"

#include <QColor>
#include <QPointF>
#include <QRect>
#include <QString>
#include <optional>
#include <vector>

namespace lfp {

/// A small ring on a line, where the cross-hair reads it.
struct PlotMark {
  QPointF at;  ///< in the plot's units
  QColor colour;
};

/// Everything a plot shows, but for the theme. A value.
struct PlotContent {
  std::vector<PlotLine> lines;
  PlotScale scale = PlotScale::linear;  ///< of the y axis; x is always linear
  PlotUnit unit = PlotUnit::number;     ///< of the y axis; x counts
  PlotRange x;
  PlotRange y;
  bool fits_y = true;                 ///< y is to follow the lines that are in sight,
  std::optional<PlotRange> y_limits;  ///< but never beyond these
  bool has_x_labels = true;
  std::optional<PlotRange>
      y_labels;     ///< for strips: labels at these two values, nothing between, and less room above
  QString x_title;  ///< below the axis; "" takes no room
  std::optional<double> cross_hair;
  std::vector<PlotMark> marks;
  std::optional<double> here;  ///< where the present is on an x axis that goes on beyond it
  QString here_label;          ///< beside that line, where there is room
};

/// `range` cut to the limits, if there are any.
PlotRange within(PlotRange range, const std::optional<PlotRange>& limits);

/// Ready to be drawn `width` pixels wide: y fitted, and lines averaged where their points lie closer than two
/// pixels, too dense to be read.
PlotContent settled(PlotContent content, int width);

/// Where things lie in a plot painted into a rectangle.
class PlotGeometry {
 public:
  PlotGeometry() = default;
  PlotGeometry(const QRect& outer, const PlotContent& content, const Theme& theme);

  const QRect& area() const { return area_; }  ///< inside the axes
  const std::vector<PlotTick>& x_ticks() const { return x_ticks_; }
  const std::vector<PlotTick>& y_ticks() const { return y_ticks_; }
  double x_pixel(double x) const;
  double y_pixel(double y) const;
  double x_at(double pixel) const;
  double y_at(double pixel) const;

 private:
  void set_x_ticks(const QRect& outer, bool has_labels, const Theme& theme);

  PlotScale scale_ = PlotScale::linear;
  PlotRange x_;
  PlotRange y_;
  QRect area_;
  std::vector<PlotTick> x_ticks_;
  std::vector<PlotTick> y_ticks_;
};

}  // namespace lfp
