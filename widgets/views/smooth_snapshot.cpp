#include "widgets/views/smooth_snapshot.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

namespace lfp {
namespace {

constexpr double averaged_milliseconds = 300;

/// Moves `values` towards themselves from `before`, where both have a number.
void blend(std::vector<float>& values, const std::vector<float>& before, float part) {
  if (values.size() != before.size()) return;
  for (std::size_t at = 0; at < values.size(); ++at)
    if (std::isfinite(before[at]) && std::isfinite(values[at]))
      values[at] = before[at] + part * (values[at] - before[at]);
}

void blend(std::vector<std::vector<float>>& layers, const std::vector<std::vector<float>>& before,
           float part) {
  if (layers.size() != before.size()) return;
  for (std::size_t layer = 0; layer < layers.size(); ++layer) blend(layers[layer], before[layer], part);
}

void blend(RunSnapshot& run, const RunSnapshot& before, float part) {
  blend(run.input_feedback, before.input_feedback, part);
  for (std::size_t layer = 0; layer < run.layers.size(); ++layer) {
    blend(run.layers[layer].feedback, before.layers[layer].feedback, part);
    blend(run.layers[layer].activation_mean, before.layers[layer].activation_mean, part);
  }
  if (!run.sample || !before.sample) return;
  if (run.sample->index != before.sample->index || run.sample->from_test != before.sample->from_test) return;
  blend(run.sample->feedback, before.sample->feedback, part);
  blend(run.sample->activations, before.sample->activations, part);
  blend(run.sample->input_feedback, before.sample->input_feedback, part);
  blend(run.sample->output_feedback, before.sample->output_feedback, part);
  auto& maps = run.sample->maps;
  const auto& maps_before = before.sample->maps;
  for (std::size_t at = 0; at < std::min(maps.size(), maps_before.size()); ++at) {
    if (maps[at].layer != maps_before[at].layer) continue;
    blend(maps[at].activation, maps_before[at].activation, part);
    blend(maps[at].feedback, maps_before[at].feedback, part);
  }
}

/// The feedback that the last update gave to each weight. Snapshots share weights, so that they are copied.
void blend_weight_feedback(LayerSnapshot& layer, const LayerSnapshot& before, float part) {
  if (!layer.weights || !before.weights || layer.weights == before.weights) return;
  auto smooth = std::make_shared<LayerWeights>(*layer.weights);
  blend(smooth->feedback.values, before.weights->feedback.values, part);
  layer.weights = std::move(smooth);
}

bool is_alike(const Snapshot& a, const Snapshot& b) {
  if (a.generation != b.generation || a.runs.size() != b.runs.size()) return false;
  for (std::size_t run = 0; run < a.runs.size(); ++run)
    if (a.runs[run].layers.size() != b.runs[run].layers.size()) return false;
  return true;
}

}  // namespace

SnapshotPointer SmoothSnapshot::follow(const SnapshotPointer& newest, std::int64_t now,
                                       std::optional<int> weights_of) {
  const double passed = static_cast<double>(now - shown_at_);
  const bool is_next = shown_ && newest->running && is_alike(*shown_, *newest);
  shown_at_ = now;
  if (!is_next) return shown_ = newest;
  auto smooth = std::make_shared<Snapshot>(*newest);
  const auto part = static_cast<float>(1 - std::exp(-passed / averaged_milliseconds));
  for (std::size_t run = 0; run < smooth->runs.size(); ++run)
    blend(smooth->runs[run], shown_->runs[run], part);
  if (weights_of && *weights_of >= 0)
    for (std::size_t run = 0; run < smooth->runs.size(); ++run)
      if (const auto layer = static_cast<std::size_t>(*weights_of); layer < smooth->runs[run].layers.size())
        blend_weight_feedback(smooth->runs[run].layers[layer], shown_->runs[run].layers[layer], part);
  return shown_ = std::move(smooth);
}

}  // namespace lfp
