#pragma once

#include "core/inspection/inspect_unit.h"
#include "tests/support/network_pass.h"
#include "tests/support/random_layer.h"

#include <memory>
#include <utility>

namespace lfp::test {

/// A sample in a network, passed up and down as a run does it.
struct Passed {
  NetworkCase given;
  RunSpec run;
  std::unique_ptr<BackwardPass> pass;
  Trace trace;

  Passed(NetworkCase network, RunSpec spec) : given(std::move(network)), run(std::move(spec)) {
    given.training = false;
    pass = make_backward_pass(run, given.network, given.task, "run");
    trace = pass_network(given, run).trace;
  }
  UnitInspection inspect(int layer, std::int64_t unit) {
    return inspect_unit(*pass, given.network, trace, {.layer = layer, .unit = unit, .input = {}});
  }
};

NetworkSpec three_dense_layers_spec();

NetworkCase three_dense_layers();

}  // namespace lfp::test
