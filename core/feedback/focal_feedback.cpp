#include "core/feedback/feedback_function.h"
#include "core/feedback/output_terms.h"
#include "core/feedback/probabilities.h"

#include <cmath>

namespace lfp {
namespace {

/// o_c times what lowers the focal loss -(1 - p_y)^gamma ln(p_y) (Lin et al., 2017).
class FocalFeedback : public FeedbackFunction {
 public:
  explicit FocalFeedback(Scalar gamma) : gamma_(gamma) {}

  void apply(const Matrix& logits, const Targets& targets, Matrix& feedback) const override {
    softmax_rows(logits, feedback);
    for (Index row = 0; row < logits.rows(); ++row) {
      const Index label = targets.labels[static_cast<std::size_t>(row)];
      const Scalar p = feedback(row, label);
      feedback(row, label) = 0;
      const Scalar rest = feedback.row(row).sum();  // 1 - p without cancellation
      feedback(row, label) = p;
      const Scalar focus = factor(p, rest);
      feedback.row(row) = -feedback.row(row);
      feedback(row, label) += 1;
      feedback.row(row).array() *= logits.row(row).array() * focus;
    }
  }

  FeedbackOrigin origin(const Matrix& outputs, const Targets& targets, Index output) const override {
    FeedbackOrigin origin = begin_origin(outputs, targets, output);
    Matrix p = logits_of(outputs);
    softmax_rows(p, p);
    const Index label = targets.labels.front();
    const Scalar rest = p.row(0).sum() - p(0, label);
    origin.terms.push_back(
        {"f", static_cast<double>(factor(p(0, label), rest)), "less where the sample is right"});
    origin.terms.push_back(softmax_term(outputs, output));
    origin.formula = "f × o × (y − p)";
    return origin;
  }

 private:
  /// (1 - p)^gamma - gamma p (1 - p)^(gamma - 1) ln(p), rest = 1 - p, with its limits at p = 0 and p = 1.
  Scalar factor(Scalar p, Scalar rest) const {
    const Scalar power = std::pow(rest, gamma_);
    if (p <= 0 || rest <= 0) return power;
    const Scalar log_p = rest < Scalar(0.5) ? std::log1p(-rest) : std::log(p);
    return power * (1 - gamma_ * p * log_p / rest);
  }

  Scalar gamma_;
};

}  // namespace

FeedbackEntry focal_feedback_entry() {
  return {
      {.name = "focal",
       .label = "Focal",
       .summary = "As softmax, but samples that are already right count less, so that hard ones set the pace",
       .formula = "R_c = f o_c (y_c − p_c), f = (1 − p_y)^γ − γ p_y (1 − p_y)^{γ−1} ln(p_y)",
       .settings = {with_usual_range(
           real_setting("gamma", "γ", "How much less easy samples count; 0 is plain softmax", 2.0, 0.0, 20.0),
           0.0, 5.0)}},
      [](const Settings& settings) {
        return std::make_unique<FocalFeedback>(static_cast<Scalar>(settings.real("gamma")));
      }};
}

}  // namespace lfp
