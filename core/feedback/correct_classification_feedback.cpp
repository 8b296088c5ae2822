#include "core/feedback/feedback_function.h"

namespace lfp {
namespace {

class CorrectClassificationFeedback : public FeedbackFunction {
 public:
  void apply(const Matrix& logits, const Targets& targets, Matrix& feedback) const override {
    feedback.setZero();
    for (Index row = 0; row < logits.rows(); ++row) {
      const Index label = targets.labels[static_cast<std::size_t>(row)];
      const Scalar logit = logits(row, label);
      if (logit == logits.row(row).maxCoeff()) feedback(row, label) = sign_of(logit);
    }
  }
};

}  // namespace

FeedbackEntry correct_classification_feedback_entry() {
  return {{.name = "correct_classification",
           .label = "Correct classification",
           .summary = "Rewards the label's output where it is the largest; nothing else",
           .formula = "R_y = sg(o_y) if o_y is the largest, else 0",
           .settings = {}},
          [](const Settings&) { return std::make_unique<CorrectClassificationFeedback>(); }};
}

}  // namespace lfp
