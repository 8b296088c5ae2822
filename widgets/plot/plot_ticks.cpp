#include "widgets/plot/plot_ticks.h"

#include "widgets/style/number_text.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace lfp {

namespace {

const QChar minus_sign(0x2212);

QString with_real_minus(QString text) {
  return text.replace(QLatin1Char('-'), minus_sign);
}

// The smallest of 1, 2, 5 times a power of ten that is not below `size`.
double round_step(double size) {
  const double power = std::pow(10.0, std::floor(std::log10(size)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= size * (1.0 - 1e-9)) return factor * power;
  }
  return 10.0 * power;
}

QString power_of_ten(double value) {
  return with_real_minus(QStringLiteral("1e%1").arg(static_cast<int>(std::lround(std::log10(value)))));
}

// Decimals that tell multiples of `step` apart.
int decimals_of(double step) {
  return std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
}

QString linear_label(double value, double step, PlotUnit unit) {
  if (std::abs(value) < step * 1e-6) return QStringLiteral("0");
  if (unit == PlotUnit::count && std::abs(value) >= 1e4) {
    return with_real_minus(QString::number(value / 1e3, 'f', decimals_of(step / 1e3))) + QLatin1Char('k');
  }
  if (std::abs(value) >= 1e5 || step < 1e-4) return short_text(value);
  if (step >= 1.0) return count_text(std::llround(value));
  return with_real_minus(QString::number(value, 'f', decimals_of(step)));
}

QString logarithmic_label(double value) {
  if (value < 0.9e-3 || value >= 1e4) {
    const double mantissa = value / std::pow(10.0, std::floor(std::log10(value) + 1e-9));
    return std::abs(mantissa - 1.0) < 1e-6 ? power_of_ten(value) : short_text(value);
  }
  return QString::number(value, 'f', decimals_of(std::pow(10.0, std::floor(std::log10(value) + 1e-9))));
}

// Multiples of `factors` times whole powers of ten, every `stride`-th power.
std::vector<PlotTick> decades(PlotRange range, std::initializer_list<double> factors, int stride) {
  std::vector<PlotTick> ticks;
  const int first = static_cast<int>(std::floor(std::log10(range.low)));
  const int last = static_cast<int>(std::ceil(std::log10(range.high)));
  for (int exponent = first; exponent <= last; ++exponent) {
    if (exponent % stride != 0) continue;
    for (const double factor : factors) {
      const double at = factor * std::pow(10.0, exponent);
      const bool is_inside = at >= range.low * (1.0 - 1e-9) && at <= range.high * (1.0 + 1e-9);
      if (is_inside) ticks.push_back({at, logarithmic_label(at)});
    }
  }
  return ticks;
}

/// Every second one, or every third, where there would be too many.
std::vector<PlotTick> thinned(const std::vector<PlotTick>& ticks, int most) {
  const std::size_t kept = static_cast<std::size_t>(std::max(2, most));
  const std::size_t stride = (ticks.size() + kept - 1) / kept;
  std::vector<PlotTick> fewer;
  for (std::size_t at = 0; at < ticks.size(); at += std::max<std::size_t>(1, stride))
    fewer.push_back(ticks[at]);
  return fewer;
}

}  // namespace

std::vector<PlotTick> linear_ticks(PlotRange range, int most, PlotUnit unit) {
  const double factor = unit == PlotUnit::percent ? 100.0 : 1.0;
  const double low = range.low * factor;
  const double high = range.high * factor;
  const auto ticks_at = [&](double step) {
    std::vector<PlotTick> ticks;
    for (double index = std::ceil(low / step - 1e-9); index * step <= high + step * 1e-9; index += 1.0)
      ticks.push_back({index * step / factor, linear_label(index * step, step, unit)});
    return ticks;
  };
  const double least = unit == PlotUnit::count ? 1.0 : 0.0;
  const double step = std::max(least, round_step((high - low) / std::max(1, most)));
  std::vector<PlotTick> ticks = ticks_at(step);
  // One number alone says nothing about the scale: multiples of a finer step follow, such as 40 and 80.
  const double finer = round_step(step * 0.4);
  for (double multiple = 1.0; ticks.size() < 2 && most >= 2 && multiple * finer < step; multiple += 1.0) {
    if (multiple * finer < least) continue;
    std::vector<PlotTick> more = ticks_at(multiple * finer);
    if (more.size() >= 2 && std::ssize(more) <= most) ticks = std::move(more);
  }
  return ticks;
}

std::vector<PlotTick> logarithmic_ticks(PlotRange range, int most) {
  const double span = std::log10(range.high / range.low);
  const int stride = std::max(1, static_cast<int>(std::ceil(span / std::max(1, most))));
  std::vector<PlotTick> ticks = decades(range, {1.0}, stride);
  if (ticks.size() >= 2) return ticks;
  ticks = decades(range, {1.0}, 1);
  if (ticks.size() < 2) ticks = thinned(decades(range, {1.0, 2.0, 5.0}, 1), most);
  // The range is too narrow to contain two of these: ticks are set as on a linear axis.
  return ticks.size() >= 2 ? ticks : linear_ticks(range, most);
}

}  // namespace lfp
