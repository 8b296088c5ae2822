#include "core/data/images/resize.h"

#include <algorithm>
#include <cassert>

namespace lfp {
namespace {

/// The old pixels of a row (or column) that make up a new one, and the weight of each; weights sum to 1.
struct Mixture {
  std::int64_t first = 0;
  std::vector<float> weights;
};

Mixture averaged(std::int64_t at, double scale, std::int64_t old_size) {
  const double begin = static_cast<double>(at) * scale;
  const double end = std::min(begin + scale, static_cast<double>(old_size));
  Mixture mixture{.first = static_cast<std::int64_t>(begin), .weights = {}};
  for (std::int64_t old = mixture.first; old < old_size && static_cast<double>(old) < end; ++old) {
    const double covered =
        std::min(end, static_cast<double>(old + 1)) - std::max(begin, static_cast<double>(old));
    mixture.weights.push_back(static_cast<float>(covered / (end - begin)));
  }
  return mixture;
}

Mixture interpolated(std::int64_t at, double scale, std::int64_t old_size) {
  const double middle =
      std::clamp((static_cast<double>(at) + 0.5) * scale - 0.5, 0.0, static_cast<double>(old_size - 1));
  const auto first = std::min(static_cast<std::int64_t>(middle), std::max<std::int64_t>(old_size - 2, 0));
  const auto second = static_cast<float>(middle - static_cast<double>(first));
  if (old_size == 1) return {.first = 0, .weights = {1.0F}};
  return {.first = first, .weights = {1.0F - second, second}};
}

std::vector<Mixture> mixtures(std::int64_t new_size, std::int64_t old_size) {
  const double scale = static_cast<double>(old_size) / static_cast<double>(new_size);
  std::vector<Mixture> all;
  for (std::int64_t at = 0; at < new_size; ++at)
    all.push_back(scale > 1.0 ? averaged(at, scale, old_size) : interpolated(at, scale, old_size));
  return all;
}

/// Returns one channel, or grey, with values from 0 to 1 [height x width].
std::vector<float> plane_of(const Picture& picture, std::int64_t channels, std::int64_t channel) {
  std::vector<float> plane(static_cast<std::size_t>(picture.width * picture.height));
  for (std::size_t at = 0; at < plane.size(); ++at) {
    const std::uint8_t* const pixel = picture.pixels.data() + 3 * at;
    const double value =
        channels == 3 ? pixel[channel] : 0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2];
    plane[at] = static_cast<float>(value / 255.0);
  }
  return plane;
}

}  // namespace

std::vector<float> resized(const Picture& picture, std::int64_t channels, std::int64_t height,
                           std::int64_t width) {
  assert(channels == 1 || channels == 3);
  const auto columns = mixtures(width, picture.width);
  const auto rows = mixtures(height, picture.height);
  std::vector<float> result;
  result.reserve(static_cast<std::size_t>(channels * height * width));
  std::vector<float> narrowed(static_cast<std::size_t>(picture.height * width));
  for (std::int64_t channel = 0; channel < channels; ++channel) {
    const auto plane = plane_of(picture, channels, channel);
    auto target = narrowed.begin();
    for (std::int64_t row = 0; row < picture.height; ++row) {
      for (const auto& mixture : columns) {
        const float* const source = plane.data() + row * picture.width + mixture.first;
        float sum = 0.0F;
        for (std::size_t at = 0; at < mixture.weights.size(); ++at) sum += mixture.weights[at] * source[at];
        *target++ = sum;
      }
    }
    for (const auto& mixture : rows) {
      for (std::int64_t column = 0; column < width; ++column) {
        const float* source = narrowed.data() + mixture.first * width + column;
        float sum = 0.0F;
        for (const float weight : mixture.weights) {
          sum += weight * *source;
          source += width;
        }
        result.push_back(sum);
      }
    }
  }
  return result;
}

}  // namespace lfp
