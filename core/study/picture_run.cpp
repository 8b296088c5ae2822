#include "core/study/picture_run.h"

#include "core/experiment/stop.h"
#include "core/inspection/boundary_scan.h"
#include "core/training/trainer.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace lfp {
namespace {

constexpr std::int64_t most_points = 60;
/// Limits the numbers that a path holds; larger networks get fewer points.
constexpr std::int64_t most_numbers = 40'000'000;
constexpr int resolution = 120;

std::vector<float> parameters_of(const Network& network) {
  std::vector<float> all;
  all.reserve(static_cast<std::size_t>(network.parameter_count()));
  for (std::size_t b = 0; b < network.blocks(); ++b) {
    const Parameters& parameters = network.block(b).parameters();
    const auto add = [&all](Scalar value) { all.push_back(static_cast<float>(value)); };
    std::for_each(parameters.weight.data(), parameters.weight.data() + parameters.weight.size(), add);
    std::for_each(parameters.bias.data(), parameters.bias.data() + parameters.bias.size(), add);
  }
  return all;
}

}  // namespace

RunPicture picture_run(const std::shared_ptr<const Experiment>& experiment, std::size_t run,
                       const Materials& materials) {
  Trainer trainer(experiment, run, materials, false);
  const RunState& state = trainer.run();
  const std::int64_t end = last_step(experiment->stop, state.batches_per_epoch()).value_or(0);
  const std::int64_t affordable = most_numbers / std::max<std::int64_t>(state.network.parameter_count(), 1);
  const std::int64_t points = std::clamp<std::int64_t>(affordable, 2, most_points);
  RunPicture picture;
  picture.path.push_back(parameters_of(state.network));
  for (std::int64_t point = 1; point < points && end > 0; ++point) {
    const std::int64_t step = point * end / (points - 1);
    while (state.step < step && !state.divergence) trainer.advance_step();
    picture.path.push_back(parameters_of(state.network));
  }
  if (state.dataset->is_planar() && !state.task.is_values())
    picture.boundary = BoundaryScan().scan(state.network, *state.dataset, resolution);
  return picture;
}

}  // namespace lfp
