#pragma once

#include "core/network/network.h"
#include "core/training/backward_pass.h"
#include "core/training/metrics.h"
#include "core/training/task.h"
#include "tests/support/feedback_case.h"
#include "tests/support/naive_propagation.h"
#include "tests/support/random_matrix.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace lfp::test {

inline LayerSpec layer_spec(std::string kind, GivenSettings settings = {}, std::string activation = "") {
  return {.kind = choose(std::move(kind), settings),
          .activation = {.name = std::move(activation), .settings = {}}};
}

inline NetworkSpec network_spec(std::vector<LayerSpec> layers) {
  NetworkSpec spec;
  spec.layers = std::move(layers);
  return spec;
}

/// A network and what it is shown.
struct NetworkCase {
  Network network;
  Task task;
  Matrix input;
  std::vector<std::int32_t> labels;
  Matrix values;  // for tasks of values
  bool training = true;

  Targets targets() const {
    return task.is_values() ? Targets{.labels = {}, .values = &values} : Targets{.labels = labels};
  }
  /// What chance has to do with it is the same each time.
  Trace up(bool downward = true) const {
    Trace trace =
        network.make_trace(input.rows(), {.training = training, .downward = downward, .to_input = downward});
    trace.input = input;
    network.draw(trace, 5, 1);
    network.forward(trace);
    return trace;
  }
  double loss() const {
    const Trace trace = up(false);
    return measure(network.logits(trace), targets(), task.variance).loss;
  }
};

/// Labels or values that are asked for, whichever the task is about; as many outputs as the network has.
inline NetworkCase network_case(const NetworkSpec& spec, const Shape& input, Index batch, std::uint64_t seed,
                                bool values = false) {
  NetworkCase result{.network = build_network(spec, input, seed),
                     .task = {},
                     .input = random_matrix(batch, input.size(), seed + 1),
                     .labels = std::vector<std::int32_t>(static_cast<std::size_t>(batch)),
                     .values = {}};
  const Index outputs = result.network.output_shape().size();
  if (values) {
    result.task.values = outputs;
    result.values = random_matrix(batch, outputs, seed + 2);
    return result;
  }
  result.task.classes = outputs;
  Random random(seed + 2, RandomStream::data);
  for (auto& label : result.labels)
    label = static_cast<std::int32_t>(random.below(static_cast<std::uint64_t>(outputs)));
  return result;
}

/// A whole way up and down.
struct NetworkPass {
  Trace trace;
  std::vector<Parameters> feedback;  // per block, summed over the batch
  Matrix input_feedback;
};

inline NetworkPass pass_network(const NetworkCase& given, const RunSpec& run) {
  const Network& network = given.network;
  NetworkPass result{.trace = given.up(), .feedback = {}, .input_feedback = {}};
  const auto pass = make_backward_pass(run, network, given.task, "runs[0]");
  pass->start(network, result.trace, given.targets());
  for (std::size_t b = 0; b < network.blocks(); ++b)
    result.feedback.push_back(zeros_like(network.block(b).parameters()));
  for (std::size_t b = network.blocks(); b-- > 0;)
    pass->distribute(network, b, result.trace,
                     network.block(b).parameters().count() > 0 ? &result.feedback[b] : nullptr);
  result.input_feedback = pass->input_feedback(network, result.trace);
  return result;
}

inline RunSpec lfp_run(const std::string& rule, GivenSettings settings = {}) {
  RunSpec run;
  run.rule = choose(rule, settings);
  return run;
}

inline RunSpec gradient_run(const std::string& loss = "cross_entropy",
                            const std::string& surrogate = "none") {
  RunSpec run;
  run.method = Method::gradient;
  run.loss = loss;
  run.surrogate = surrogate;
  return run;
}

}  // namespace lfp::test
