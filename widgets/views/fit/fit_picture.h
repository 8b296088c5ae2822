#pragma once

#include "widgets/plot/plot_frame.h"
#include "widgets/style/theme.h"
#include "widgets/views/fit/fit_data.h"

#include <QPainter>
#include <QRect>
#include <cstddef>
#include <optional>
#include <vector>

namespace lfp {

/// One frame of the picture.
struct FitPlace {
  QRect heading;
  PlotFrame frame;
  QRect residuals;                 ///< below predictions over targets; else empty
  std::optional<std::size_t> run;  ///< nothing: all of them, or the data beside surfaces
};

/// All frames: a single one for curves over one feature; the data and each run's surface over two; each run's
/// predictions over their targets.
std::vector<FitPlace> fit_places(const FitShown& shown, const QRect& area, const Theme& theme);

/// Half of the range of the axis of residuals, the same for all runs.
double residual_range(const FitShown& shown);

/// The frames with what is in them, headings, axes and legend.
void paint_fit(QPainter& painter, const QRect& area, const FitShown& shown, const Theme& theme);

}  // namespace lfp
