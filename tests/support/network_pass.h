#pragma once

#include "core/network/network.h"
#include "core/training/backward_pass.h"
#include "core/training/metrics.h"
#include "core/training/task.h"
#include "tests/support/feedback_case.h"
#include "tests/support/naive_propagation.h"
#include "tests/support/random_matrix.h"
#include "tests/support/specs.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lfp::test {

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
NetworkCase network_case(const NetworkSpec& spec, const Shape& input, Index batch, std::uint64_t seed,
                         bool values = false);

/// A whole way up and down.
struct NetworkPass {
  Trace trace;
  std::vector<Parameters> feedback;  // per block, summed over the batch
  Matrix input_feedback;
};

NetworkPass pass_network(const NetworkCase& given, const RunSpec& run);

RunSpec lfp_run(const std::string& rule, GivenSettings settings = {});

RunSpec gradient_run(const std::string& loss = "cross_entropy", const std::string& surrogate = "none");

}  // namespace lfp::test
