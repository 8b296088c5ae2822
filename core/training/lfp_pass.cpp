#include "core/feedback/feedback_function.h"
#include "core/rules/propagate.h"
#include "core/training/backward_pass.h"

#include <utility>
#include <vector>

namespace lfp {
namespace {

/// Layer-wise feedback propagation: a reward at the outputs, distributed by a rule for each layer.
class LfpPass : public BackwardPass {
 public:
  LfpPass(std::unique_ptr<FeedbackFunction> function, std::vector<Rule> rules)
      : function_(std::move(function)), rules_(std::move(rules)), workspaces_(rules_.size()) {}

  void start(const Network& /*network*/, Trace& trace, std::span<const std::int32_t> labels) override {
    function_->apply(trace.layers.back().output, labels, trace.output_feedback);
  }

  void distribute(const Network& network, std::size_t l, Trace& trace, bool to_input,
                  Parameters* parameter_feedback) override {
    const std::size_t index = network.index_of(l);
    LayerTrace& layer_trace = trace.layers[index];
    propagate(rules_[l], network.parameter_layer(l), Network::input_of(trace, index), layer_trace.output,
              network.feedback_at_output(trace, index), workspaces_[l],
              to_input ? &layer_trace.feedback : nullptr, parameter_feedback);
  }

  const Matrix& unit_feedback(const Network& network, const Trace& trace, std::size_t l) override {
    return network.feedback_at_output(trace, network.index_of(l));
  }

  const Matrix& input_feedback(const Network& network, const Trace& trace) override {
    return trace.layers[network.index_of(0)].feedback;
  }

 private:
  std::unique_ptr<FeedbackFunction> function_;
  std::vector<Rule> rules_;
  std::vector<PropagateWorkspace> workspaces_;
};

}  // namespace

std::unique_ptr<BackwardPass> make_lfp_pass(const RunSpec& run, const Network& network,
                                            const std::string& place) {
  const auto general = make_from(rule_entries(), run.rule, place + ".rule");
  std::vector<Rule> rules(network.parameter_layers(), *general);
  for (std::size_t i = 0; i < run.composite.size(); ++i) {
    const LayerRule& own = run.composite[i];
    const std::string own_place = place + ".composite[" + std::to_string(i) + "]";
    if (own.layer < 1 || static_cast<std::size_t>(own.layer) > rules.size())
      throw Error(own_place + ".layer", "there is no layer " + std::to_string(own.layer),
                  "Give a layer from 1 to " + std::to_string(rules.size()));
    rules[static_cast<std::size_t>(own.layer - 1)] =
        *make_from(rule_entries(), own.rule, own_place + ".rule");
  }
  return std::make_unique<LfpPass>(make_from(feedback_entries(), run.feedback, place + ".feedback"),
                                   std::move(rules));
}

}  // namespace lfp
