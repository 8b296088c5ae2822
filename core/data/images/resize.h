#pragma once

#include "core/data/images/picture.h"

#include <cstdint>
#include <vector>

namespace lfp {

/// Resizes the picture to height x width and returns values in 0..1, as planes [channels x height x width]:
/// red, green and blue (3) or grey (1: 0.299 R + 0.587 G + 0.114 B). Sides that shrink are averaged over the
/// area of each new pixel; sides that grow are interpolated linearly between pixel centres.
std::vector<float> resized(const Picture& picture, std::int64_t channels, std::int64_t height,
                           std::int64_t width);

}  // namespace lfp
