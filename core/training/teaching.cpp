#include "core/training/passed_sample.h"
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

/// The run's settings with a person in place of the feedback function.
RunSpec taught_by_hand(RunSpec spec, const std::vector<double>& feedback) {
  std::string values;
  for (const double value : feedback) values += (values.empty() ? "" : ", ") + text_of(value);
  spec.feedback = {.name = "human", .settings = {}};
  spec.feedback.settings.set("values", values);
  return spec;
}

}  // namespace

void Trainer::teach(const Teaching& teaching) {
  const RunSpec& spec = run_.means.spec;
  if (spec.method != Method::lfp)
    throw Error(place_, "\"" + spec.name + "\" learns by gradient: feedback given by hand has no place in it",
                "Give it to a run that learns by LFP");
  const Samples& samples = teaching.from_test ? run_.dataset->test : run_.dataset->train;
  const bool is_drawing =
      teaching.sample == -1 && std::ssize(teaching.input) == run_.network.input_shape().size();
  if (!is_drawing && (teaching.sample < 0 || teaching.sample >= samples.count()))
    throw Error(place_, "there is no sample " + std::to_string(teaching.sample + 1), "Choose another sample");
  auto pass = make_backward_pass(taught_by_hand(spec, teaching.feedback), run_.network, run_.task,
                                 place_ + ".feedback");
  PassedSample sample(run_.network, run_.task, 1, {.training = false, .downward = true, .to_input = false});
  if (is_drawing)
    sample.set_input(teaching.input, std::nullopt);
  else
    sample.set(0, samples, teaching.sample);
  sample.up(run_.network, run_.experiment->seed, 0);
  std::vector<Parameters*> feedback;
  for (std::size_t b = 0; b < run_.network.blocks(); ++b) {
    const bool learns = std::as_const(run_.network).block(b).parameters().count() > 0;
    feedback.push_back(learns ? &run_.parameter_feedback[b] : nullptr);
  }
  sample.down(std::move(pass), feedback);
  // The momentum of the batches would carry the parameters on in their old direction, whatever feedback was
  // given.
  std::vector<OptimiserState> untouched;
  for (std::size_t b = 0; b < run_.network.blocks(); ++b)
    untouched.push_back(run_.means.optimiser->make_state(std::as_const(run_.network).block(b).parameters()));
  std::swap(run_.optimiser_states, untouched);
  const bool is_finite = apply_update(1);
  std::swap(run_.optimiser_states, untouched);
  if (!is_finite) return;
  for (std::size_t b = 0; b < run_.signs.size(); ++b) run_.last_result.flips[b] = run_.signs[b].flipped();
}

}  // namespace lfp
