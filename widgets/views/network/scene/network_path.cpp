#include "widgets/views/network/scene/network_path.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace lfp {
namespace {

/// Follows one sample through the network of one run.
class Walk {
 public:
  Walk(const Snapshot& snapshot, const NetworkOptions& options)
      : snapshot_(snapshot), run_(snapshot.runs[options.run]) {}

  int layers() const { return static_cast<int>(run_.layers.size()); }

  bool has_weights(int layer) const {
    const auto at = static_cast<std::size_t>(layer);
    if (layer < 0 || layer >= layers() || !run_.layers[at].weights || !draws_edges(snapshot_, at))
      return false;
    return std::ssize(activations_below(layer)) == run_.layers[at].weights->weight.columns;
  }

  /// Returns the input that contributes most to the neuron.
  NetworkItem strongest_below(int layer, std::int64_t unit) const {
    std::int64_t best = 0;
    double most = -1;
    for (std::int64_t input = 0; input < weights(layer).weight.columns; ++input) {
      const double size = std::abs(contribution(layer, unit, input));
      if (size <= most) continue;
      most = size;
      best = input;
    }
    return {.kind = NetworkItem::Kind::edge, .layer = layer, .unit = unit, .input = best};
  }

  /// Returns the neuron of `layer` that hands most feedback down to input number `input`.
  NetworkItem strongest_above(int layer, std::int64_t input) const {
    const std::vector<float>& feedback = run_.sample->feedback[static_cast<std::size_t>(layer)];
    std::int64_t best = 0;
    double most = -1;
    for (std::int64_t unit = 0; unit < weights(layer).weight.rows; ++unit) {
      const double z = sum_at(layer, unit);
      const double size = z == 0 ? 0
                                 : std::abs(contribution(layer, unit, input) / z *
                                            static_cast<double>(feedback[static_cast<std::size_t>(unit)]));
      if (size <= most) continue;
      most = size;
      best = unit;
    }
    return {.kind = NetworkItem::Kind::edge, .layer = layer, .unit = best, .input = input};
  }

  std::int64_t strongest_output() const {
    const std::vector<float>& feedback = run_.sample->feedback.back();
    const auto largest = std::ranges::max_element(feedback, {}, [](float value) { return std::abs(value); });
    return largest - feedback.begin();
  }

 private:
  const LayerWeights& weights(int layer) const {
    return *run_.layers[static_cast<std::size_t>(layer)].weights;
  }

  const std::vector<float>& activations_below(int layer) const {
    return layer == 0 ? run_.sample->input : run_.sample->activations[static_cast<std::size_t>(layer) - 1];
  }

  double contribution(int layer, std::int64_t unit, std::int64_t input) const {
    return static_cast<double>(activations_below(layer)[static_cast<std::size_t>(input)]) *
           static_cast<double>(weights(layer).weight.at(unit, input));
  }

  double sum_at(int layer, std::int64_t unit) const {
    const LayerWeights& own = weights(layer);
    double sum = own.bias.empty() ? 0.0 : static_cast<double>(own.bias[static_cast<std::size_t>(unit)]);
    for (std::int64_t input = 0; input < own.weight.columns; ++input) sum += contribution(layer, unit, input);
    return sum;
  }

  const Snapshot& snapshot_;
  const RunSnapshot& run_;
};

bool has_sample(const Snapshot& snapshot, const NetworkOptions& options) {
  if (!options.one_sample || options.subtracted || options.run >= snapshot.runs.size()) return false;
  const RunSnapshot& run = snapshot.runs[options.run];
  return run.sample && run.sample->feedback.size() == run.layers.size() && !run.layers.empty();
}

}  // namespace

std::vector<NetworkItem> strongest_path(const Snapshot& snapshot, const NetworkOptions& options,
                                        const NetworkItem& selected) {
  const bool is_edge = selected.kind == NetworkItem::Kind::edge;
  if (!has_sample(snapshot, options) || (!is_edge && selected.kind != NetworkItem::Kind::unit)) return {};
  const Walk walk(snapshot, options);
  std::vector<NetworkItem> path;
  std::int64_t unit = selected.unit;
  for (int layer = selected.layer + 1; walk.has_weights(layer); ++layer) {
    path.push_back(walk.strongest_above(layer, unit));
    unit = path.back().unit;
  }
  unit = selected.unit;
  for (int layer = selected.layer; walk.has_weights(layer); --layer) {
    path.push_back(is_edge && layer == selected.layer ? selected : walk.strongest_below(layer, unit));
    unit = path.back().input;
  }
  return path;
}

std::optional<NetworkItem> strongest_connection(const Snapshot& snapshot, const NetworkOptions& options) {
  if (!has_sample(snapshot, options)) return std::nullopt;
  const Walk walk(snapshot, options);
  std::int64_t unit = walk.strongest_output();
  std::optional<NetworkItem> found;
  for (int layer = walk.layers() - 1; layer >= std::min(1, walk.layers() - 1); --layer) {
    if (!walk.has_weights(layer)) return found;
    found = walk.strongest_below(layer, unit);
    unit = found->input;
  }
  return found;
}

}  // namespace lfp
