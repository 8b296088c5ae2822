#include "core/training/run_state.h"

#include "core/base/error.h"
#include "core/experiment/stop.h"
#include "core/training/pruning.h"
#include "core/training/unit_values.h"

#include <algorithm>
#include <utility>

namespace lfp {
namespace {

std::size_t all_units(const Network& network) {
  std::int64_t units = 0;
  for (std::size_t b = 0; b < network.blocks(); ++b) units += unit_count(network.block(b).output_shape());
  return static_cast<std::size_t>(units);
}

InputRange range_of(const Samples& samples) {
  if (samples.inputs.empty()) return {};
  const auto [low, high] = std::minmax_element(samples.inputs.begin(), samples.inputs.end());
  return {.low = static_cast<double>(*low), .high = static_cast<double>(*high)};
}

std::int64_t batch_size_of(const Experiment& experiment, const Dataset& dataset) {
  if (dataset.train.count() == 0)
    throw Error("dataset", "there is no sample to train on",
                "Ask for more samples or a smaller test fraction");
  return std::min(experiment.batch_size, dataset.train.count());
}

/// The network that the known weights were before they were trained, where that is known.
std::optional<Network> drawn_network(const RunState& run, const Progress* progress) {
  if (!run.known || run.known->drawn.empty()) return std::nullopt;
  const KnownWeights drawn{.weights = run.known->drawn, .drawn = {}, .source = run.known->source};
  return make_initial_network(*run.experiment, *run.dataset, &drawn, progress);
}

}  // namespace

Network make_initial_network(const Experiment& experiment, const Dataset& dataset, const KnownWeights* known,
                             const Progress* progress) {
  Network network =
      build_network(experiment.network, dataset.shape, experiment.seed, range_of(dataset.train), progress);
  check_outputs(task_of(experiment, dataset), network, experiment.network);
  if (known != nullptr && experiment.network.weights)
    start_from(network, *known, *experiment.network.weights);
  return network;
}

RunMeans make_means(const RunSpec& spec, const Network& network, const Task& task, const std::string& place) {
  return {.spec = spec,
          .optimiser = make_from(optimiser_entries(), spec.optimiser, place + ".optimiser"),
          .schedule = make_from(schedule_entries(), spec.schedule, place + ".schedule"),
          .pass = make_backward_pass(spec, network, task, place)};
}

RunState::RunState(std::shared_ptr<const Experiment> whole, std::size_t run, const Materials& materials,
                   const std::string& place, bool record_raster, const Progress* progress)
    : experiment(std::move(whole)),
      dataset(materials.dataset),
      known(materials.known_for(run)),
      task(task_of(*experiment, *dataset)),
      network(make_initial_network(*experiment, *dataset, known.get(), progress)),
      means(make_means(experiment->runs[run], network, task, place)),
      batches(experiment->seed, dataset->train.count(), batch_size_of(*experiment, *dataset)),
      last_step(lfp::last_step(experiment->stop, batches_per_epoch()).value_or(0)),
      record(network.blocks(), all_units(network), record_raster) {
  for (std::size_t b = 0; b < network.blocks(); ++b) {
    if (progress != nullptr) progress->check();
    const Parameters& parameters = std::as_const(network).block(b).parameters();
    optimiser_states.push_back(means.optimiser->make_state(parameters));
    parameter_feedback.push_back({.weight = Matrix::Zero(parameters.weight.rows(), parameters.weight.cols()),
                                  .bias = Vector::Zero(parameters.bias.size())});
  }
  if (experiment->network.prune) {
    const auto drawn = drawn_network(*this, progress);
    prune(*this, *experiment->network.prune, drawn ? &*drawn : nullptr, "network.prune");
  }
  for (std::size_t b = 0; b < network.blocks(); ++b)
    signs.emplace_back(std::as_const(network).block(b).parameters());
  last_result.feedback_norm.assign(network.blocks(), 0.0);
  last_result.flips.assign(network.blocks(), 0);
  last_result.to_positive = last_result.to_negative = last_result.flips;
  if (record_raster) last_result.unit_feedback.assign(all_units(network), 0.0F);
}

std::int64_t RunState::batch_size() const {
  return batch_size_of(*experiment, *dataset);
}

double RunState::rate_factor() const {
  return means.schedule->factor(
      {.step = step, .steps_per_epoch = batches_per_epoch(), .last_step = last_step});
}

double RunState::reduction(std::int64_t samples) const {
  const bool is_mean = experiment->batch_reduction == BatchReduction::mean && samples > 0;
  return is_mean ? 1.0 / static_cast<double>(samples) : 1.0;
}

double RunState::train_accuracy() const {
  return Evaluator(network, task, experiment->seed).evaluate(network, dataset->train).accuracy;
}

std::vector<std::int32_t> RunState::batch() const {
  const bool is_between = next_phase.kind == PhaseKind::forward;
  // A schedule of its own: the trainer's must not shuffle back and forth between epochs.
  BatchSchedule schedule = batches;
  const auto batch = schedule.batch(is_between ? std::max<std::int64_t>(step - 1, 0) : step);
  return {batch.begin(), batch.end()};
}

const Matrix* RunState::weight_before(std::size_t block) const {
  return block < weights_before.size() ? &weights_before[block] : nullptr;
}

const WatchedParameter* RunState::watched_parameter(const InspectedItem& item) const {
  const auto found = std::ranges::find(watched, item, &WatchedParameter::item);
  return found == watched.end() ? nullptr : &*found;
}

std::vector<float> RunState::mean_unit_feedback(std::size_t b) const {
  const Shape& shape = network.block(b).output_shape();
  if (next_phase == Phase{.kind = PhaseKind::distribute, .layer = static_cast<int>(b)}) {
    // It has arrived, but the way down has not gone through the activation yet.
    const std::size_t unit = network.unit_index_of(b);
    const Matrix arrived =
        network.feedback_at_output(*trace, unit)
            .binaryExpr(trace->layers[unit].output, [this](Scalar arriving, Scalar output) {
              return means.pass->feedback_from(arriving, output);
            });
    return unit_sums(arrived, shape, trace->input.rows());
  }
  return unit_sums(means.pass->unit_feedback(network, *trace, b), shape, trace->input.rows());
}

std::vector<float> RunState::mean_input_feedback() const {
  return unit_sums(means.pass->input_feedback(network, *trace), Shape{trace->input.cols()},
                   trace->input.rows());
}

}  // namespace lfp
