#include "core/feedback/feedback_function.h"
#include "core/feedback/output_terms.h"

namespace lfp {
namespace {

class BinarySigmoidFeedback : public FeedbackFunction {
 public:
  void check(const OutputKind& kind, const std::string& place) const override {
    if (kind.classes != 2)
      throw Error(place,
                  "this feedback function tells two classes apart, but the data have " +
                      (kind.classes == 0 ? std::string("values instead") : std::to_string(kind.classes)),
                  kind.classes == 0 ? "Choose squared_error, human or formula, or data with two classes"
                                    : "Choose softmax or sigmoid, or data with two classes");
    if (kind.outputs != 1)
      throw Error(
          place,
          "this feedback function needs a single output, but the network has " + std::to_string(kind.outputs),
          "Give the last layer 1 unit, or choose softmax or sigmoid");
  }

  void apply(const Matrix& logits, const Targets& targets, Matrix& feedback) const override {
    feedback = -logits.array().logistic();
    for (Index row = 0; row < logits.rows(); ++row)
      feedback(row, 0) += static_cast<Scalar>(targets.labels[static_cast<std::size_t>(row)]);
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

FeedbackEntry binary_sigmoid_feedback_entry() {
  return {
      {.name = "binary_sigmoid",
       .label = "Binary sigmoid",
       .summary = "For two classes told by a single output: it is rewarded by how far its sigmoid is from "
                  "the label, 0 or 1",
       .formula = "R = o (y − σ(o))",
       .settings = {}},
      [](const Settings&) { return std::make_unique<BinarySigmoidFeedback>(); }};
}

}  // namespace lfp
