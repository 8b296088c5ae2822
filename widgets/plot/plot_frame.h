#pragma once

#include "widgets/plot/plot_ticks.h"
#include "widgets/style/theme.h"

#include <QPainter>
#include <QPointF>
#include <QRect>
#include <QString>

namespace lfp {

/// A rectangle that stands for a range of numbers across and up, for pictures that paint their own content
/// into axes.
struct PlotFrame {
  QRect area;
  PlotRange x;
  PlotRange y;

  QPointF pixel(double at_x, double at_y) const;
  double x_at(double pixel) const;
  double y_at(double pixel) const;
};

/// The words at the axes; "" takes no room below.
struct AxisTitles {
  QString x;                      ///< in the middle, below the numbers
  QString y;                      ///< upright, left of the numbers
  bool has_numbers_below = true;  ///< else another frame below has them
};

/// The room that paint_axes() needs at the left of the area and below it.
int axis_room_left(const Theme& theme);
int axis_room_below(const Theme& theme, bool has_title);

/// Ticks with their numbers below and at the left, and the titles.
void paint_axes(QPainter& painter, const PlotFrame& frame, const AxisTitles& titles, const Theme& theme);
/// Grid lines at the ticks and a border, to be painted below the content.
void paint_grid(QPainter& painter, const PlotFrame& frame, const Theme& theme);

}  // namespace lfp
