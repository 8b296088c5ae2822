#pragma once

#include "core/base/settings.h"

namespace lfp {

/// The number in a value of kind integer or real.
double number_of(const SettingValue& value);

/// How a slider's whole positions stand for the usual values of a numeric setting: evenly, or by decades
/// where it says so or its range spans decades; in round steps. A slider over decades covers at most eight of
/// them around the fallback; its first position is the minimum itself where that is 0. Values beyond the ends
/// can still be typed.
class SliderScale {
 public:
  explicit SliderScale(const SettingInfo& info);

  /// False where a slider makes no sense, for example a seed.
  bool is_useful() const { return positions_ > 0; }
  int positions() const { return positions_; }  ///< 0 .. positions()
  int step() const { return step_; }            ///< positions an arrow key moves
  int page() const { return page_; }            ///< positions a page key moves
  double value_at(int position) const;
  int position_of(double value) const;

 private:
  void make_even();
  void make_logarithmic(const SettingInfo& info);

  bool whole_ = false;
  bool logarithmic_ = false;
  bool starts_at_minimum_ = false;  ///< position 0 is a minimum that no decade reaches, usually 0
  double minimum_ = 0.0;
  double low_ = 0.0;
  double high_ = 0.0;
  double grid_ = 1.0;
  int positions_ = 0;
  int step_ = 1;
  int page_ = 10;
};

}  // namespace lfp
