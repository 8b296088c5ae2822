#include "widgets/editing/memory_need.h"

#include "widgets/editing/layer_sizes.h"

#include <algorithm>

namespace lfp {
namespace {

/// Measured with VGG-16: 4.7 GB for 138 million parameters of a single run.
constexpr std::int64_t bytes_per_parameter = 34;
/// Weighted sums, activations and feedback, and what they are computed from.
constexpr std::int64_t bytes_per_output = 16;

}  // namespace

std::optional<std::uint64_t> needed_memory(const Experiment& experiment, const DataFacts& facts) {
  const NetworkSizes sizes = layer_sizes(experiment, facts);
  if (sizes.problem) return std::nullopt;
  const std::int64_t batch = std::min(experiment.batch_size, facts.train);
  std::int64_t bytes = 0;
  for (const LayerSize& layer : sizes.layers) {
    const std::int64_t steps = layer.is_in_time ? experiment.network.steps : 1;
    bytes += layer.parameters * bytes_per_parameter + layer.output.size() * steps * batch * bytes_per_output;
  }
  return static_cast<std::uint64_t>(bytes) * experiment.runs.size();
}

}  // namespace lfp
