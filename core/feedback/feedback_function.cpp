#include "core/feedback/feedback_function.h"

namespace lfp {

void FeedbackFunction::check(const OutputKind& kind, const std::string& place) const {
  if (kind.classes == 0)
    throw Error(place, "this feedback function needs classes, but the targets are values",
                "Choose squared_error, human or formula, or data with classes");
  if (kind.outputs != kind.classes)
    throw Error(place,
                "this feedback function needs an output for each of the " + std::to_string(kind.classes) +
                    " classes, but the network has " + std::to_string(kind.outputs),
                "Give the last layer " + std::to_string(kind.classes) + " units");
}

void FeedbackFunction::apply_through_time(const Matrix& outputs, Index steps, const Targets& targets,
                                          Matrix& feedback) {
  const Index batch = outputs.rows() / steps;
  sum_.resize(batch, outputs.cols());
  sum_feedback_.resize(batch, outputs.cols());
  sum_ = outputs.topRows(batch);
  for (Index step = 1; step < steps; ++step) sum_ += outputs.middleRows(step * batch, batch);
  apply(sum_, targets, sum_feedback_);
  for (Index i = 0; i < sum_.size(); ++i) {
    Scalar& share = sum_feedback_.data()[i];
    share = sum_.data()[i] == 0 ? Scalar(0) : share / sum_.data()[i];
  }
  for (Index step = 0; step < steps; ++step)
    feedback.middleRows(step * batch, batch) =
        outputs.middleRows(step * batch, batch).cwiseProduct(sum_feedback_);
}

}  // namespace lfp
