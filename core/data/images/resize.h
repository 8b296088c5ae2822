#pragma once

#include "core/data/images/picture.h"

#include <cstdint>
#include <vector>

namespace lfp {

/// The picture stretched to width x height, from 0 to 1, as `channels` planes [channels x height x width]:
/// red, green and blue (3) or grey (1: 0.299 R + 0.587 G + 0.114 B). Sides that shrink are averaged over the
/// area that falls into a pixel, sides that grow are interpolated linearly between the middles of pixels.
std::vector<float> resized(const Picture& picture, std::int64_t channels, std::int64_t height,
                           std::int64_t width);

}  // namespace lfp
