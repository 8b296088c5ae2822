#include "core/optimisers/optimiser.h"

#include "core/base/random.h"
#include "tests/support/error_text.h"
#include "tests/support/naive_optimiser.h"

#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lfp::test::optimiser_test {
namespace {

using Values = std::initializer_list<std::pair<const char*, SettingValue>>;

Settings settings_of(Values values) {
  Settings settings;
  for (const auto& [name, value] : values) settings.set(name, value);
  return settings;
}

Choice choice(const char* name, Values values) {
  return {.name = name, .settings = settings_of(values)};
}

Parameters random_parameters(Index rows, Index columns, double size, Random& random) {
  Parameters parameters{.weight = Matrix(rows, columns), .bias = Vector(rows)};
  for (auto& weight : parameters.weight.reshaped()) weight = static_cast<Scalar>(size * random.normal());
  for (auto& bias : parameters.bias) bias = static_cast<Scalar>(size * random.normal());
  return parameters;
}

Scalar* weight_at(Parameters& parameters, Index i) {
  return i < parameters.weight.size() ? parameters.weight.data() + i
                                      : parameters.bias.data() + (i - parameters.weight.size());
}

/// What SignRecord keeps of one weight, from its values.
struct Recount {
  int initial = 0;
  int last = 0;
  std::uint32_t flips = 0;
  std::uint32_t last_flip_step = 0;

