#pragma once

#include "tests/benchmarks/bench_network.h"

namespace lfp::benchmarks {

/// The matrix products that one step of a network needs: forward, feedback to the weights, and feedback to
/// the inputs of all layers but the first. A convolution's are those of its unrolled windows, sample by
/// sample.
struct StepProducts {
  double seconds = 0;  ///< for the products alone, measured on this machine now (the best of several rounds)
  double operations = 0;  ///< multiplications and additions
};

StepProducts measure_products(const Subject& subject);

}  // namespace lfp::benchmarks
