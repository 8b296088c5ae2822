#pragma once

#include "widgets/plot/plot_content.h"

#include <QPainter>
#include <QPixmap>
#include <QRect>
#include <memory>

namespace lfp {

/// Draws plots by QCustomPlot: axes, grid and lines on the theme's base colour, without the cross-hair. It is
/// kept between drawings, as making one costs more than drawing.
class PlotRenderer {
 public:
  PlotRenderer();
  ~PlotRenderer();
  PlotRenderer(const PlotRenderer&) = delete;
  PlotRenderer& operator=(const PlotRenderer&) = delete;

  /// For a screen with `ratio` device pixels a pixel.
  QPixmap draw(QSize size, double ratio, const PlotContent& content, const Theme& theme);
  /// For a figure: vectors, with true line widths.
  void draw(QPainter& painter, const QRect& area, const PlotContent& content, const Theme& theme);

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace lfp
