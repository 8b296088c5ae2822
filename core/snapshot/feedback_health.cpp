#include "core/snapshot/feedback_health.h"

#include <algorithm>

namespace lfp {
namespace {

constexpr float much_growth = 30.0F;
constexpr float much_loss = 1e-3F;

bool is_all_down(const Snapshot& snapshot) {
  const PhaseKind next = snapshot.position.next_phase.kind;
  return next == PhaseKind::forward || next == PhaseKind::update;
}

}  // namespace

std::optional<FeedbackWarning> feedback_warning(const Snapshot& snapshot, std::size_t index) {
  const RunSnapshot& run = snapshot.runs[index];
  if (!is_all_down(snapshot)) return std::nullopt;
  if (run.method != Method::lfp || run.layers.empty() || !(run.layers.back().feedback_norm > 0.0F))
    return std::nullopt;
  FeedbackWarning largest{.grows = true, .layer = 0, .factor = much_growth};
  FeedbackWarning least{.grows = false, .layer = 0, .factor = much_loss};
  for (std::size_t layer = 0; layer + 1 < run.layers.size(); ++layer) {
    const float factor = run.layers[layer].feedback_norm / run.layers.back().feedback_norm;
    const int number = static_cast<int>(layer) + 1;
    if (factor >= largest.factor) largest = {.grows = true, .layer = number, .factor = factor};
    if (factor < least.factor) least = {.grows = false, .layer = number, .factor = factor};
  }
  if (largest.layer > 0) return largest;
  if (least.layer > 0) return least;
  return std::nullopt;
}

float largest_ratio(const Snapshot& snapshot, std::size_t index) {
  const RunSnapshot& run = snapshot.runs[index];
  float largest = 0.0F;
  if (!is_all_down(snapshot) || run.layers.empty() || !(run.layers.back().feedback_norm > 0.0F))
    return largest;
  for (const LayerSnapshot& layer : run.layers) {
    const float ratio = layer.feedback_norm / run.layers.back().feedback_norm;
    largest = std::max({largest, ratio, ratio > 0.0F ? 1.0F / ratio : 0.0F});
  }
  return largest;
}

}  // namespace lfp
