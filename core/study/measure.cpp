#include "core/study/measure.h"

#include <algorithm>

namespace lfp {
namespace {

std::optional<double> number(const std::optional<std::int64_t>& whole) {
  if (!whole) return std::nullopt;
  return static_cast<double>(*whole);
}

/// What is measured while a run trains: nothing was where it made no step.
std::optional<double> in_training(const RunResult& run, double measured) {
  if (run.steps == 0) return std::nullopt;
  return measured;
}

std::optional<double> flipped_part(const RunResult& run) {
  if (run.weights == 0) return std::nullopt;
  return static_cast<double>(run.flipped) / static_cast<double>(run.weights);
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
       .value = flipped_part},
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

const Measure* find_measure(const std::string& name) {
  const auto found = std::ranges::find(measures(), name, &Measure::name);
  return found == measures().end() ? nullptr : &*found;
}

}  // namespace lfp
