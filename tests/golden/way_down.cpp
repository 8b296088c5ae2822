#include "tests/golden/way_down.h"

#include "core/feedback/feedback_function.h"
#include "core/training/backward_pass.h"
#include "tests/golden/checks.h"

namespace lfp::golden {

std::vector<std::int32_t> labels_of(const Json& file) {
  return file.at("labels").get<std::vector<std::int32_t>>();
}

Matrix in_time(const Json& steps) {
  const auto numbers = flat_numbers(steps);
  const auto rows = static_cast<Index>(steps.size() * steps[0].size());
  Matrix matrix(rows, static_cast<Index>(numbers.size()) / rows);
  for (std::size_t i = 0; i < numbers.size(); ++i) matrix.data()[i] = static_cast<Scalar>(numbers[i]);
  return matrix;
}

void check_feedback_function(const Json& file, const Comparison& comparison) {
  const auto choice = to_feedback_function(file.at("feedback_function"));
  const auto function = make_from(feedback_entries(), *choice, "reference file");
  const auto labels = labels_of(file);
  const bool is_in_time = file.contains("spikes");
  const Json& given = file.at(is_in_time ? "spikes" : "logits");
  Matrix outputs = to_matrix(given);
  if (is_in_time) outputs = in_time(given);
  Matrix feedback = Matrix::Zero(outputs.rows(), outputs.cols());
  if (is_in_time)
    function->apply_through_time(outputs, static_cast<Index>(given.size()), {.labels = labels}, feedback);
  else
    function->apply(outputs, {.labels = labels}, feedback);
  comparison.equal("output_feedback", feedback, file.at("expected").at("output_feedback"));
}

void start_way_down(const Json& file, const Network& network, Trace& trace, const Comparison& comparison) {
  const Json& expected = file.at("expected").at("output_feedback");
  const auto choice = to_feedback_function(file.at("feedback_function"));
  if (!choice) {
    trace.output_feedback = network.is_in_time() ? in_time(expected) : to_matrix(expected);
    return;
  }
  const auto function = make_from(feedback_entries(), *choice, "reference file");
  const auto labels = labels_of(file);
  const Matrix& outputs = trace.layers.back().output;
  if (network.is_in_time())
    function->apply_through_time(outputs, network.steps(), {.labels = labels}, trace.output_feedback);
  else
    function->apply(outputs, {.labels = labels}, trace.output_feedback);
  comparison.equal("output_feedback", trace.output_feedback, expected);
}

std::vector<Parameters> distribute(const Json& file, const Network& network, Trace& trace) {
  RunSpec run;
  run.rule = to_rule(file.at("rule"));
  run.feedback.name = "human";  // fits all outputs; the way down has begun already
  const auto pass =
      make_backward_pass(run, network, Task{.values = network.output_shape().size()}, "reference file");
  std::vector<Parameters> feedback;
  for (std::size_t b = 0; b < network.blocks(); ++b) feedback.push_back(network.block(b).parameters());
  for (std::size_t b = network.blocks(); b-- > 0;)
    pass->distribute(network, b, trace, feedback[b].count() > 0 ? &feedback[b] : nullptr);
  return feedback;
}

void check_parameter_feedback(const Json& file, const Network& network,
                              const std::vector<Parameters>& feedback, Index batch,
                              const Comparison& comparison) {
  const std::string reduction_name = file.at("batch_reduction");
  if (reduction_name != "sum" && reduction_name != "mean") return;
  const Scalar reduction = reduction_name == "mean" ? Scalar(1) / static_cast<Scalar>(batch) : Scalar(1);
  std::size_t next = 0;
  for (std::size_t b = 0; b < network.blocks(); ++b) {
    if (feedback[b].count() == 0) continue;
    const Json& parameters = file.at("expected").at("parameter_feedback")[next++];
    const std::string layer = "parameter_feedback " + std::to_string(parameters.at("index").get<int>());
    comparison.equal(layer + " weight", reduction * feedback[b].weight, parameters.at("weight"));
    if (parameters.at("bias").is_null()) continue;
    const Vector bias = reduction * feedback[b].bias;
    comparison.equal(layer + " bias", bias.data(), bias.size(), parameters.at("bias"));
  }
}

}  // namespace lfp::golden
