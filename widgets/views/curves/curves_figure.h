#pragma once

#include "widgets/plot/plot_ticks.h"
#include "widgets/views/curves/curves_content.h"

#include <QPainter>
#include <QRect>
#include <vector>

namespace lfp {

/// One plot of the figure of the curves.
struct CurvesFigurePlot {
  CurveTopic topic;  ///< flips: one strip a layer
  PlotScale scale = PlotScale::linear;
};

/// The curves as a figure for a paper: title, legend of the runs and of thick and thin lines, plots with
/// their axes.
void paint_curves_figure(QPainter& painter, const QRect& area, const std::vector<CurvesFigurePlot>& plots,
                         const CurveSight& sight, const Theme& theme);

}  // namespace lfp
