#include "core/study/measure.h"

#include <algorithm>

namespace lfp {
namespace {

std::optional<double> number(const std::optional<std::int64_t>& whole) {
  if (!whole) return std::nullopt;
  return static_cast<double>(*whole);
}

/// Returns nothing for a run without steps, because it measured nothing during training.
std::optional<double> in_training(const RunResult& run, double measured) {
  if (run.steps == 0) return std::nullopt;
  return measured;
}

template <class Counted>
std::optional<double> flipped_part(const Counted& counted) {
  if (counted.weights == 0) return std::nullopt;
  return static_cast<double>(counted.flipped) / static_cast<double>(counted.weights);
}

/// Only for points that hold numbers of layers.
std::optional<double> flipped_part_at(const CurvePoint& point) {
  LayerResult all;
  for (const LayerResult& layer : point.layers) {
    all.weights += layer.weights;
    all.flipped += layer.flipped;
  }
  return flipped_part(all);
}

/// A quantity that is measured for each layer and for all layers together.
template <std::optional<double> LayerNumbers::*Number>
Measure of_numbers(Measure measure) {
  measure.value = [](const RunResult& run) { return run.numbers.*Number; };
  measure.of_layer = [](const LayerResult& layer) { return layer.numbers.*Number; };
  measure.in_curve = [](const CurvePoint& point) { return point.numbers.*Number; };
  return measure;
}

}  // namespace

const std::vector<Measure>& measures() {
  static const std::vector<Measure> all = {
      {.name = "test_accuracy",
       .label = "Test accuracy",
       .summary = "How much of the test set is told right at the end, or R² of values",
       .is_fraction = true,
       .value = [](const RunResult& run) { return std::optional(run.test_accuracy); }},
      {.name = "train_accuracy",
       .label = "Training accuracy",
       .summary = "How much of the training set is told right at the end, or R² of values",
       .is_fraction = true,
       .value = [](const RunResult& run) { return std::optional(run.train_accuracy); }},
      {.name = "loss",
       .label = "Loss",
       .summary = "The mean loss over the batches of the last epoch",
       .more_is_better = false,
       .logarithmic = true,
       .value = [](const RunResult& run) { return in_training(run, run.loss); }},
      {.name = "epochs_to_target",
       .label = "Epochs to the target",
       .summary = "The first epoch whose test accuracy reaches the study's target",
       .more_is_better = false,
       .value = [](const RunResult& run) { return number(run.epochs_to_target); }},
      {.name = "flipped",
       .label = "Weights flipped",
       .summary = "The part of the weights that are on the other side of zero than at the start",
       .more_is_better = false,
       .is_fraction = true,
       .value = flipped_part<RunResult>,
       .of_layer = flipped_part<LayerResult>,
       .in_curve = flipped_part_at},
      of_numbers<&LayerNumbers::sign_agreement>(
          {.name = "sign_agreement",
           .label = "Sign agreement",
           .summary = "The part of the weights whose sign is that of the known weights that training starts "
                      "from, or else that of the start",
           .is_fraction = true}),
      of_numbers<&LayerNumbers::moved>(
          {.name = "moved",
           .label = "Distance moved",
           .summary = "The Euclidean length of the way that the weights have gone from the start",
           .more_is_better = false}),
      of_numbers<&LayerNumbers::sparsity>(
          {.name = "sparsity",
           .label = "Sparsity",
           .summary = "The part of the activations that are zero, over the test set",
           .is_fraction = true}),
      of_numbers<&LayerNumbers::firing_rate>({.name = "firing_rate",
                                              .label = "Firing rate",
                                              .summary = "Spikes a neuron and time step, over the test set",
                                              .more_is_better = false}),
      {.name = "feedback_ratio",
       .label = "Largest feedback ratio",
       .summary = "How much feedback grows or shrinks at most between the outputs and any layer",
       .more_is_better = false,
       .logarithmic = true,
       .value = [](const RunResult& run) { return in_training(run, run.feedback_ratio); }},
      {.name = "loss_rises",
       .label = "Steps that raise the loss",
       .summary = "The part of the steps after which the loss of the next batch was higher; of full batches "
                  "it tells how often training steps back",
       .more_is_better = false,
       .is_fraction = true,
       .value = [](const RunResult& run) { return in_training(run, run.loss_rises); }},
      {.name = "diverged_step",
       .label = "Diverged at step",
       .summary = "The step at which the run diverged",
       .logarithmic = true,
       .value = [](const RunResult& run) { return number(run.diverged_step); }},
      {.name = "seconds",
       .label = "Seconds",
       .summary = "The time that training took, tests included",
       .more_is_better = false,
       .logarithmic = true,
       .value = [](const RunResult& run) { return std::optional(run.seconds); }},
  };
  return all;
}

std::vector<std::string> measure_names() {
  std::vector<std::string> names;
  for (const Measure& measure : measures()) names.push_back(measure.name);
  return names;
}

bool tell_of_layers(const std::vector<std::string>& names) {
  return std::ranges::any_of(names, [](const std::string& name) {
    const Measure* measure = find_measure(name);
    return measure != nullptr && measure->of_layer != nullptr;
  });
}

const Measure* find_measure(const std::string& name) {
  const auto found = std::ranges::find(measures(), name, &Measure::name);
  return found == measures().end() ? nullptr : &*found;
}

}  // namespace lfp
