#include "core/feedback/feedback_function.h"
#include "core/feedback/output_terms.h"
#include "core/feedback/probabilities.h"

namespace lfp {
namespace {

class LabelSmoothedSoftmaxFeedback : public FeedbackFunction {
 public:
  explicit LabelSmoothedSoftmaxFeedback(Scalar smoothing) : smoothing_(smoothing) {}

  void apply(const Matrix& logits, const Targets& targets, Matrix& feedback) const override {
    softmax_rows(logits, feedback);
    feedback.array() = smoothing_ / static_cast<Scalar>(logits.cols()) - feedback.array();
    for (Index row = 0; row < logits.rows(); ++row)
      feedback(row, targets.labels[static_cast<std::size_t>(row)]) += 1 - smoothing_;
    feedback.array() *= logits.array();
  }

  FeedbackOrigin origin(const Matrix& outputs, const Targets& targets, Index output) const override {
    FeedbackOrigin origin = begin_origin(outputs, targets, output);
    const double hot = output == targets.labels.front() ? 1 : 0;
    const auto smoothing = static_cast<double>(smoothing_);
    origin.terms.push_back({"q", (1 - smoothing) * hot + smoothing / static_cast<double>(outputs.cols()),
                            "what its softmax should be"});
    origin.terms.push_back(softmax_term(outputs, output));
    origin.formula = "o × (q − p)";
    return origin;
  }

 private:
  Scalar smoothing_;
};

}  // namespace

FeedbackEntry label_smoothed_softmax_feedback_entry() {
  return {{.name = "label_smoothed_softmax",
           .label = "Label-smoothed softmax",
           .summary = "As softmax, but aims a little short of certainty, which wrong labels harm less",
           .formula = "R_c = o_c (q_c − p_c), q_c = (1 − a) y_c + \\frac{a}{C}",
           .settings = {real_setting("smoothing", "a",
                                     "How much certainty is spread over all C classes; 0 is plain softmax",
                                     0.1, 0.0, 1.0)}},
          [](const Settings& settings) {
            return std::make_unique<LabelSmoothedSoftmaxFeedback>(
                static_cast<Scalar>(settings.real("smoothing")));
          }};
}

}  // namespace lfp
