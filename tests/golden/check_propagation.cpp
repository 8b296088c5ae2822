#include "tests/golden/checks.h"
#include "tests/golden/way_down.h"

namespace lfp::golden {
namespace {

void check_layer(const Network& network, const Trace& trace, const Json& expected,
                 const Comparison& comparison) {
  const auto index = expected.at("index").get<std::size_t>();
  const std::string layer = "layer " + std::to_string(index);
  const char* output = expected.contains("preactivation") ? "preactivation" : "activation";
  comparison.equal(layer + " " + output, trace.layers[index].output, expected.at(output));
  comparison.equal(layer + " feedback_in", network.feedback_at_output(trace, index),
                   expected.at("feedback_in"));
  comparison.equal(
      layer + " feedback_out",
      network.keeps_feedback(index) ? trace.layers[index].feedback : network.feedback_at_output(trace, index),
      expected.at("feedback_out"));
}

/// The file's own dropout masks instead of drawn ones.
void set_masks(const Json& layers, Trace& trace) {
  for (std::size_t i = 0; i < layers.size(); ++i) {
    if (layers[i].at("type") != "dropout" || !trace.layers[i].is_training) continue;
    const double kept = 1 - layers[i].at("p").get<double>();
    const Matrix mask = to_matrix(layers[i].at("mask"));
    trace.layers[i].kept.front() = mask / static_cast<Scalar>(kept);
  }
}

void check_statistics(Network& network, const Trace& trace, const Json& expected,
                      const Comparison& comparison) {
  for (std::size_t b = 0; b < network.blocks(); ++b) network.learn_statistics(b, trace);
  for (const auto& layer : expected) {
    const auto index = layer.at("index").get<std::size_t>();
    const Matrix& statistics = network.layer(index).statistics();
    const std::string name = "layer " + std::to_string(index);
    comparison.equal(name + " running_mean", statistics.row(0), layer.at("running_mean"));
    comparison.equal(name + " running_var", statistics.row(1), layer.at("running_var"));
  }
}

}  // namespace

void check_propagation(const Json& file, const Comparison& comparison) {
  Network network = to_network(file);
  const Json& expected = file.at("expected");
  const Matrix input = to_matrix(file.at("input"));
  Trace trace = network.make_trace(
      input.rows(), {.training = file.at("mode") == "train", .downward = true, .to_input = true});
  trace.input = input;
  set_masks(file.at("network"), trace);
  network.forward(trace);
  comparison.equal("logits", trace.layers.back().output, expected.at("logits"));
  start_way_down(file, network, trace, comparison);
  const auto feedback = distribute(file, network, trace);
  for (const auto& layer : expected.at("per_layer")) check_layer(network, trace, layer, comparison);
  check_parameter_feedback(file, network, feedback, input.rows(), comparison);
  if (expected.contains("running_statistics_after"))
    check_statistics(network, trace, expected.at("running_statistics_after"), comparison);
}

}  // namespace lfp::golden
