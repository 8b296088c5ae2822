#include "core/base/logistic.h"
#include "core/feedback/expression.h"
#include "core/feedback/output_terms.h"
#include "core/feedback/probabilities.h"
#include "core/feedback/target_value.h"

#include <array>
#include <cmath>

namespace lfp {
namespace {

std::string place_of_formula(const std::string& place) {
  return place + ".formula";
}

/// Throws Error where the formula gives no finite number for one of `outputs` ordinary outputs, of which the
/// one in question is o and the others are all alike; `y` are the targets to try.
void try_out(const Expression& expression, Index outputs, std::span<const double> targets,
             const std::string& place) {
  const auto rivals = static_cast<double>(outputs - 1);
  for (const double o : {-2.0, -0.5, 0.0, 0.5, 2.0}) {
    for (const double other : {-1.0, 1.0}) {
      for (const double y : targets) {
        for (Index k = 0; k < outputs; ++k) {
          const ExpressionVariables variables{.o = o,
                                              .y = y,
                                              .p = 1 / (1 + rivals * std::exp(other - o)),
                                              .s = logistic(o),
                                              .correct = (y == 1.0) == (o > other) ? 1.0 : 0.0,
                                              .k = static_cast<double>(k),
                                              .n = static_cast<double>(outputs)};
          const double value = expression.value(variables);
          if (std::isfinite(value)) continue;
          const std::string given = expression.described(variables);
          throw Error(place_of_formula(place),
                      std::string(std::isnan(value) ? "gives no number" : "gives infinity") +
                          (given.empty() ? "" : " for " + given),
                      "Write it so that every output gets a number, for example with condition ? value : 0");
        }
      }
    }
  }
}

constexpr std::array hot_targets = {0.0, 1.0};
constexpr std::array value_targets = {-2.0, -0.5, 0.0, 0.5, 1.0, 2.0};
constexpr Index usual_outputs = 10;

class FormulaFeedback : public FeedbackFunction {
 public:
  explicit FormulaFeedback(const std::string& text) : text_(text), expression_(text, "formula") {}

  void check(const OutputKind& kind, const std::string& place) const override {
    if (!has_target_values(kind)) FeedbackFunction::check(kind, place);
    if (kind.classes == 0)
      try_out(expression_, kind.outputs, value_targets, place);
    else
      try_out(expression_, kind.outputs, hot_targets, place);
  }

  void apply(const Matrix& logits, const Targets& targets, Matrix& feedback) const override {
    softmax_rows(logits, feedback);
    ExpressionVariables variables;
    variables.n = static_cast<double>(logits.cols());
    for (Index row = 0; row < logits.rows(); ++row) {
      variables.correct = is_correct(logits, targets, row) ? 1 : 0;
      for (Index output = 0; output < logits.cols(); ++output) {
        variables.o = logits(row, output);
        variables.y = target_value(targets, row, output, logits.cols());
        variables.p = feedback(row, output);
        variables.s = logistic(variables.o);
        variables.k = static_cast<double>(output);
        feedback(row, output) = static_cast<Scalar>(expression_.value(variables));
      }
    }
  }

  FeedbackOrigin origin(const Matrix& outputs, const Targets& targets, Index output) const override {
    FeedbackOrigin origin = begin_origin(outputs, targets, output);
    const Matrix logits = logits_of(outputs);
    origin.terms.push_back(softmax_term(outputs, output));
    origin.terms.push_back(sigmoid_term(outputs, output));
    origin.terms.push_back(
        {"correct", is_correct(logits, targets, 0) ? 1.0 : 0.0, "1 if the sample is right"});
    origin.terms.push_back({"k", static_cast<double>(output), "its index"});
    origin.terms.push_back({"n", static_cast<double>(logits.cols()), "how many outputs there are"});
    origin.formula = text_;
    return origin;
  }

 private:
  static bool is_correct(const Matrix& logits, const Targets& targets, Index row) {
    if (targets.values != nullptr) return false;
    const Index label = targets.labels[static_cast<std::size_t>(row)];
    if (logits.cols() == 1) return (logits(row, 0) > 0) == (label == 1);
    Index predicted = 0;
    logits.row(row).maxCoeff(&predicted);
    return predicted == label;
  }

  std::string text_;
  Expression expression_;
};

}  // namespace

FeedbackEntry formula_feedback_entry() {
  return {
      {.name = "formula",
       .label = "Your own formula",
       .summary = "Each output gets what a formula of yours says",
       .formula = "R_c = f(o_c, y_c, p_c, s_c, …)",
       .settings = {text_setting(
           "formula", "Formula",
           "For each output: o its value, y what it should be, p its softmax, s its sigmoid, "
           "correct 1 if the sample is classified rightly, k its index from 0, n how many there "
           "are",
           "o*(y - p)")},
       .check =
           [](const Settings& settings, const std::string& place) {
             const Expression expression(settings.text("formula"), place_of_formula(place));
             try_out(expression, usual_outputs, hot_targets, place);
           }},
      [](const Settings& settings) { return std::make_unique<FormulaFeedback>(settings.text("formula")); }};
}

}  // namespace lfp
