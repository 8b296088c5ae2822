#include "core/feedback/feedback_function.h"
#include "core/feedback/output_terms.h"

namespace lfp {
namespace {

/// The targets play no part, so that the function suits any outputs. Minimising is maximising with the
/// opposite sign.
class MaximizeFeedback : public FeedbackFunction {
 public:
  explicit MaximizeFeedback(Scalar direction) : direction_(direction) {}

  void check(const OutputKind& /*kind*/, const std::string& /*place*/) const override {}

  void apply(const Matrix& logits, const Targets& /*targets*/, Matrix& feedback) const override {
    feedback = direction_ * (1 - logits.array().logistic());
    for (Index i = 0; i < logits.size(); ++i) feedback.data()[i] *= sign_of(logits.data()[i]);
  }

  FeedbackOrigin origin(const Matrix& outputs, const Targets& targets, Index output) const override {
    FeedbackOrigin origin = begin_origin(outputs, targets, output);
    origin.terms.push_back(sign_term(outputs, output));
    origin.terms.push_back(sigmoid_term(outputs, output));
    origin.formula = direction_ > 0 ? "sg(o) × (1 − s)" : "−sg(o) × (1 − s)";
    return origin;
  }

 private:
  Scalar direction_;
};

}  // namespace

FeedbackEntry maximize_neuron_feedback_entry() {
  return {{.name = "maximize_neuron",
           .label = "Maximise a neuron",
           .summary = "Pushes every output up, whatever the target; less the higher it already is",
           .formula = "R_c = sg(o_c) (1 − σ(o_c))",
           .settings = {}},
          [](const Settings&) { return std::make_unique<MaximizeFeedback>(Scalar(1)); }};
}

FeedbackEntry minimize_neuron_feedback_entry() {
  return {
      {.name = "minimize_neuron",
       .label = "Minimise a neuron",
       .summary = "Pushes every output down, whatever the target, with the same factor as when maximising",
       .formula = "R_c = −sg(o_c) (1 − σ(o_c))",
       .settings = {}},
      [](const Settings&) { return std::make_unique<MaximizeFeedback>(Scalar(-1)); }};
}

}  // namespace lfp
