#include "widgets/views/boundary/smooth_boundary.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace lfp {
namespace {

constexpr double averaged_milliseconds = 300;
constexpr float whole = 255.0F;

}  // namespace

BoundarySnapshot SmoothBoundary::follow(const BoundarySnapshot& newest, std::int64_t classes,
                                        std::int64_t now) {
  const auto count = static_cast<std::size_t>(std::max<std::int64_t>(2, classes));
  const std::size_t cells = newest.predicted.size();
  const bool is_first = scores_.size() != cells * count;
  if (is_first) scores_.assign(cells * count, 0.0F);
  const double passed = static_cast<double>(now - shown_at_);
  const auto part = is_first ? 1.0F : static_cast<float>(1 - std::exp(-passed / averaged_milliseconds));
  shown_at_ = now;
  BoundarySnapshot smooth = newest;
  for (std::size_t cell = 0; cell < cells; ++cell) {
    float* scores = scores_.data() + cell * count;
    const float certainty = static_cast<float>(newest.certainty[cell]) / whole;
    // The other classes share the rest of the probability equally.
    const float others = (1.0F - certainty) / static_cast<float>(count - 1);
    for (std::size_t label = 0; label < count; ++label)
      scores[label] += part * ((label == newest.predicted[cell] ? certainty : others) - scores[label]);
    const float* best = std::max_element(scores, scores + count);
    smooth.predicted[cell] = static_cast<std::uint8_t>(best - scores);
    smooth.certainty[cell] = static_cast<std::uint8_t>(std::lround(std::clamp(*best, 0.0F, 1.0F) * whole));
  }
  return smooth;
}

}  // namespace lfp
