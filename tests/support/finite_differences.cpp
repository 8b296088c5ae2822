#include "tests/support/finite_differences.h"

#include <algorithm>
#include <cmath>

namespace lfp::test {

double slope(Scalar& number, const std::function<double()>& value) {
  constexpr Scalar step = 1e-6;
  const Scalar original = number;
  number = original + step;
  const double above = value();
  number = original - step;
  const double below = value();
  number = original;
  return (above - below) / (2 * static_cast<double>(step));
}

void expect_gradient_of_loss(NetworkCase given, const RunSpec& run, Index samples) {
  const NetworkPass pass = pass_network(given, run);
  const auto loss = [&] { return given.loss(); };
  Scalar largest = 0;
  const auto expect_slope = [&](Scalar& number, Scalar derivative, const std::string& what) {
    const double expected = -slope(number, loss);
    EXPECT_NEAR(derivative, expected, 1e-7 * std::max(1.0, std::abs(expected))) << what;
    largest = std::max(largest, std::abs(derivative));
  };
  for (std::size_t b = 0; b < given.network.blocks(); ++b) {
    Parameters& parameters = given.network.block(b).parameters();
    const std::string block = "layer " + std::to_string(b + 1);
    for (Index i = 0; i < parameters.weight.size(); i += 1 + parameters.weight.size() / samples)
      expect_slope(parameters.weight.data()[i], pass.feedback[b].weight.data()[i], block + " weight");
    for (Index j = 0; j < parameters.bias.size(); ++j)
      expect_slope(parameters.bias[j], pass.feedback[b].bias[j], block + " bias");
  }
  EXPECT_GT(largest, 1e-3) << "the comparison says something";
  for (Index i = 0; i < given.input.size(); i += 1 + given.input.size() / samples) {
    const Scalar x = given.input.data()[i];
    expect_slope(given.input.data()[i], pass.input_feedback.data()[i] / x, "input");
  }
}

}  // namespace lfp::test
