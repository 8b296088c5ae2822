#pragma once

#include "core/layers/dense.h"
#include "core/network/network.h"
#include "tests/support/naive_layers.h"
#include "tests/support/specs.h"

namespace lfp::test {

/// A dense layer with random input, parameters and feedback.
NaiveLayer random_layer(std::uint64_t seed, Index batch, Index inputs, Index outputs, bool with_bias = true);

/// The same layer for the program's own code.
DenseLayer to_dense(const NaiveLayer& layer);

}  // namespace lfp::test
