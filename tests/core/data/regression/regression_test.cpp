#include "tests/support/load_data.h"

#include <cmath>
#include <numbers>

namespace lfp::test::regression_test {
namespace {

const std::vector<std::string> functions{"sine", "plane", "friedman"};

/// Neither noise nor normalisation: the targets are the function's values.
Settings plain() {
  return with({{"noise", 0.0}, {"normalise", std::string("none")}, {"normalise_targets", false}});
}

TEST(Regression, HasTargetsInPlaceOfLabels) {
  for (const auto& name : functions) {
    const auto dataset = load(name, with({{"samples", std::int64_t{500}}, {"test_fraction", 0.3}}));
    EXPECT_TRUE(dataset->is_regression()) << name;
    EXPECT_TRUE(dataset->class_names.empty()) << name;
    EXPECT_EQ(dataset->target_names, std::vector<std::string>{"y"}) << name;
    EXPECT_EQ(dataset->train.count(), 350) << name;
    EXPECT_EQ(dataset->test.count(), 150) << name;
    for (const auto* part : {&dataset->train, &dataset->test}) {
      EXPECT_EQ(part->features, dataset->shape.size()) << name;
      EXPECT_EQ(part->outputs, 1) << name;
      EXPECT_TRUE(part->labels.empty()) << name;
      EXPECT_EQ(static_cast<std::int64_t>(part->targets.size()), part->count()) << name;
    }
  }
}

TEST(Regression, TargetsAreTheFunctionOfTheirOwnInputs) {
  const auto sine = load("sine", plain());
  for (std::int64_t row = 0; row < sine->train.count(); ++row)
    EXPECT_NEAR(sine->train.targets[static_cast<std::size_t>(row)],
                std::sin(std::numbers::pi * 1.5 * sine->train.input(row)[0]), 1e-5);
  const auto plane = load("plane", plain());
  for (std::int64_t row = 0; row < plane->test.count(); ++row)
    EXPECT_NEAR(plane->test.targets[static_cast<std::size_t>(row)],
                plane->test.input(row)[0] - 0.5 * plane->test.input(row)[1], 1e-5);
  const auto friedman = load("friedman", plain());
  for (std::int64_t row = 0; row < friedman->train.count(); ++row) {
    const auto x = friedman->train.input(row);
    EXPECT_NEAR(friedman->train.targets[static_cast<std::size_t>(row)],
                10.0 * std::sin(std::numbers::pi * x[0] * x[1]) + 20.0 * std::pow(x[2] - 0.5, 2) +
                    10.0 * x[3] + 5.0 * x[4],
                1e-4);
  }
}

TEST(Regression, InputsFillTheirRange) {
  const auto friedman = load("friedman", plain());
  EXPECT_EQ(friedman->shape.size(), 10);
  const auto [least, most] =
      std::minmax_element(friedman->train.inputs.begin(), friedman->train.inputs.end());
  EXPECT_GE(*least, 0.0F);
  EXPECT_LT(*least, 0.01F);
  EXPECT_GT(*most, 0.99F);
  EXPECT_LE(*most, 1.0F);
  const auto sine = load("sine", plain());
  EXPECT_LT(*std::min_element(sine->train.inputs.begin(), sine->train.inputs.end()), -0.98F);
}

TEST(Regression, NoiseHasTheDeviationAskedFor) {
  auto settings = plain();
  const auto still = load("friedman", settings);
  settings.set("noise", 2.0);
  settings.set("samples", std::int64_t{20000});
  const auto noisy = load("friedman", settings);
  double squares = 0.0;
  for (std::int64_t row = 0; row < noisy->train.count(); ++row) {
    const auto x = noisy->train.input(row);
    const double value = 10.0 * std::sin(std::numbers::pi * x[0] * x[1]) + 20.0 * std::pow(x[2] - 0.5, 2) +
                         10.0 * x[3] + 5.0 * x[4];
    squares += std::pow(noisy->train.targets[static_cast<std::size_t>(row)] - value, 2);
  }
  EXPECT_NEAR(std::sqrt(squares / static_cast<double>(noisy->train.count())), 2.0, 0.05);
}

TEST(Regression, TargetsAreBroughtToMeanZeroAndDeviationOneWhichCanBeUndone) {
  for (const auto& name : functions) {
    const auto seen = load(name);
    const auto raw = load(name, with({{"normalise_targets", false}}));
    double sum = 0.0;
    double squares = 0.0;
    for (std::size_t row = 0; row < seen->train.targets.size(); ++row) {
      const float target = seen->train.targets[row];
      sum += target;
      squares += target * target;
      EXPECT_NEAR(seen->target_normalisation.raw(target, 0), raw->train.targets[row], 1e-4) << name;
    }
    const auto count = static_cast<double>(seen->train.targets.size());
    EXPECT_NEAR(sum / count, 0.0, 1e-5) << name;
    EXPECT_NEAR(squares / count, 1.0, 1e-5) << name;
    EXPECT_EQ(raw->target_normalisation.raw(0.25F, 0), 0.25F) << name;
    EXPECT_NEAR(seen->target_normalisation.raw(seen->test.targets[0], 0), raw->test.targets[0], 1e-4) << name;
  }
}

TEST(Regression, IsTheSameForTheSameSeedAndAnotherForAnother) {
  for (const auto& name : functions) {
    EXPECT_EQ(load(name)->train.targets, load(name)->train.targets) << name;
    EXPECT_NE(load(name)->train.targets, load(name, {}, {}, 8)->train.targets) << name;
  }
}

}  // namespace
}  // namespace lfp::test::regression_test
