#include "core/feedback/output_terms.h"

#include "core/base/logistic.h"
#include "core/feedback/probabilities.h"
#include "core/feedback/target_value.h"

#include <cmath>

namespace lfp {

Matrix logits_of(const Matrix& outputs) {
  return outputs.colwise().sum();
}

FeedbackOrigin begin_origin(const Matrix& outputs, const Targets& targets, Index output) {
  const bool is_values = targets.values != nullptr;
  const Index count = outputs.cols();
  FeedbackOrigin origin;
  origin.logit = static_cast<double>(logits_of(outputs)(0, output));
  origin.terms.push_back({"o", origin.logit, is_values ? "the output" : "the logit"});
  if (!is_values && targets.labels.empty()) return origin;
  if (!is_values && count > 1) origin.is_target = output == targets.labels.front();
  const auto target = static_cast<double>(target_value(targets, 0, output, count));
  origin.terms.push_back({"y", target, is_values ? "the target" : "1 for the right class"});
  return origin;
}

FeedbackOrigin::Term softmax_term(const Matrix& outputs, Index output) {
  Matrix probabilities = logits_of(outputs);
  softmax_rows(probabilities, probabilities);
  return {"p", static_cast<double>(probabilities(0, output)), "its softmax"};
}

FeedbackOrigin::Term sigmoid_term(const Matrix& outputs, Index output) {
  const auto logit = static_cast<double>(logits_of(outputs)(0, output));
  return {"s", logistic(logit), "its sigmoid"};
}

FeedbackOrigin::Term sign_term(const Matrix& outputs, Index output) {
  return {"sg(o)", static_cast<double>(sign_of(logits_of(outputs)(0, output))), "the sign of the logit"};
}

}  // namespace lfp
