#include "core/inspection/unit_plane_scan.h"

#include "core/inspection/boundary_scan.h"

#include <algorithm>
#include <limits>

namespace lfp {
namespace {

/// More training samples than these would not change the labels.
constexpr std::int64_t most_neighbours = 2000;

/// [cells x units] as [units x cells].
Table by_unit(const Matrix& values) {
  Table table{.rows = values.cols(), .columns = values.rows(), .values = {}};
  table.values.reserve(static_cast<std::size_t>(values.size()));
  for (Index unit = 0; unit < values.cols(); ++unit)
    for (Index cell = 0; cell < values.rows(); ++cell)
      table.values.push_back(static_cast<float>(values(cell, unit)));
  return table;
}

}  // namespace

bool has_unit_planes(const RunState& state) {
  return state.dataset->is_planar() && !state.task.is_values() && state.dataset->train.count() > 0 &&
         !state.network.is_in_time();
}

void UnitPlaneScan::find_labels(const Dataset& dataset, int resolution) {
  const BoundarySnapshot square = square_around(dataset);
  const auto side = static_cast<std::size_t>(resolution);
  inputs_.clear();
  labels_.clear();
  const auto place = [&](float low, float high, std::size_t cell) {
    return low + (static_cast<float>(cell) + 0.5F) * (high - low) / static_cast<float>(resolution);
  };
  const Samples& train = dataset.train;
  const std::int64_t count = std::min(train.count(), most_neighbours);
  for (std::size_t cell = 0; cell < side * side; ++cell) {
    const float x = place(square.x_low, square.x_high, cell % side);
    const float y = place(square.y_low, square.y_high, cell / side);
    inputs_.insert(inputs_.end(), {x, y});
    float nearest = std::numeric_limits<float>::infinity();
    std::int32_t label = 0;
    for (std::int64_t at = 0; at < count; ++at) {
      const std::int64_t sample = at * train.count() / count;
      const auto point = train.input(sample);
      const float distance = (point[0] - x) * (point[0] - x) + (point[1] - y) * (point[1] - y);
      if (distance >= nearest) continue;
      nearest = distance;
      label = train.labels[static_cast<std::size_t>(sample)];
    }
    labels_.push_back(label);
  }
}

std::shared_ptr<const UnitPlanes> UnitPlaneScan::scan(const RunState& state, int resolution,
                                                      bool with_feedback) {
  const auto cells = static_cast<std::size_t>(resolution) * static_cast<std::size_t>(resolution);
  if (dataset_ != state.dataset || labels_.size() != cells) {
    find_labels(*state.dataset, resolution);
    dataset_ = state.dataset;
    passed_.reset();
  }
  if (!passed_) {
    passed_.emplace(state.network, state.task, static_cast<Index>(cells),
                    TraceUse{.downward = true, .to_input = false});
    for (std::size_t cell = 0; cell < cells; ++cell)
      passed_->set_input(static_cast<Index>(cell), {inputs_.data() + 2 * cell, 2}, labels_[cell]);
  }
  passed_->up(state.network, 0, 0);
  auto planes = std::make_shared<UnitPlanes>(
      UnitPlanes{.resolution = resolution, .is_feedback = with_feedback, .layers = {}});
  if (with_feedback) passed_->down(make_backward_pass(state.spec(), state.network, state.task, "run"));
  for (std::size_t block = 0; block < state.network.blocks(); ++block) {
    const Matrix& values = with_feedback
                               ? passed_->pass().unit_feedback(state.network, passed_->trace(), block)
                               : passed_->trace().layers[state.network.unit_index_of(block)].output;
    planes->layers.push_back(by_unit(values));
  }
  return planes;
}

}  // namespace lfp
