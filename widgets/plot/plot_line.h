#pragma once

#include "widgets/plot/plot_ticks.h"

#include <QPen>
#include <vector>

namespace lfp {

/// A line through points of rising x. Values that are not finite leave gaps; a point alone is drawn as a dot.
struct PlotLine {
  std::vector<double> x;
  std::vector<double> y;
  QPen pen;
};

/// The line with the means over bins of equal width, at most `bins` of them in `range`. Bins start at
/// multiples of their width, a power of two, so that they hold still while the range grows.
PlotLine averaged(const PlotLine& line, PlotRange range, int bins);

/// The range of y values over `x`, rounded so that lines do not touch the frame; a default where there are
/// none. On a logarithmic scale values of zero or less do not count.
PlotRange fitted_range(const std::vector<PlotLine>& lines, PlotRange x, PlotScale scale);

}  // namespace lfp
