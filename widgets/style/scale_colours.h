#pragma once

#include "widgets/style/theme.h"

#include <QRgb>
#include <array>

namespace lfp {

/// The colours of one Theme::Scales, as evenly spaced stops. All of them keep the lightness of the standard
/// ones stop by stop, so that sizes read alike, and tell the signs apart with any of the usual colour-vision
/// deficiencies.
struct ScaleColours {
  struct Stops {
    std::array<QRgb, 9> with_sign;     ///< -1 .. +1
    std::array<QRgb, 6> without_sign;  ///< 0 .. 1
  };
  struct Signs {
    QRgb positive, negative;  ///< of edges and bars
  };

  Stops light, dark;
  std::array<Signs, 4> signs;               ///< by Theme::Kind
  std::array<std::array<QRgb, 4>, 4> runs;  ///< by Theme::Kind: A to D, none like one of the signs
};

const ScaleColours& scale_colours(Theme::Scales scales);

}  // namespace lfp
