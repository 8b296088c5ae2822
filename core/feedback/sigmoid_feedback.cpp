#include "core/feedback/feedback_function.h"
#include "core/feedback/output_terms.h"

namespace lfp {
namespace {

class SigmoidFeedback : public FeedbackFunction {
 public:
  void apply(const Matrix& logits, const Targets& targets, Matrix& feedback) const override {
    feedback = -logits.array().logistic();
    for (Index row = 0; row < logits.rows(); ++row)
      feedback(row, targets.labels[static_cast<std::size_t>(row)]) += 1;
    feedback.array() *= logits.array();
  }

  FeedbackOrigin origin(const Matrix& outputs, const Targets& targets, Index output) const override {
    FeedbackOrigin origin = begin_origin(outputs, targets, output);
    origin.terms.push_back(sigmoid_term(outputs, output));
    origin.formula = "o × (y − s)";
    return origin;
  }
};

}  // namespace

FeedbackEntry sigmoid_feedback_entry() {
  return {{.name = "sigmoid",
           .label = "Sigmoid",
           .summary = "Each logit is rewarded by how far its own sigmoid is from where it should be",
           .formula = "R_c = o_c (y_c − σ(o_c))",
           .settings = {}},
          [](const Settings&) { return std::make_unique<SigmoidFeedback>(); }};
}

}  // namespace lfp
