#include "widgets/controls/slider_scale.h"

#include <QString>
#include <algorithm>
#include <cassert>
#include <cmath>

namespace lfp {
namespace {

constexpr double most_even_values = 1e6;
constexpr int positions_per_decade = 40;

/// Through text, so that the result is the double nearest to the digits and is shown as short as they are.
double with_two_digits(double value) {
  return QString::number(value, 'e', 1).toDouble();
}

/// The usual value would lie near the end of an even slider.
bool spans_decades(const SettingInfo& info) {
  const double fallback = number_of(info.fallback);
  return info.usual_minimum >= 0.0 && fallback > 0.0 && info.usual_maximum >= 100.0 * fallback;
}

double on_grid(double value, double grid) {
  return grid < 1.0 ? std::round(value * std::round(1.0 / grid)) / std::round(1.0 / grid)
                    : std::round(value / grid) * grid;
}

}  // namespace

double number_of(const SettingValue& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
  return std::get<double>(value);
}

SliderScale::SliderScale(const SettingInfo& info)
    : whole_(info.kind == SettingKind::integer), low_(info.usual_minimum), high_(info.usual_maximum) {
  assert(info.kind == SettingKind::integer || info.kind == SettingKind::real);
  if (!(high_ > low_)) return;
  logarithmic_ = (info.logarithmic || spans_decades(info)) && high_ > 0.0;
  if (logarithmic_)
    make_logarithmic(info);
  else if (high_ - low_ <= most_even_values)
    make_even();
}

void SliderScale::make_even() {
  grid_ = std::pow(10.0, std::ceil(std::log10((high_ - low_) / 1000.0)));
  if (whole_) grid_ = std::max(1.0, grid_);
  positions_ = static_cast<int>(std::ceil((high_ - low_) / grid_ - 1e-9));
  step_ = std::max(1, positions_ / 100);
  page_ = std::max(1, positions_ / 10);
}

void SliderScale::make_logarithmic(const SettingInfo& info) {
  const double fallback = number_of(info.fallback);
  starts_at_minimum_ = info.minimum <= 0.0;
  minimum_ = info.minimum;
  const bool is_whole_range = info.usual_minimum <= info.minimum && info.usual_maximum >= info.maximum;
  if (is_whole_range) high_ = std::min(high_, std::max(1.0, 100.0 * fallback));
  const double low = std::max(fallback > 0.0 ? 1e-4 * fallback : 1e-6 * high_, 1e-8 * high_);
  low_ = std::max(low_, std::pow(10.0, std::floor(std::log10(low) + 1e-9)));
  if (whole_) low_ = std::max(1.0, low_);
  const double decades = std::log10(high_ / low_);
  positions_ = std::max(1, static_cast<int>(std::ceil(decades * positions_per_decade - 1e-9))) +
               static_cast<int>(starts_at_minimum_);
  step_ = positions_per_decade / 10;
  page_ = positions_per_decade;
}

double SliderScale::value_at(int position) const {
  if (position <= 0) return starts_at_minimum_ ? minimum_ : low_;
  if (position >= positions_) return high_;
  if (!logarithmic_) return std::clamp(on_grid(low_ + position * grid_, grid_), low_, high_);
  const int steps = position - static_cast<int>(starts_at_minimum_);
  const double value = with_two_digits(low_ * std::pow(10.0, double(steps) / positions_per_decade));
  return std::clamp(whole_ ? std::round(value) : value, low_, high_);
}

int SliderScale::position_of(double value) const {
  double position = 0.0;
  if (!logarithmic_)
    position = (value - low_) / grid_;
  else if (value >= low_)
    position = std::log10(value / low_) * positions_per_decade + (starts_at_minimum_ ? 1.0 : 0.0);
  return static_cast<int>(std::lround(std::clamp(position, 0.0, static_cast<double>(positions_))));
}

}  // namespace lfp
