#pragma once

#include "core/snapshot/table.h"
#include "widgets/style/colour_map.h"

#include <QImage>
#include <QRgb>
#include <QSizeF>
#include <array>
#include <vector>

namespace lfp {

/// From numbers to colours by one look-up each.
class HeatScale {
 public:
  /// -range .. +range over the signed colours. The place on the scale is |value / range|^tone with the
  /// value's sign: a tone below 1 lifts what is small.
  static HeatScale for_signed(const Theme& theme, float range, double tone = 1.0);
  /// 0 .. largest over the unsigned colours.
  static HeatScale for_counts(const Theme& theme, float largest);

  /// Values beyond the range take its end; what is not a number takes the colour of the hatching's lines.
  QRgb colour(float value) const {
    const float place = value * factor_ + offset_;
    if (place >= entries) return colours_.back();
    if (place <= 0.0F) return colours_.front();
    return place == place ? colours_[static_cast<std::size_t>(place)] : not_a_number_;
  }

 private:
  // Finer than the colour table, so that the tone curve's steep middle keeps its colours.
  static constexpr int entries = 2049;
  static constexpr float last_entry = entries - 1;

  std::array<QRgb, entries> colours_{};
  float factor_ = 0.0F;
  float offset_ = 0.5F;  // places are cut off, not rounded
  QRgb not_a_number_ = 0;
};

/// One pixel a number.
QImage heat_image(const Table& values, const HeatScale& scale);

/// Rows become columns.
Table transposed(const Table& values);

/// The image with fewer rows and columns, averaged over areas; a size that is not smaller stays.
Table shrunk(const Table& values, std::int64_t rows, std::int64_t columns);

/// The image blown up to about `size` without smoothing: figures keep sharp cells wherever they are opened.
QImage with_sharp_cells(const QImage& image, const QSizeF& size);

}  // namespace lfp
