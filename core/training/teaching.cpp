#include "core/training/evaluation.h"
#include "core/training/trainer.h"

#include <charconv>
#include <cmath>
#include <utility>

namespace lfp {
namespace {

/// The shortest text that reads back as the same number.
std::string text_of(double value) {
  char buffer[32];
  const auto [end, failure] = std::to_chars(std::begin(buffer), std::end(buffer), value);
  return {std::begin(buffer), end};
}

/// The run as it would be if people rewarded its outputs and not a function.
RunSpec taught_by_hand(RunSpec spec, const std::vector<double>& feedback) {
  std::string values;
  for (const double value : feedback) values += (values.empty() ? "" : ", ") + text_of(value);
  spec.feedback = {.name = "human", .settings = {}};
  spec.feedback.settings.set("values", values);
  return spec;
}

}  // namespace

void Trainer::teach(const Teaching& teaching) {
  const RunSpec& spec = means_.spec;
  if (spec.method != Method::lfp)
    throw Error(place_, "\"" + spec.name + "\" learns by gradient: feedback given by hand has no place in it",
                "Give it to a run that learns by LFP");
  const Samples& samples = teaching.from_test ? dataset_->test : dataset_->train;
  if (teaching.sample < 0 || teaching.sample >= samples.count())
    throw Error(place_, "there is no sample " + std::to_string(teaching.sample + 1), "Choose another sample");
  const auto pass =
      make_backward_pass(taught_by_hand(spec, teaching.feedback), network_, task_, place_ + ".feedback");

  Trace trace = network_.make_trace(1, {.training = false, .downward = true, .to_input = false});
  copy_rows(samples, teaching.sample, trace.input);
  network_.draw(trace, experiment_->seed, 0);
  network_.forward(trace);
  BatchTargets targets(task_, 1);
  targets.set(0, samples, teaching.sample);
  pass->start(network_, trace, targets.view());
  for (std::size_t b = network_.blocks(); b-- > 0;) {
    const bool learns = network_.block(b).parameters().count() > 0;
    pass->distribute(network_, b, trace, learns ? &feedback_[b] : nullptr);
  }
  // The momentum of the batches would carry the parameters on where they were going, whatever was said.
  std::vector<OptimiserState> untouched;
  for (std::size_t b = 0; b < network_.blocks(); ++b)
    untouched.push_back(means_.optimiser->make_state(std::as_const(network_).block(b).parameters()));
  std::swap(optimiser_states_, untouched);
  const bool is_finite = apply_update(1);
  std::swap(optimiser_states_, untouched);
  if (!is_finite) return;
  for (std::size_t b = 0; b < signs_.size(); ++b) result_.flips[b] = signs_[b].flipped();
}

}  // namespace lfp
