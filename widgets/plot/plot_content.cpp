#include "widgets/plot/plot_content.h"

#include "widgets/style/number_text.h"

#include <QFontMetrics>
#include <algorithm>
#include <cmath>
#include <utility>

namespace lfp {

namespace {

constexpr double pixels_a_bin = 2.0;
constexpr int fewest_bins = 16;

// "0", "47", "7.8k".
QString short_label(double value) {
  if (std::abs(value) < 1e3) return count_text(std::llround(value));
  return QString::number(value / 1e3, 'f', std::abs(value) < 1e4 ? 1 : 0) + QLatin1Char('k');
}

std::vector<PlotTick> y_ticks_of(const PlotContent& content, int height, const Theme& theme) {
  if (content.y_labels) {
    const auto [low, high] = *content.y_labels;
    const PlotTick upper{high, short_label(high)};
    // One above the other needs a line's height.
    if (height < QFontMetrics(theme.small()).height()) return {upper};
    return {{low, short_label(low)}, upper};
  }
  const int most = std::clamp(height / theme.px(18), 2, 6);
  return content.scale == PlotScale::logarithmic ? logarithmic_ticks(content.y, most)
                                                 : linear_ticks(content.y, most, content.unit);
}

}  // namespace

PlotRange within(PlotRange range, const std::optional<PlotRange>& limits) {
  if (!limits) return range;
  const PlotRange cut{std::max(range.low, limits->low), std::min(range.high, limits->high)};
  return cut.low < cut.high ? cut : *limits;
}

PlotContent settled(PlotContent content, int width) {
  const int bins = std::max(fewest_bins, static_cast<int>(width / pixels_a_bin));
  for (PlotLine& line : content.lines) {
    line = averaged(line, content.x, bins);
  }
  if (content.fits_y)
    content.y = within(fitted_range(content.lines, content.x, content.scale), content.y_limits);
  return content;
}

PlotGeometry::PlotGeometry(const QRect& outer, const PlotContent& content, const Theme& theme)
    : scale_(content.scale), x_(content.x), y_(content.y) {
  const QFontMetrics metrics(theme.small());
  // A label at the upper end is left out unless it fits whole, with a pixel to spare.
  const int top = content.y_labels ? theme.px(5) : (metrics.height() + 1) / 2 + 1;
  const int bottom = (content.has_x_labels ? metrics.height() + theme.px(3) : theme.px(5)) +
                     (content.x_title.isEmpty() ? 0 : metrics.height());
  y_ticks_ = y_ticks_of(content, outer.height() - top - bottom, theme);
  // Reserved once, so that the plot holds still while its labels change.
  int label_width = metrics.horizontalAdvance(QStringLiteral("0.000"));
  for (const PlotTick& tick : y_ticks_)
    label_width = std::max(label_width, metrics.horizontalAdvance(tick.label));
  area_ = outer.adjusted(label_width + theme.px(6), top, -theme.px(2), -bottom);
  area_ = area_.intersected(outer);

  set_x_ticks(outer, content.has_x_labels, theme);
}

/// A number that would be cut at the right is left out; if fewer than two are left, more ticks follow.
void PlotGeometry::set_x_ticks(const QRect& outer, bool has_labels, const Theme& theme) {
  const QFontMetrics metrics(theme.small());
  const int usual = std::clamp(area_.width() / theme.px(64), 1, 10);
  for (int most = usual; most <= usual + 2; ++most) {
    std::vector<PlotTick> ticks = linear_ticks(x_, most, PlotUnit::count);
    int labels = 0;
    int widest = 0;
    for (PlotTick& tick : ticks) {
      const int width = metrics.horizontalAdvance(tick.label);
      if (!has_labels || x_pixel(tick.at) + width / 2.0 > outer.right()) tick.label.clear();
      labels += tick.label.isEmpty() ? 0 : 1;
      widest = std::max(widest, width);
    }
    const bool are_apart = static_cast<int>(ticks.size()) * (widest + theme.px(8)) <= area_.width();
    if (most == usual || are_apart) x_ticks_ = std::move(ticks);
    if (labels >= 2 || !has_labels) return;
  }
}

double PlotGeometry::x_pixel(double x) const {
  return area_.left() + (x - x_.low) / x_.size() * area_.width();
}

double PlotGeometry::y_pixel(double y) const {
  const double fraction = scale_ == PlotScale::logarithmic ? std::log(y / y_.low) / std::log(y_.high / y_.low)
                                                           : (y - y_.low) / y_.size();
  return area_.bottom() - fraction * area_.height();
}

double PlotGeometry::x_at(double pixel) const {
  return x_.low + (pixel - area_.left()) / std::max(1, area_.width()) * x_.size();
}

double PlotGeometry::y_at(double pixel) const {
  const double fraction = (area_.bottom() - pixel) / std::max(1, area_.height());
  return scale_ == PlotScale::logarithmic ? y_.low * std::pow(y_.high / y_.low, fraction)
                                          : y_.low + fraction * y_.size();
}

}  // namespace lfp
