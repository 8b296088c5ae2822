#include "core/inspection/what_if.h"

#include "core/inspection/lone_layer.h"
#include "core/layers/layer_entry.h"
#include "core/training/network_items.h"

#include <algorithm>
#include <memory>

namespace lfp {
namespace {

const Choice& rule_choice(const RunSpec& run, int layer) {
  const auto own = std::ranges::find(run.composite, layer + 1, &LayerRule::layer);
  return own == run.composite.end() ? run.rule : own->rule;
}

Scalar scalar(double value) {
  return static_cast<Scalar>(value);
}

/// The block's layer once more, with parameters of its own.
std::unique_ptr<Layer> copy_of(const Network& network, const NetworkSpec& spec, std::size_t block) {
  const Choice& kind = spec.layers[block].kind;
  const auto& entry = find_entry(layer_entries(), kind.name, "layer");
  LayerPlace place{.input = network.block(block).input_shape(),
                   .inputs = {},
                   .steps = network.steps(),
                   .is_in_time = network.is_in_time_before(block),
                   .place = "layer"};
  for (std::size_t b = 0; b <= block; ++b) place.inputs.push_back(network.block(b).input_shape());
  auto layer = entry.make(checked(entry.info, kind.settings, place.place), place);
  layer->parameters() = network.block(block).parameters();
  layer->statistics() = network.block(block).statistics();
  return layer;
}

void suppose_parameters(const Supposition& supposed, const InspectedItem& item, Parameters& parameters) {
  const bool has_weight = item.input && *item.input >= 0;
  if (supposed.weight && has_weight) parameter_of(parameters, item) = scalar(*supposed.weight);
  if (supposed.bias && parameters.bias.size() > 0) parameters.bias[item.unit] = scalar(*supposed.bias);
}

/// What arrives at the unit, scaled so that its feedback is the supposed one; where nothing arrives, the
/// supposed feedback is spread evenly.
void let_arrive(const BackwardPass& pass, const Supposition& supposed, const Features& features,
                const Matrix& arriving, LoneLayer& alone) {
  const auto total = [&] {
    double sum = 0;
    for (const Index column : features)
      for (Index row = 0; row < arriving.rows(); ++row)
        sum += static_cast<double>(
            pass.feedback_from(alone.arriving(row, column), alone.trace.output(row, column)));
    return sum;
  };
  for (const Index column : features) alone.arriving.col(column) = arriving.col(column);
  if (!supposed.feedback) return;
  double known = total();
  if (known == *supposed.feedback) return;
  if (known == 0) {
    for (const Index column : features) alone.arriving.col(column).setOnes();
    known = total();
  }
  const double factor = known == 0 ? 0.0 : *supposed.feedback / known;
  for (const Index column : features)
    alone.arriving.col(column) = (alone.arriving.col(column).cast<double>() * factor).cast<Scalar>();
}

}  // namespace

Rule rule_of(const RunSpec& run, int layer) {
  return *make_from(rule_entries(), rule_choice(run, layer), "rule");
}

std::optional<double> epsilon_of(const RunSpec& run, int layer) {
  if (run.method != Method::lfp) return std::nullopt;
  const Choice& choice = rule_choice(run, layer);
  const auto& settings = find_entry(rule_entries(), choice.name, "rule").info.settings;
  const bool has_epsilon =
      std::ranges::any_of(settings, [](const auto& one) { return one.name == "epsilon"; });
  if (!has_epsilon) return std::nullopt;
  return static_cast<double>(rule_of(run, layer).epsilon);
}

SupposedOutcome what_if(const Supposition& supposed, const Network& network, const NetworkSpec& spec,
                        const RunSpec& run, const Task& task, const Trace& trace, const InspectedItem& item) {
  const auto block = static_cast<std::size_t>(item.layer);
  const auto pass = make_backward_pass(run, network, task, "run");
  if (supposed.epsilon) pass->set_epsilon(block, scalar(*supposed.epsilon));
  const auto layer = copy_of(network, spec, block);
  Parameters& parameters = layer->parameters();
  const bool is_linear = layer->as_linear() != nullptr;
  if (is_linear && parameters.bias.size() == 0) parameters.bias = Vector::Zero(parameters.weight.rows());
  suppose_parameters(supposed, item, parameters);

  LoneLayer alone(network, block, *layer, trace, 1);
  const Features features = features_of(network, item);
  const bool is_plain =
      is_linear && features.size() == 1 && alone.input.rows() == 1 && has_weight_for_each_input(*layer);
  if (is_plain && supposed.activation && item.input.value_or(-1) >= 0)
    alone.input(0, *item.input) = scalar(*supposed.activation);
  layer->forward(alone.input, alone.trace);
  if (is_plain && supposed.pre_activation) {
    parameters.bias[item.unit] += scalar(*supposed.pre_activation) - alone.trace.output(0, features.front());
    layer->forward(alone.input, alone.trace);
  }
  let_arrive(*pass, supposed, features, network.feedback_at_output(trace, network.index_of(block)), alone);

  SupposedOutcome outcome;
  outcome.supposed = supposed;
  if (item.input) {
    Parameters moved{.weight = Matrix::Zero(parameters.weight.rows(), parameters.weight.cols()),
                     .bias = Vector::Zero(parameters.bias.size())};
    pass->pass(network, block, *layer, alone.descent(&moved));
    outcome.sample_feedback = static_cast<double>(parameter_of(moved, item));
  }
  outcome.unit = inspect_alone(*pass, network, *layer, item, alone);
  return outcome;
}

}  // namespace lfp
