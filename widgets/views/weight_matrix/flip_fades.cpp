#include "widgets/views/weight_matrix/flip_fades.h"

namespace lfp {

bool FlipFades::observe(const LayerWeights& weights, std::int64_t step) {
  if (!clock_.isValid()) clock_.start();
  const std::int64_t before = step_;
  if (step < before || seen_.size() != weights.flips.size()) forget();
  const bool has_past = step_ >= 0;
  step_ = step;
  seen_.resize(weights.flips.size(), 0);
  if (!has_past || step == before) return false;

  const qint64 now = clock_.elapsed() + 1;
  bool any = false;
  for (std::size_t index = 0; index < seen_.size(); ++index) {
    if (static_cast<std::int64_t>(weights.last_flip_step[index]) <= before || !weights.is_flipped(index))
      continue;
    seen_[index] = now;
    any = true;
  }
  if (any) newest_ = now;
  return any;
}

void FlipFades::forget() {
  seen_.clear();
  step_ = -1;
  newest_ = 0;
}

double FlipFades::strength(std::size_t index) const {
  if (index >= seen_.size() || seen_[index] == 0) return 0.0;
  const qint64 age = clock_.elapsed() + 1 - seen_[index];
  return age >= duration ? 0.0 : 1.0 - static_cast<double>(age) / static_cast<double>(duration);
}

bool FlipFades::is_active() const {
  return newest_ > 0 && clock_.elapsed() + 1 - newest_ < duration;
}

}  // namespace lfp
