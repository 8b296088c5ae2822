#include "tests/support/feedback_case.h"

namespace lfp::test {

std::unique_ptr<FeedbackFunction> make_feedback(const Choice& choice) {
  return make_from(feedback_entries(), choice, "feedback");
}

FeedbackCase random_feedback_case(std::uint64_t seed, Index batch, Index outputs) {
  Random random(seed, RandomStream::data);
  FeedbackCase result{.logits = Matrix(batch, outputs), .labels = {}};
  for (Index i = 0; i < result.logits.size(); ++i)
    result.logits.data()[i] = static_cast<Scalar>(2 * random.normal());
  const auto classes = static_cast<std::uint64_t>(outputs == 1 ? 2 : outputs);
  for (Index row = 0; row < batch; ++row)
    result.labels.push_back(static_cast<std::int32_t>(random.below(classes)));
  return result;
}

FeedbackCase random_spikes(std::uint64_t seed, Index steps, Index batch, Index outputs) {
  FeedbackCase result = random_feedback_case(seed, steps * batch, outputs);
  result.logits = result.logits.unaryExpr([](Scalar value) { return value > 0 ? Scalar(1) : Scalar(0); });
  result.labels.resize(static_cast<std::size_t>(batch));
  return result;
}

Matrix feedback_of(const Choice& choice, const Matrix& logits, const Targets& targets) {
  Matrix feedback = Matrix::Constant(logits.rows(), logits.cols(), Scalar(-99));
  make_feedback(choice)->apply(logits, targets, feedback);
  return feedback;
}

Matrix feedback_of(const Choice& choice, const FeedbackCase& given) {
  return feedback_of(choice, given.logits, given.targets());
}

Matrix feedback_through_time(const Choice& choice, const FeedbackCase& given, Index steps) {
  Matrix feedback = Matrix::Constant(given.logits.rows(), given.logits.cols(), Scalar(-99));
  make_feedback(choice)->apply_through_time(given.logits, steps, given.targets(), feedback);
  return feedback;
}

}  // namespace lfp::test
