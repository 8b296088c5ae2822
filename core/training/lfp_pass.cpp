#include "core/layers/propagate.h"
#include "core/training/backward_pass.h"

#include <utility>
#include <vector>

namespace lfp {
namespace {

/// Layer-wise feedback propagation: a reward at the outputs, distributed by a rule for each layer.
class LfpPass : public BackwardPass {
 public:
  LfpPass(std::unique_ptr<FeedbackFunction> function, std::vector<Rule> rules)
      : function_(std::move(function)), rules_(std::move(rules)) {}

  Method method() const override { return Method::lfp; }

  void start(const Network& network, Trace& trace, const Targets& targets) override {
    const Matrix& outputs = trace.layers.back().output;
    if (network.is_in_time())
      function_->apply_through_time(outputs, network.steps(), targets, trace.output_feedback);
    else
      function_->apply(outputs, targets, trace.output_feedback);
  }

  FeedbackOrigin origin(const Network& /*network*/, const Trace& trace, const Targets& targets,
                        Index output) const override {
    return function_->origin(trace.layers.back().output, targets, output);
  }

  const Matrix& unit_feedback(const Network& network, const Trace& trace, std::size_t block) override {
    return network.feedback_at_output(trace, network.index_of(block));
  }

  double unit_feedback_square(const Network& network, const Trace& trace, std::size_t block) override {
    return static_cast<double>(unit_feedback(network, trace, block).squaredNorm());
  }

  const Matrix& input_feedback(const Network& /*network*/, const Trace& trace) override {
    return trace.layers.front().feedback;
  }

  void explain(std::size_t block, const Layer& layer, const Descent& descent, bool with_epsilon,
               Parameters* parameter_shares) override {
    Rule rule = rules_[block];
    rule.parameter_share = ParameterShare::own;
    if (!with_epsilon) rule.epsilon = 0;
    layer.distribute(rule, {.input = descent.input,
                            .trace = descent.trace,
                            .arriving = descent.arriving,
                            .to_input = descent.to_input,
                            .parameter_feedback = parameter_shares});
    if (parameter_shares == nullptr) return;
    // A rule moves a parameter along its share times its sign.
    const Parameters& own = layer.parameters();
    parameter_shares->weight.array() *= own.weight.array().unaryExpr(&sign_of<Scalar>);
    parameter_shares->bias.array() *= own.bias.array().unaryExpr(&sign_of<Scalar>);
  }

  Scalar feedback_from(Scalar arriving, Scalar /*output*/) const override { return arriving; }

  std::optional<Scalar> conserving_epsilon(std::size_t block, const Layer& layer) const override {
    const bool conserves = layer.as_linear() != nullptr && has_epsilon_share(rules_[block]);
    return conserves ? std::optional(rules_[block].epsilon) : std::nullopt;
  }

  void mark_idle(std::size_t block, const LinearLayer& layer, const Descent& descent,
                 Matrix& idle) const override {
    lfp::mark_idle(rules_[block], layer, descent.input, descent.trace.output, descent.trace.workspace, idle);
  }

  void pass(const Network& /*network*/, std::size_t block, const Layer& layer,
            const Descent& descent) override {
    if (!layer.hands_feedback_on()) layer.distribute(rules_[block], descent);
  }

  void set_epsilon(std::size_t block, Scalar epsilon) override { rules_[block].epsilon = epsilon; }

 private:
  std::unique_ptr<FeedbackFunction> function_;
  std::vector<Rule> rules_;
};

}  // namespace

std::unique_ptr<BackwardPass> make_lfp_pass(const RunSpec& run, const Network& network, const Task& task,
                                            const std::string& place) {
  const auto general = make_from(rule_entries(), run.rule, place + ".rule");
  std::vector<Rule> rules(network.blocks(), *general);
  for (std::size_t i = 0; i < run.composite.size(); ++i) {
    const LayerRule& own = run.composite[i];
    const std::string own_place = place + ".composite[" + std::to_string(i) + "]";
    if (own.layer < 1 || static_cast<std::size_t>(own.layer) > rules.size())
      throw Error(own_place + ".layer", "there is no layer " + std::to_string(own.layer),
                  "Give a layer from 1 to " + std::to_string(rules.size()));
    rules[static_cast<std::size_t>(own.layer - 1)] =
        *make_from(rule_entries(), own.rule, own_place + ".rule");
  }
  auto function = make_from(feedback_entries(), run.feedback, place + ".feedback");
  function->check(output_kind(task, network), place + ".feedback");
  return std::make_unique<LfpPass>(std::move(function), std::move(rules));
}

}  // namespace lfp
