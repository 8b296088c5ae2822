#include "core/feedback/output_terms.h"
#include "core/feedback/target_value.h"

namespace lfp {
namespace {

class SquaredErrorFeedback : public FeedbackFunction {
 public:
  void check(const OutputKind& kind, const std::string& place) const override {
    if (!has_target_values(kind)) FeedbackFunction::check(kind, place);
  }

  void apply(const Matrix& logits, const Targets& targets, Matrix& feedback) const override {
    for (Index row = 0; row < logits.rows(); ++row) {
      for (Index output = 0; output < logits.cols(); ++output) {
        const Scalar logit = logits(row, output);
        feedback(row, output) = logit * (target_value(targets, row, output, logits.cols()) - logit);
      }
    }
  }

  FeedbackOrigin origin(const Matrix& outputs, const Targets& targets, Index output) const override {
    FeedbackOrigin origin = begin_origin(outputs, targets, output);
    origin.formula = "o × (y − o)";
    return origin;
  }
};

}  // namespace

FeedbackEntry squared_error_feedback_entry() {
  return {{.name = "squared_error",
           .label = "Squared error",
           .summary = "Each output is rewarded by how far it is from its target: the value to predict, the "
                      "input to reproduce, or 1 for the label and 0 for the others",
           .formula = "R_c = o_c (t_c − o_c)",
           .settings = {}},
          [](const Settings&) { return std::make_unique<SquaredErrorFeedback>(); }};
}

}  // namespace lfp
