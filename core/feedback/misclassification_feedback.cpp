#include "core/feedback/feedback_function.h"
#include "core/feedback/output_terms.h"

namespace lfp {
namespace {

class MisclassificationFeedback : public FeedbackFunction {
 public:
  void apply(const Matrix& logits, const Targets& targets, Matrix& feedback) const override {
    for (Index row = 0; row < logits.rows(); ++row) {
      const Scalar of_label = logits(row, targets.labels[static_cast<std::size_t>(row)]);
      for (Index output = 0; output < logits.cols(); ++output) {
        const Scalar logit = logits(row, output);
        feedback(row, output) = logit > of_label ? -sign_of(logit) : Scalar(0);
      }
    }
  }

  FeedbackOrigin origin(const Matrix& outputs, const Targets& targets, Index output) const override {
    FeedbackOrigin origin = begin_origin(outputs, targets, output);
    const Matrix logits = logits_of(outputs);
    const Scalar of_label = logits(0, targets.labels.front());
    origin.terms.push_back(sign_term(outputs, output));
    origin.terms.push_back({"o_y", static_cast<double>(of_label), "the logit of the right class"});
    origin.formula = logits(0, output) > of_label ? "−sg(o)" : "0";
    return origin;
  }
};

}  // namespace

FeedbackEntry misclassification_feedback_entry() {
  return {{.name = "misclassification",
           .label = "Misclassification",
           .summary = "Punishes every output that is larger than the label's; nothing else",
           .formula = "R_c = −sg(o_c) where o_c > o_y, else 0",
           .settings = {}},
          [](const Settings&) { return std::make_unique<MisclassificationFeedback>(); }};
}

}  // namespace lfp