  explicit Recount(double start) : initial(sign(start)), last(initial) {}
  static int sign(double value) { return value > 0 ? 1 : value < 0 ? -1 : 0; }
  void see(double value, std::uint32_t step) {
    if (sign(value) * last < 0) {
      ++flips;
      last_flip_step = step;
    }
    if (sign(value) != 0) last = sign(value);
  }
};

struct OptimiserCase {
  const char* name;
  Choice choice;
  NaiveOptimiser naive;
};

class EveryOptimiser : public testing::TestWithParam<OptimiserCase> {};

TEST_P(EveryOptimiser, agrees_with_its_definition_and_records_every_flip) {
  const auto& [name, chosen, naive] = GetParam();
  const auto& entry = find_entry(optimiser_entries(), chosen.name, "test");
  const Settings settings = checked(entry.info, chosen.settings, "test");
  const auto optimiser = entry.make(settings);
  Random random(11, RandomStream::weights);
  Parameters parameters = random_parameters(7, 29, 0.02, random);
  OptimiserState state = optimiser->make_state(parameters);
  SignRecord signs(parameters);
  std::vector<NaiveParameter> expected;
  std::vector<Recount> recounts;
  for (Index i = 0; i < parameters.count(); ++i) {
    expected.push_back({.value = *weight_at(parameters, i)});
    recounts.emplace_back(expected.back().value);
  }
  for (int t = 1; t <= 20; ++t) {
    const UpdateStep step{.scale = 1 / static_cast<Scalar>(t), .rate_factor = 1 - 0.02 * t, .step = t};
    Parameters feedback = random_parameters(7, 29, 1.0, random);
    optimiser->update(step, feedback, state, parameters, signs);
    for (Index i = 0; i < parameters.count(); ++i) {
      auto& parameter = expected[static_cast<std::size_t>(i)];
      naive(settings, parameter, step.scale * *weight_at(feedback, i),
            optimiser->learning_rate() * step.rate_factor, t);
      ASSERT_NEAR(*weight_at(parameters, i), parameter.value, 1e-12) << "parameter " << i << ", step " << t;
      recounts[static_cast<std::size_t>(i)].see(parameter.value, static_cast<std::uint32_t>(t));
    }
  }
  std::int64_t flipped = 0;
  for (std::size_t i = 0; i < signs.flips().size(); ++i) {
    EXPECT_EQ(signs.flips()[i], recounts[i].flips) << i;
    EXPECT_EQ(signs.last_flip_step()[i], recounts[i].last_flip_step) << i;
    flipped += recounts[i].last * recounts[i].initial < 0 ? 1 : 0;
  }
  EXPECT_EQ(signs.flipped(), flipped);
  EXPECT_GT(flipped, 0) << "the test should see flips";
}

INSTANTIATE_TEST_SUITE_P(
    optimisers, EveryOptimiser,
    testing::Values(
        OptimiserCase{"sgd", choice("sgd", {{"learning_rate", 0.01}}), test::naive_sgd},
        OptimiserCase{"sgd_momentum", choice("sgd", {{"learning_rate", 0.01}, {"momentum", 0.9}}),
                      test::naive_sgd},
        OptimiserCase{"sgd_nesterov",
                      choice("sgd", {{"learning_rate", 0.01}, {"momentum", 0.9}, {"nesterov", true}}),
                      test::naive_sgd},
        OptimiserCase{"sgd_decay", choice("sgd", {{"learning_rate", 0.01}, {"weight_decay", 0.5}}),
                      test::naive_sgd},
        OptimiserCase{"sgd_nesterov_decay",
                      choice("sgd", {{"momentum", 0.8}, {"nesterov", true}, {"weight_decay", 0.3}}),
                      test::naive_sgd},
        OptimiserCase{"adam", choice("adam", {{"learning_rate", 0.01}}), test::naive_adam},
        OptimiserCase{"adam_decay",
                      choice("adam", {{"learning_rate", 0.01},
                                      {"beta1", 0.5},
                                      {"beta2", 0.9},
                                      {"epsilon", 0.1},
                                      {"weight_decay", 2.0}}),
                      test::naive_adam},
        OptimiserCase{"adamw", choice("adamw", {{"learning_rate", 0.01}, {"weight_decay", 3.0}}),
                      test::naive_adamw},
        OptimiserCase{"rmsprop", choice("rmsprop", {{"smoothing", 0.9}, {"epsilon", 1e-3}}),
                      test::naive_rmsprop},
        OptimiserCase{"rmsprop_momentum_decay", choice("rmsprop", {{"momentum", 0.7}, {"weight_decay", 0.4}}),
                      test::naive_rmsprop}),
    [](const auto& optimiser) { return std::string(optimiser.param.name); });

/// Where a single weight is after each step along the given feedback.
std::vector<Scalar> path(const Choice& chosen, Scalar start, std::initializer_list<Scalar> feedback) {
  const auto optimiser = make_from(optimiser_entries(), chosen, "test");
  Parameters parameters{.weight = Matrix::Constant(1, 1, start), .bias = Vector()};
  OptimiserState state = optimiser->make_state(parameters);
  SignRecord signs(parameters);
  std::vector<Scalar> places;
  UpdateStep step;
  for (const Scalar force : feedback) {
    const Parameters along{.weight = Matrix::Constant(1, 1, force), .bias = Vector()};
    optimiser->update(step, along, state, parameters, signs);
    places.push_back(parameters.weight(0, 0));
    ++step.step;
  }
  return places;
}

void expect_path(const std::vector<Scalar>& actual, const std::vector<double>& expected) {
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(actual[i], expected[i], 1e-14) << i;
}

TEST(sgd, keeps_momentum) {
  expect_path(path(choice("sgd", {{"learning_rate", 0.5}, {"momentum", 0.5}}), 0, {2, 2, 0}),
              {1, 1 + 0.5 * 3, 2.5 + 0.5 * 1.5});
}

TEST(sgd, looks_ahead_with_nesterov) {
  const auto nesterov = choice("sgd", {{"learning_rate", 0.5}, {"momentum", 0.5}, {"nesterov", true}});
  // v = 2, 3, 1.5; each step is F + v / 2: 3, 3.5, 0.75.
  expect_path(path(nesterov, 0, {2, 2, 0}), {1.5, 3.25, 3.625});
}

TEST(sgd, decays_weights_and_biases) {
  const auto optimiser =
      make_from(optimiser_entries(), choice("sgd", {{"learning_rate", 0.5}, {"weight_decay", 0.1}}), "test");
  Parameters parameters{.weight = Matrix::Constant(1, 1, 2), .bias = Vector::Constant(1, -4)};
  OptimiserState state = optimiser->make_state(parameters);
  SignRecord signs(parameters);
  const Parameters none{.weight = Matrix::Zero(1, 1), .bias = Vector::Zero(1)};
  optimiser->update({}, none, state, parameters, signs);
  EXPECT_NEAR(parameters.weight(0, 0), 1.9, 1e-15);
  EXPECT_NEAR(parameters.bias[0], -3.8, 1e-15);
}

TEST(sgd, remembers_nothing_without_momentum) {
  const Parameters parameters{.weight = Matrix::Ones(2, 3), .bias = Vector::Ones(2)};
  const auto plain = make_from(optimiser_entries(), choice("sgd", {}), "test")->make_state(parameters);
  EXPECT_EQ(plain.momentum.count() + plain.square.count(), 0);
  const auto heavy =
      make_from(optimiser_entries(), choice("sgd", {{"momentum", 0.9}}), "test")->make_state(parameters);
  EXPECT_EQ(heavy.momentum.count(), parameters.count());
  EXPECT_EQ(heavy.square.count(), 0);
}

TEST(adam, makes_up_for_means_that_start_at_zero) {
  const auto adam = choice("adam", {{"learning_rate", 0.1}, {"epsilon", 1e-30}});
  // m = 0.1, -0.11 and s = 0.001, 0.004999, over 1 - 0.9^2 = 0.19 and 1 - 0.999^2 = 0.001999 in the second
  // step.
  expect_path(path(adam, 1, {1, -2}), {1.1, 1.1 - 0.1 * (0.11 / 0.19) / std::sqrt(0.004999 / 0.001999)});
}

TEST(adam, adds_epsilon_outside_the_root) {
  expect_path(path(choice("adam", {{"learning_rate", 0.1}, {"epsilon", 1.0}}), 0, {3}), {0.1 * 3 / (3 + 1)});
}

TEST(adam, levels_its_decay_and_adamw_does_not) {
  const Values values = {{"learning_rate", 0.1}, {"weight_decay", 0.5}, {"epsilon", 1e-30}};
  expect_path(path(choice("adam", values), 4, {0}), {4 - 0.1});
  expect_path(path(choice("adamw", values), 4, {0}), {4 - 0.1 * 0.5 * 4});
  expect_path(path(choice("adamw", values), 4, {-7}), {4 - 0.1 * 0.5 * 4 - 0.1});
}

TEST(rmsprop, divides_by_the_running_root_mean_square) {
  const auto rmsprop = choice("rmsprop", {{"learning_rate", 0.1}, {"smoothing", 0.5}, {"epsilon", 1e-30}});
  expect_path(path(rmsprop, 0, {2, 2}), {0.2 / std::sqrt(2), 0.2 / std::sqrt(2) + 0.2 / std::sqrt(3)});
}

TEST(optimiser, without_feedback_leaves_a_weight_at_zero) {
  for (const auto& entry : optimiser_entries())
    expect_path(path(choice(entry.info.name.c_str(), {}), 0, {0, 0}), {0, 0});
}

TEST(optimiser, refuses_a_momentum_of_one) {
  EXPECT_EQ(error_text([] {
              path(choice("sgd", {{"momentum", 1.0}}), 0, {});
            }),
            Error("test.momentum", "1 is out of range", "Give a number from 0 to 0.9999").what());
}

/// Where a weight of 1 is after a step with each of `chosen` in turn, always along F = 1, from step `first`
/// of training on.
Scalar after_steps(std::initializer_list<Choice> chosen, std::int64_t first) {
  Parameters parameters{.weight = Matrix::Ones(1, 1), .bias = Vector()};
  const Parameters feedback = parameters;
  SignRecord signs(parameters);
  OptimiserState state;
  UpdateStep step{.step = first};
  for (const auto& choice : chosen) {
    make_from(optimiser_entries(), choice, "test")->update(step, feedback, state, parameters, signs);
    ++step.step;
  }
  return parameters.weight(0, 0);
}

TEST(optimiser, goes_on_when_momentum_comes_and_goes_in_between) {
  const auto plain = choice("sgd", {{"learning_rate", 1.0}});
  const auto heavy = choice("sgd", {{"learning_rate", 1.0}, {"momentum", 0.5}});
  EXPECT_EQ(after_steps({plain, heavy, heavy}, 1), 1 + 1 + 1 + 1.5);
  EXPECT_EQ(after_steps({heavy, heavy, plain, heavy}, 1), 1 + 1 + 1.5 + 1 + 1)
      << "the last one starts afresh";
}

TEST(adam, counts_its_own_steps_when_it_comes_in_late) {
  const auto adam = choice("adam", {{"learning_rate", 0.5}, {"epsilon", 1e-30}});
  EXPECT_NEAR(after_steps({adam, adam}, 1000), 2, 1e-14);
}

RC_GTEST_PROP(adam, moves_by_the_learning_rate_in_the_first_step, ()) {
  const auto force = static_cast<Scalar>(*rc::gen::inRange(1, 100000)) / 100;
  const auto side = *rc::gen::element(Scalar(-1), Scalar(1));
  const auto moved = path(choice("adam", {{"learning_rate", 0.01}}), 0, {side * force, side * force});
  RC_ASSERT(std::abs(moved[0] - side * 0.01) < 1e-8);
  RC_ASSERT(std::abs(moved[1] - side * 0.02) < 2e-8);
}

RC_GTEST_PROP(every_optimiser, moves_along_the_feedback, ()) {
  const auto& entry = *rc::gen::elementOf(optimiser_entries());
  const auto force = static_cast<Scalar>(*rc::gen::inRange(1, 1000)) / 100;
  const auto chosen = choice(entry.info.name.c_str(), {{"weight_decay", 0.0}});
  const auto up = path(chosen, 0, {force});
  const auto down = path(chosen, 0, {-force});
  RC_ASSERT(up[0] > 0);
  RC_ASSERT(down[0] == -up[0]);
}

RC_GTEST_PROP(every_optimiser, multiplies_its_rate_by_the_factor_of_the_schedule, ()) {
  const auto& entry = *rc::gen::elementOf(optimiser_entries());
  const auto factor = *rc::gen::inRange(0, 17) / 16.0;
  const auto optimiser_with = [&](double rate) {
    return make_from(optimiser_entries(), choice(entry.info.name.c_str(), {{"learning_rate", rate}}), "test");
  };
  const auto by_schedule = optimiser_with(0.25);
  const auto by_setting = optimiser_with(0.25 * factor);
  Random random(*rc::gen::arbitrary<std::uint32_t>(), RandomStream::weights);
  const Parameters start = random_parameters(3, 5, 1.0, random);
  const Parameters feedback = random_parameters(3, 5, 1.0, random);
  Parameters a = start;
  Parameters b = start;
  OptimiserState state_a = by_schedule->make_state(a);
  OptimiserState state_b = by_setting->make_state(b);
  SignRecord signs(start);
  by_schedule->update({.rate_factor = factor}, feedback, state_a, a, signs);
  by_setting->update({}, feedback, state_b, b, signs);
  RC_ASSERT(a.weight == b.weight);
  RC_ASSERT(a.bias == b.bias);
}

}  // namespace
}  // namespace lfp::test::optimiser_test
