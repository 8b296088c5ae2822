#pragma once

#include "widgets/style/theme.h"

#include <QColor>
#include <QRgb>
#include <array>
#include <span>

namespace lfp {

/// 256 opaque colours along a scale.
using ColourTable = std::array<QRgb, 256>;

/// -1 .. +1, zero in the middle (entry 127.5): blue, neutral, orange, or as `theme.scales` says.
const ColourTable& signed_colours(const Theme& theme);
/// 0 .. 1: counts, accuracy, deviation.
const ColourTable& unsigned_colours(const Theme& theme);

/// Entry for `value` on a signed scale of -range .. +range, clamped; the middle for range <= 0 or NaN.
QRgb signed_colour(const ColourTable& table, float value, float range);

/// The symmetric range of a signed scale: the 97th percentile of |value|, 0 for no values.
float symmetric_range(std::span<const float> values);

/// Holds a range still: it follows the largest range wanted lately, so that values which jump from step to
/// step are not clipped, but changes at most twice a second (call with a monotonic time) and grows at once
/// only from zero.
class SteadyRange {
 public:
  float update(float wanted, qint64 now_milliseconds);
  float value() const { return value_; }
  void reset() { *this = {}; }

 private:
  float value_ = 0.0F;
  float largest_ = 0.0F;  // wanted since the last change
  qint64 changed_at_ = 0;
};

}  // namespace lfp
