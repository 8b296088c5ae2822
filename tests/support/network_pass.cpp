#include "tests/support/network_pass.h"

#include <utility>

namespace lfp::test {

NetworkCase network_case(const NetworkSpec& spec, const Shape& input, Index batch, std::uint64_t seed,
                         bool values) {
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

NetworkPass pass_network(const NetworkCase& given, const RunSpec& run) {
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

RunSpec lfp_run(const std::string& rule, GivenSettings settings) {
  RunSpec run;
  run.rule = choose(rule, settings);
  return run;
}

RunSpec gradient_run(const std::string& loss, const std::string& surrogate) {
  RunSpec run;
  run.method = Method::gradient;
  run.loss = loss;
  run.surrogate = surrogate;
  return run;
}

}  // namespace lfp::test
