#include "tests/support/feedback_case.h"

#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lfp::test::feedback_properties_test {
namespace {

test::FeedbackCase any_case(std::uint64_t seed) {
  const auto batch = *rc::gen::inRange<Index>(1, 9);
  const auto outputs = *rc::gen::inRange<Index>(2, 8);
  return test::random_feedback_case(seed, batch, outputs);
}

bool are_close(const Matrix& a, const Matrix& b) {
  return (a - b).cwiseAbs().maxCoeff() < 1e-12;
}

RC_GTEST_PROP(FeedbackProperties, focal_with_gamma_0_is_softmax, (std::uint64_t seed)) {
  const auto given = any_case(seed);
  RC_ASSERT(feedback_of(choose("focal", {{"gamma", 0.0}}), given) == feedback_of(choose("softmax"), given));
}

RC_GTEST_PROP(FeedbackProperties, focal_counts_no_sample_more_than_its_limit, (std::uint64_t seed)) {
  const auto given = any_case(seed);
  const Matrix focal = feedback_of(choose("focal", {{"gamma", 2.0}}), given);
  const Matrix softmax = feedback_of(choose("softmax"), given);
  for (Index i = 0; i < focal.size(); ++i)
    RC_ASSERT(std::abs(focal.data()[i]) <= 2 * std::abs(softmax.data()[i]));
}

RC_GTEST_PROP(FeedbackProperties, no_smoothing_is_softmax, (std::uint64_t seed)) {
  const auto given = any_case(seed);
  RC_ASSERT(are_close(feedback_of(choose("label_smoothed_softmax", {{"smoothing", 0.0}}), given),
                      feedback_of(choose("softmax"), given)));
}

RC_GTEST_PROP(FeedbackProperties, bounds_of_0_and_1_are_softmax, (std::uint64_t seed)) {
  const auto given = any_case(seed);
  RC_ASSERT(are_close(feedback_of(choose("bounded_softmax"), given), feedback_of(choose("softmax"), given)));
}

RC_GTEST_PROP(FeedbackProperties, minimising_is_maximising_with_the_other_sign, (std::uint64_t seed)) {
  const auto given = any_case(seed);
  RC_ASSERT(feedback_of(choose("minimize_neuron"), given) == -feedback_of(choose("maximize_neuron"), given));
}

RC_GTEST_PROP(FeedbackProperties, a_formula_can_say_what_others_say, (std::uint64_t seed)) {
  const auto given = any_case(seed);
  const auto formula = [&](const char* text) {
    return feedback_of(choose("formula", {{"formula", text}}), given);
  };
  RC_ASSERT(are_close(feedback_of(choose("formula"), given), feedback_of(choose("softmax"), given)));
  RC_ASSERT(are_close(formula("o*(y - s)"), feedback_of(choose("sigmoid"), given)));
  RC_ASSERT(are_close(formula("o*(y-o)"), feedback_of(choose("squared_error"), given)));
  RC_ASSERT(are_close(formula("sign(o) * (1 - s)"), feedback_of(choose("maximize_neuron"), given)));
  RC_ASSERT(are_close(formula("correct && y == 1 ? sign(o) : 0"),
                      feedback_of(choose("correct_classification"), given)));
  RC_ASSERT(
      are_close(formula("o*(0.9*y + 0.1/n - p)"), feedback_of(choose("label_smoothed_softmax"), given)));
}

std::vector<Choice> every_choice() {
  std::vector<Choice> choices;
  for (const auto& entry : feedback_entries())
    if (entry.info.name != "binary_sigmoid") choices.push_back(choose(entry.info.name));
  return choices;
}

RC_GTEST_PROP(FeedbackProperties, each_sample_of_a_batch_stands_alone, (std::uint64_t seed)) {
  const auto given = any_case(seed);
  for (const Choice& choice : every_choice()) {
    const Matrix whole = feedback_of(choice, given);
    for (Index row = 0; row < whole.rows(); ++row) {
      const test::FeedbackCase one{.logits = given.logits.row(row),
                                   .labels = {given.labels[static_cast<std::size_t>(row)]}};
      if (!are_close(feedback_of(choice, one), whole.row(row))) RC_FAIL(choice.name);
    }
  }
}

RC_GTEST_PROP(FeedbackProperties, one_step_of_time_is_no_time_at_all, (std::uint64_t seed)) {
  const auto given = any_case(seed);
  for (const Choice& choice : every_choice())
    if (!are_close(test::feedback_through_time(choice, given, 1), feedback_of(choice, given)))
      RC_FAIL(choice.name);
}

RC_GTEST_PROP(FeedbackProperties, the_feedback_of_all_steps_is_that_of_their_sum, (std::uint64_t seed)) {
  const auto steps = *rc::gen::inRange<Index>(1, 7);
  const Index batch = 3;
  auto given = test::random_feedback_case(seed, steps * batch, 4);
  given.labels.resize(batch);
  test::FeedbackCase summed{.logits = Matrix::Zero(batch, 4), .labels = given.labels};
  for (Index step = 0; step < steps; ++step) summed.logits += given.logits.middleRows(step * batch, batch);
  for (const Choice& choice : every_choice()) {
    if (choice.name == "snn_rate_coded") continue;
    const Matrix through_time = test::feedback_through_time(choice, given, steps);
    Matrix total = Matrix::Zero(batch, 4);
    for (Index step = 0; step < steps; ++step) total += through_time.middleRows(step * batch, batch);
    if ((total - feedback_of(choice, summed)).cwiseAbs().maxCoeff() > 1e-9) RC_FAIL(choice.name);
  }
}

}  // namespace
}  // namespace lfp::test::feedback_properties_test
