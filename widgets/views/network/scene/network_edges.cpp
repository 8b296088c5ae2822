#include "widgets/views/network/scene/network_edges.h"

#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

struct Candidate {
  float strength;
  std::uint32_t index;
};

/// Keeps the strongest `count` of all weights offered. A weight below the weakest kept one is rejected by a
/// single comparison, so that a pass over many weights costs little more than reading them.
class Strongest {
 public:
  explicit Strongest(std::size_t count) : count_(count) { kept_.reserve(2 * count + 1); }

  void offer(float weight, std::size_t index) {
    const float strength = std::abs(weight);
    if (!(strength > least_) || !std::isfinite(strength)) return;
    kept_.push_back({strength, static_cast<std::uint32_t>(index)});
    if (kept_.size() > 2 * count_) shrink();
  }

  std::vector<std::uint32_t> take() {
    if (kept_.size() > count_) shrink();
    std::vector<std::uint32_t> indices;
    for (const Candidate& candidate : kept_) indices.push_back(candidate.index);
    return indices;
  }

 private:
  void shrink() {
    const auto last = kept_.begin() + static_cast<std::ptrdiff_t>(count_ - 1);
    std::nth_element(kept_.begin(), last, kept_.end(), [](const Candidate& a, const Candidate& b) {
      return a.strength != b.strength ? a.strength > b.strength : a.index < b.index;
    });
    least_ = last->strength;
    kept_.resize(count_);
  }

  std::size_t count_;
  float least_ = 0.0F;
  std::vector<Candidate> kept_;
};

}  // namespace

std::vector<std::uint32_t> strongest_weights(const WeightReader& weights, std::size_t count) {
  Strongest strongest(count);
  for (std::size_t index = 0; index < weights.count(); ++index) strongest.offer(weights.weight(index), index);
  return strongest.take();
}

std::vector<std::uint32_t> strongest_arriving(const WeightReader& weights, std::int64_t unit,
                                              std::size_t count) {
  Strongest strongest(count);
  const auto inputs = static_cast<std::size_t>(weights.inputs());
  const std::size_t first = static_cast<std::size_t>(unit) * inputs;
  for (std::size_t index = first; index < first + inputs; ++index)
    strongest.offer(weights.weight(index), index);
  return strongest.take();
}

std::vector<std::uint32_t> strongest_leaving(const WeightReader& weights, std::int64_t input,
                                             std::size_t count) {
  Strongest strongest(count);
  const auto inputs = static_cast<std::size_t>(weights.inputs());
  for (auto index = static_cast<std::size_t>(input); index < weights.count(); index += inputs)
    strongest.offer(weights.weight(index), index);
  return strongest.take();
}

void FlipClock::note(std::int64_t step, std::int64_t now) {
  if (!shown_.empty() && step < shown_.back().step) shown_.clear();
  if (shown_.empty()) {
    shown_.push_back({step, now - fade_milliseconds});
    return;
  }
  if (step > shown_.back().step) shown_.push_back({step, now});
  while (shown_.size() > 1 && shown_[1].at <= now - fade_milliseconds) shown_.pop_front();
}

double FlipClock::freshness(std::uint32_t flip_step, std::int64_t now) const {
  if (flip_step == 0) return 0.0;
  const auto first_shown =
      std::lower_bound(shown_.begin(), shown_.end(), static_cast<std::int64_t>(flip_step),
                       [](const Shown& shown, std::int64_t step) { return shown.step < step; });
  if (first_shown == shown_.end()) return 0.0;
  const auto age = static_cast<double>(now - first_shown->at);
  return std::clamp(1.0 - age / fade_milliseconds, 0.0, 1.0);
}

}  // namespace lfp
