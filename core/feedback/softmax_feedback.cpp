#include "core/feedback/feedback_function.h"
#include "core/feedback/output_terms.h"
#include "core/feedback/probabilities.h"

namespace lfp {
namespace {

class SoftmaxFeedback : public FeedbackFunction {
 public:
  void apply(const Matrix& logits, const Targets& targets, Matrix& feedback) const override {
    softmax_rows(logits, feedback);
    feedback = -feedback;
    for (Index row = 0; row < logits.rows(); ++row)
      feedback(row, targets.labels[static_cast<std::size_t>(row)]) += 1;
    feedback.array() *= logits.array();
  }

  FeedbackOrigin origin(const Matrix& outputs, const Targets& targets, Index output) const override {
    FeedbackOrigin origin = begin_origin(outputs, targets, output);
    origin.terms.push_back(softmax_term(outputs, output));
    origin.formula = "o × (y − p)";
    return origin;
  }
};

}  // namespace

FeedbackEntry softmax_feedback_entry() {
  return {{.name = "softmax",
           .label = "Softmax",
           .summary = "Each logit is rewarded by how far its softmax is from where it should be",
           .formula = "R_c = o_c (y_c − p_c)",
           .settings = {}},
          [](const Settings&) { return std::make_unique<SoftmaxFeedback>(); }};
}

}  // namespace lfp
