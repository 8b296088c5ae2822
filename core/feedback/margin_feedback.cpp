#include "core/feedback/feedback_function.h"
#include "core/feedback/output_terms.h"

namespace lfp {
namespace {

/// The largest output beside the label's, the first of equal ones; -1 if there is no other.
Index strongest_rival(const Matrix& logits, Index row, Index label) {
  Index rival = -1;
  for (Index output = 0; output < logits.cols(); ++output) {
    if (output == label) continue;
    if (rival < 0 || logits(row, output) > logits(row, rival)) rival = output;
  }
  return rival;
}

/// o_c times what lowers the multi-class hinge loss max(0, margin - o_y + max_{c != y} o_c)
/// (Crammer and Singer, 2001).
class MarginFeedback : public FeedbackFunction {
 public:
  explicit MarginFeedback(Scalar margin) : margin_(margin) {}

  void apply(const Matrix& logits, const Targets& targets, Matrix& feedback) const override {
    feedback.setZero();
    for (Index row = 0; row < logits.rows(); ++row) {
      const Index label = targets.labels[static_cast<std::size_t>(row)];
      const Index rival = strongest_rival(logits, row, label);
      if (rival < 0 || logits(row, label) - logits(row, rival) >= margin_) continue;
      feedback(row, label) = logits(row, label);
      feedback(row, rival) = -logits(row, rival);
    }
  }

  FeedbackOrigin origin(const Matrix& outputs, const Targets& targets, Index output) const override {
    FeedbackOrigin origin = begin_origin(outputs, targets, output);
    const Matrix logits = logits_of(outputs);
    const Index label = targets.labels.front();
    const Index rival = strongest_rival(logits, 0, label);
    const double lead = rival < 0 ? 0 : static_cast<double>(logits(0, label) - logits(0, rival));
    const bool is_asked = rival >= 0 && lead < static_cast<double>(margin_);
    if (rival >= 0) origin.terms.push_back({"l", lead, "the lead of the right class over the next one"});
    origin.terms.push_back({"m", static_cast<double>(margin_), "the lead wanted"});
    origin.formula = !is_asked ? "0" : output == label ? "o" : output == rival ? "−o" : "0";
    return origin;
  }

 private:
  Scalar margin_;
};

}  // namespace

FeedbackEntry margin_feedback_entry() {
  return {{.name = "margin",
           .label = "Margin",
           .summary = "Until the label's output leads by a margin, rewards it and punishes its strongest "
                      "rival; then nothing",
           .formula = "R_y = o_y and R_k = −o_k where o_y − o_k < m, o_k = max_{c≠y} o_c",
           .settings = {with_usual_range(
               real_setting("margin", "m", "How far the label's output has to lead", 1.0, 0.0, 1000.0), 0.0,
               10.0)}},
          [](const Settings& settings) {
            return std::make_unique<MarginFeedback>(static_cast<Scalar>(settings.real("margin")));
          }};
}

}  // namespace lfp
