#include "core/feedback/feedback_function.h"
#include "core/rules/propagate.h"
#include "tests/golden/checks.h"

namespace lfp::golden {
namespace {

std::vector<std::int32_t> labels_of(const Json& file) {
  return file.at("labels").get<std::vector<std::int32_t>>();
}

void check_layer(const Network& network, const Trace& trace, const Json& expected,
                 const Comparison& comparison) {
  const auto index = expected.at("index").get<std::size_t>();
  const std::string layer = "layer " + std::to_string(index);
  const char* output = expected.contains("preactivation") ? "preactivation" : "activation";
  comparison.equal(layer + " " + output, trace.layers[index].output, expected.at(output));
  comparison.equal(layer + " feedback_in", network.feedback_at_output(trace, index),
                   expected.at("feedback_in"));
  const bool hands_on = network.layer(index).linear() == nullptr;
  comparison.equal(layer + " feedback_out",
                   hands_on ? network.feedback_at_output(trace, index) : trace.layers[index].feedback,
                   expected.at("feedback_out"));
}

}  // namespace

void check_feedback_function(const Json& file, const Comparison& comparison) {
  if (!file.contains("logits")) throw NotSupported{"feedback function on spikes"};
  const auto choice = to_feedback_function(file.at("feedback_function"));
  const Matrix logits = to_matrix(file.at("logits"));
  Matrix feedback = Matrix::Zero(logits.rows(), logits.cols());
  make_from(feedback_entries(), *choice, "reference file")->apply(logits, labels_of(file), feedback);
  comparison.equal("output_feedback", feedback, file.at("expected").at("output_feedback"));
}

void check_propagation(const Json& file, const Comparison& comparison) {
  const Choice rule_choice = to_rule(file.at("rule"));
  const Network network = to_network(file);
  const Json& expected = file.at("expected");
  const Matrix input = to_matrix(file.at("input"));
  Trace trace = network.make_trace(input.rows(), true);
  trace.input = input;
  network.forward(trace);
  comparison.equal("logits", trace.layers.back().output, expected.at("logits"));

  if (const auto function = to_feedback_function(file.at("feedback_function"))) {
    make_from(feedback_entries(), *function, "reference file")
        ->apply(trace.layers.back().output, labels_of(file), trace.output_feedback);
    comparison.equal("output_feedback", trace.output_feedback, expected.at("output_feedback"));
  } else {
    trace.output_feedback = to_matrix(expected.at("output_feedback"));
  }

  const auto rule = make_from(rule_entries(), rule_choice, "reference file");
  std::vector<Parameters> feedback;
  for (std::size_t l = 0; l < network.parameter_layers(); ++l)
    feedback.push_back(network.parameter_layer(l).parameters());
  PropagateWorkspace workspace;
  for (std::size_t l = network.parameter_layers(); l-- > 0;) {
    const std::size_t index = network.index_of(l);
    propagate(*rule, network.parameter_layer(l), Network::input_of(trace, index), trace.layers[index].output,
              network.feedback_at_output(trace, index), workspace, &trace.layers[index].feedback,
              &feedback[l]);
  }
  for (const auto& layer : expected.at("per_layer")) check_layer(network, trace, layer, comparison);

  if (file.at("batch_reduction") != "sum" && file.at("batch_reduction") != "mean") return;
  const Scalar reduction =
      file.at("batch_reduction") == "mean" ? Scalar(1) / static_cast<Scalar>(input.rows()) : Scalar(1);
  for (std::size_t l = 0; l < feedback.size(); ++l) {
    const Json& parameters = expected.at("parameter_feedback")[l];
    const std::string layer = "parameter_feedback " + std::to_string(parameters.at("index").get<int>());
    comparison.equal(layer + " weight", reduction * feedback[l].weight, parameters.at("weight"));
    if (parameters.at("bias").is_null()) continue;
    const Vector bias = reduction * feedback[l].bias;
    comparison.equal(layer + " bias", bias.data(), bias.size(), parameters.at("bias"));
  }
}

}  // namespace lfp::golden
