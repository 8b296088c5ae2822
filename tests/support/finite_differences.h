#pragma once

#include "tests/support/network_pass.h"

#include <functional>

#include <gtest/gtest.h>

namespace lfp::test {

/// The slope of `value` in `number`, which is left as it was.
double slope(Scalar& number, const std::function<double()>& value);

/// The gradient baseline's derivatives to all parameters and inputs are those of the loss. About `samples`
/// numbers of each layer are looked at.
void expect_gradient_of_loss(NetworkCase given, const RunSpec& run, Index samples = 12);

}  // namespace lfp::test
