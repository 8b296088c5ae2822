#include "core/feedback/feedback_function.h"
#include "core/feedback/output_terms.h"
#include "core/feedback/probabilities.h"

namespace lfp {
namespace {

class BoundedSoftmaxFeedback : public FeedbackFunction {
 public:
  BoundedSoftmaxFeedback(Scalar lower_bound, Scalar higher_bound, bool logit_sign_only)
      : lower_bound_(lower_bound), higher_bound_(higher_bound), logit_sign_only_(logit_sign_only) {}

  void apply(const Matrix& logits, const Targets& targets, Matrix& feedback) const override {
    softmax_rows(logits, feedback);
    for (Index row = 0; row < logits.rows(); ++row) {
      for (Index output = 0; output < logits.cols(); ++output) {
        const Scalar p = bound(feedback(row, output));
        const Scalar hot = output == targets.labels[static_cast<std::size_t>(row)] ? Scalar(1) : Scalar(0);
        const Scalar logit = logits(row, output);
        feedback(row, output) = (logit_sign_only_ ? sign_of(logit) : logit) * (hot - p);
      }
    }
  }

  FeedbackOrigin origin(const Matrix& outputs, const Targets& targets, Index output) const override {
    FeedbackOrigin origin = begin_origin(outputs, targets, output);
    const FeedbackOrigin::Term softmax = softmax_term(outputs, output);
    const auto bounded = static_cast<double>(bound(static_cast<Scalar>(softmax.value)));
    origin.terms.push_back({"b", bounded, "its softmax, 0 or 1 beyond the bounds"});
    if (logit_sign_only_) origin.terms.push_back(sign_term(outputs, output));
    origin.formula = logit_sign_only_ ? "sg(o) × (y − b)" : "o × (y − b)";
    return origin;
  }

 private:
  /// A probability that is nearly 0 or 1 counts as 0 or 1.
  Scalar bound(Scalar p) const { return p < lower_bound_ ? Scalar(0) : p > higher_bound_ ? Scalar(1) : p; }

  Scalar lower_bound_;
  Scalar higher_bound_;
  bool logit_sign_only_;
};

}  // namespace

FeedbackEntry bounded_softmax_feedback_entry() {
  return {{.name = "bounded_softmax",
           .label = "Bounded softmax",
           .summary = "As softmax, but what is nearly sure counts as sure and is left alone",
           .formula = "R_c = o_c (y_c − b(p_c))",
           .settings = {real_setting("lower_bound", "Lower", "A smaller softmax counts as 0", 0.0, 0.0, 1.0),
                        real_setting("higher_bound", "Higher", "A larger softmax counts as 1", 1.0, 0.0, 1.0),
                        flag_setting("logit_sign_only", "Sign only",
                                     "Uses the sign of the logit instead of its value", false)}},
          [](const Settings& settings) {
            return std::make_unique<BoundedSoftmaxFeedback>(
                static_cast<Scalar>(settings.real("lower_bound")),
                static_cast<Scalar>(settings.real("higher_bound")), settings.flag("logit_sign_only"));
          }};
}

}  // namespace lfp
