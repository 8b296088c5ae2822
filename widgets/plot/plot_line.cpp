#include "widgets/plot/plot_line.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lfp {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// The mean of what is pushed, non-finite values left out.
struct Mean {
  double sum = 0.0;
  int count = 0;
  void push(double value) {
    if (!std::isfinite(value)) return;
    sum += value;
    ++count;
  }
  double value() const { return count > 0 ? sum / count : not_a_number; }
};

}  // namespace

PlotLine averaged(const PlotLine& line, PlotRange range, int bins) {
  const double width = std::exp2(std::ceil(std::log2(range.size() / std::max(1, bins))));
  if (line.x.size() < 3 || line.x[1] - line.x[0] >= width) return line;
  PlotLine result;
  result.pen = line.pen;
  Mean x;
  Mean y;
  double bin = std::floor(line.x.front() / width);
  const auto finish = [&] {
    result.x.push_back(x.value());
    result.y.push_back(y.value());
  };
  for (std::size_t i = 0; i < line.x.size(); ++i) {
    const double own_bin = std::floor(line.x[i] / width);
    if (own_bin != bin) {
      finish();
      x = y = Mean{};
      bin = own_bin;
    }
    x.push(line.x[i]);
    y.push(line.y[i]);
  }
  finish();
  return result;
}

PlotRange fitted_range(const std::vector<PlotLine>& lines, PlotRange x, PlotScale scale) {
  const bool is_logarithmic = scale == PlotScale::logarithmic;
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  for (const PlotLine& line : lines) {
    for (std::size_t i = 0; i < line.x.size(); ++i) {
      const double value = line.y[i];
      if (!x.contains(line.x[i]) || !std::isfinite(value) || (is_logarithmic && value <= 0.0)) continue;
      low = std::min(low, value);
      high = std::max(high, value);
    }
  }
  if (low > high) return is_logarithmic ? PlotRange{0.1, 1.0} : PlotRange{0.0, 1.0};
  if (is_logarithmic) {
    const double room = std::max(1.15, std::pow(high / low, 0.06));
    return {low / room, high * room};
  }
  const double room = high > low ? (high - low) * 0.06 : std::max(std::abs(high) * 0.1, 1e-6);
  return {low - room, high + room};
}

}  // namespace lfp
