#include "core/activations/activation.h"
#include "core/base/logistic.h"
#include "core/feedback/output_terms.h"
#include "core/feedback/probabilities.h"
#include "core/training/backward_pass.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace lfp {
namespace {

/// t - o, the negative derivative of half the squared distance; for classes t is one-hot.
void start_squared_error(const Matrix& outputs, const Targets& targets, Matrix& delta) {
  if (targets.values != nullptr) {
    delta = *targets.values - outputs;
    return;
  }
  delta = -outputs;
  for (Index row = 0; row < delta.rows(); ++row) {
    const std::int32_t label = targets.labels[static_cast<std::size_t>(row)];
    if (delta.cols() == 1)
      delta(row, 0) += static_cast<Scalar>(label);
    else
      delta(row, label) += 1;
  }
}

/// y - p, the negative derivative of the cross-entropy; with a single output p is its sigmoid.
void start_cross_entropy(const Matrix& outputs, const Targets& targets, Matrix& delta) {
  if (outputs.cols() == 1) {
    for (Index row = 0; row < delta.rows(); ++row)
      delta(row, 0) =
          static_cast<Scalar>(targets.labels[static_cast<std::size_t>(row)]) - logistic(outputs(row, 0));
    return;
  }
  softmax_rows(outputs, delta);
  delta = -delta;
  for (Index row = 0; row < delta.rows(); ++row)
    delta(row, targets.labels[static_cast<std::size_t>(row)]) += 1;
}

/// Gradient descent by the same layers as LFP: the deltas below are negative derivatives of each sample's
/// loss, so that parameters move along what comes out, as they do along feedback.
class GradientPass : public BackwardPass {
 public:
  GradientPass(bool squared_error, Surrogate surrogate)
      : squared_error_(squared_error), surrogate_(surrogate) {}

  Method method() const override { return Method::gradient; }

  void start(const Network& network, Trace& trace, const Targets& targets) override {
    const Matrix& logits = network.logits(trace);
    Matrix& delta = network.is_in_time() ? room_for(logits.rows(), logits.cols()) : trace.output_feedback;
    if (squared_error_)
      start_squared_error(logits, targets, delta);
    else
      start_cross_entropy(logits, targets, delta);
    // The logits are sums over the steps: each step's output has their derivative.
    if (network.is_in_time())
      for (Index row = 0; row < trace.output_feedback.rows(); row += delta.rows())
        trace.output_feedback.middleRows(row, delta.rows()) = delta;
  }

  /// Feedback is the logit times the negative derivative of the loss.
  FeedbackOrigin origin(const Network& network, const Trace& trace, const Targets& targets,
                        Index output) const override {
    const Matrix& logits = network.logits(trace);
    FeedbackOrigin origin = begin_origin(logits, targets, output);
    if (!squared_error_)
      origin.terms.push_back(logits.cols() == 1 ? sigmoid_term(logits, output)
                                                : softmax_term(logits, output));
    origin.formula = squared_error_ ? "o × (y − o)" : logits.cols() == 1 ? "o × (y − s)" : "o × (y − p)";
    return origin;
  }

  const Matrix& unit_feedback(const Network& network, const Trace& trace, std::size_t block) override {
    const std::size_t index = network.index_of(block);
    return product(trace.layers[index].output, network.feedback_at_output(trace, index));
  }

  double unit_feedback_square(const Network& network, const Trace& trace, std::size_t block) override {
    const std::size_t index = network.index_of(block);
    const Matrix& delta = network.feedback_at_output(trace, index);
    return static_cast<double>(trace.layers[index].output.cwiseProduct(delta).squaredNorm());
  }

  const Matrix& input_feedback(const Network& /*network*/, const Trace& trace) override {
    return product(trace.input, trace.layers.front().feedback);
  }

  /// With deltas d the feedback at z is z d, and a_i w_ji d_j of it come from input i, b_j d_j from the bias.
  void explain(std::size_t /*block*/, const Layer& layer, const Descent& descent, bool /*with_epsilon*/,
               Parameters* parameter_shares) override {
    LayerTrace& trace = descent.trace;
    layer.differentiate(surrogate_, {.input = descent.input,
                                     .trace = trace,
                                     .arriving = descent.arriving,
                                     .to_input = descent.to_input,
                                     .parameter_feedback = parameter_shares});
    if (descent.to_input) trace.feedback.array() *= descent.input.array();
    if (trace.skipped != nullptr) trace.skip_feedback.array() *= trace.skipped->array();
    if (parameter_shares == nullptr) return;
    const Parameters& own = layer.parameters();
    parameter_shares->weight.array() *= own.weight.array();
    parameter_shares->bias.array() *= own.bias.array();
  }

  Scalar feedback_from(Scalar arriving, Scalar output) const override { return arriving * output; }

  std::optional<Scalar> conserving_epsilon(std::size_t /*block*/, const Layer& layer) const override {
    return layer.as_linear() != nullptr ? std::optional(Scalar(0)) : std::nullopt;
  }

  void mark_idle(std::size_t /*block*/, const LinearLayer& /*layer*/, const Descent& descent,
                 Matrix& idle) const override {
    // Feedback is z d: where z is 0 none arrives.
    idle.setZero(descent.arriving.rows(), descent.arriving.cols());
  }

  void pass(const Network& /*network*/, std::size_t /*block*/, const Layer& layer,
            const Descent& descent) override {
    layer.differentiate(surrogate_, descent);
  }

  void set_epsilon(std::size_t /*block*/, Scalar /*epsilon*/) override {}

 private:
  /// One for each size: what is computed alternates between layers, and between full batches and short ones.
  Matrix& room_for(Index rows, Index columns) {
    for (Matrix& room : rooms_)
      if (room.rows() == rows && room.cols() == columns) return room;
    return rooms_.emplace_back(rows, columns);
  }

  const Matrix& product(const Matrix& value, const Matrix& delta) {
    return room_for(value.rows(), value.cols()) = value.cwiseProduct(delta);
  }

  bool squared_error_;
  Surrogate surrogate_;
  std::vector<Matrix> rooms_;
};

}  // namespace

std::unique_ptr<BackwardPass> make_gradient_pass(const RunSpec& run, const Task& task,
                                                 const std::string& place) {
  const bool squared_error = run.loss == "squared_error";
  if (task.is_values() && !squared_error)
    throw Error(place + ".loss", "cross-entropy needs classes, but the targets are values",
                "Choose squared_error");
  const auto& names = surrogate_names();
  const auto surrogate = std::find(names.begin(), names.end(), run.surrogate);
  return std::make_unique<GradientPass>(squared_error, static_cast<Surrogate>(surrogate - names.begin()));
}

}  // namespace lfp
