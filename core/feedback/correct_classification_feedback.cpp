#include "core/feedback/feedback_function.h"
#include "core/feedback/output_terms.h"

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

  FeedbackOrigin origin(const Matrix& outputs, const Targets& targets, Index output) const override {
    FeedbackOrigin origin = begin_origin(outputs, targets, output);
    origin.terms.push_back(sign_term(outputs, output));
    const Matrix logits = logits_of(outputs);
    const bool is_right = origin.is_target.value_or(false) && logits(0, output) == logits.maxCoeff();
    origin.formula = is_right ? "sg(o)" : "0";
    return origin;
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
