#include "core/activations/activation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <set>

#include <gtest/gtest.h>

namespace lfp::test::activations_test {
namespace {

using Function = std::function<double(double)>;

std::unique_ptr<Activation> make_activation(const std::string& name) {
  return make_from(activation_entries(), {.name = name, .settings = {}}, "activation");
}

double value_of(const Activation& activation, double z) {
  const Matrix pre_activation = Matrix::Constant(1, 1, z);
  Matrix result(1, 1);
  activation.apply(pre_activation, result);
  return result(0, 0);
}

/// The factor that a gradient of 3 is multiplied with.
double slope_of(const Activation& activation, double z, Surrogate surrogate = Surrogate::none) {
  const Matrix pre_activation = Matrix::Constant(1, 1, z);
  const Matrix value = Matrix::Constant(1, 1, value_of(activation, z));
  Matrix delta = Matrix::Constant(1, 1, 3);
  activation.differentiate(pre_activation, value, surrogate, delta);
  return delta(0, 0) / 3;
}

struct ValueCase {
  const char* name;
  Function formula;
};

void PrintTo(const ValueCase& value_case, std::ostream* stream) {
  *stream << value_case.name;
}

constexpr std::array probes = {-4.0, -3.0, -2.25, -1.0, -0.3, 0.0, 0.2, 0.25, 0.5, 0.8, 1.0, 1.7, 3.0, 5.5};

class EveryActivation : public testing::TestWithParam<ValueCase> {};

TEST_P(EveryActivation, follows_its_formula) {
  const auto activation = make_activation(GetParam().name);
  for (const double z : probes) EXPECT_NEAR(value_of(*activation, z), GetParam().formula(z), 1e-15) << z;
}

double step(double z) {
  return z > 0 ? 1 : 0;
}

double relu(double z) {
  return std::max(0.0, z);
}

/// Settings are at their fallbacks.
std::vector<ValueCase> definitions() {
  return {ValueCase{"relu", relu},
          ValueCase{"leaky_relu", [](double z) { return z > 0 ? z : 0.01 * z; }},
          ValueCase{"elu", [](double z) { return z > 0 ? z : std::exp(z) - 1; }},
          ValueCase{"silu", [](double z) { return z / (1 + std::exp(-z)); }},
          ValueCase{"softplus", [](double z) { return std::log(1 + std::exp(z)); }},
          ValueCase{"tanh", [](double z) { return std::tanh(z); }},
          ValueCase{"sigmoid", [](double z) { return 1 / (1 + std::exp(-z)); }},
          ValueCase{"hard_sigmoid", [](double z) { return std::clamp((z + 3) / 6, 0.0, 1.0); }},
          ValueCase{"step", step},
          ValueCase{"sign", [](double z) { return z > 0   ? 1.0
                                                  : z < 0 ? -1.0
                                                          : 0.0; }},
          ValueCase{"multi_step",
                    [](double z) {
                      return z >= 1 ? 1.0 : z < 0.25 ? 0.0 : z < 0.5 ? 0.25 : z < 0.75 ? 0.5 : 0.75;
                    }},
          ValueCase{"sawtooth", [](double z) { return z - std::floor(z); }},
          ValueCase{"neg_relu", [](double z) { return -relu(z); }},
          ValueCase{"neg_inner_relu", [](double z) { return relu(-z); }},
          ValueCase{"neg_tanh", [](double z) { return -std::tanh(z); }},
          ValueCase{"neg_step", [](double z) { return -step(z); }}};
}

INSTANTIATE_TEST_SUITE_P(Definitions, EveryActivation, testing::ValuesIn(definitions()),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Activations, every_registered_one_is_among_the_definitions) {
  std::set<std::string> registered;
  std::set<std::string> defined;
  for (const auto& entry : activation_entries()) registered.insert(entry.info.name);
  for (const auto& definition : definitions()) defined.insert(definition.name);
  EXPECT_EQ(registered, defined);
}

bool has_no_derivative(const EntryInfo& info) {
  return std::find(info.tags.begin(), info.tags.end(), "no derivative") != info.tags.end();
}

TEST(Activations, those_without_a_derivative_are_marked) {
  std::vector<std::string> marked;
  for (const auto& entry : activation_entries())
    if (has_no_derivative(entry.info)) marked.push_back(entry.info.name);
  EXPECT_EQ(marked, (std::vector<std::string>{"step", "sign", "multi_step", "sawtooth", "neg_step"}));
}

TEST(Activations, the_others_have_the_slope_of_their_values) {
  constexpr double h = 1e-6;
  for (const auto& entry : activation_entries()) {
    if (has_no_derivative(entry.info)) continue;
    const auto activation = make_activation(entry.info.name);
    for (const double z : {-4.0, -1.3, -0.4, 0.3, 1.1, 4.2}) {
      const double slope = (value_of(*activation, z + h) - value_of(*activation, z - h)) / (2 * h);
      for (const Surrogate surrogate : {Surrogate::none, Surrogate::straight_through})
        EXPECT_NEAR(slope_of(*activation, z, surrogate), slope, 1e-8) << entry.info.name << " at " << z;
    }
  }
}

TEST(Activations, corners_have_the_slope_of_the_flat_side) {
  for (const char* name : {"relu", "neg_relu", "neg_inner_relu"})
    EXPECT_EQ(slope_of(*make_activation(name), 0), 0) << name;
  for (const double corner : {-3.0, 3.0}) EXPECT_EQ(slope_of(*make_activation("hard_sigmoid"), corner), 0);
}

TEST(Activations, softplus_neither_overflows_nor_loses_small_values) {
  const auto softplus = make_activation("softplus");
  EXPECT_EQ(value_of(*softplus, 1000), 1000);
  EXPECT_DOUBLE_EQ(value_of(*softplus, -50), std::exp(-50.0));
  EXPECT_EQ(slope_of(*softplus, 1000), 1);
  EXPECT_EQ(slope_of(*softplus, -1000), 0);
}

TEST(Activations, more_levels_come_closer_to_a_relu) {
  Settings settings;
  settings.set("levels", std::int64_t{100});
  const auto fine =
      make_from(activation_entries(), {.name = "multi_step", .settings = settings}, "activation");
  for (const double z : {0.123, 0.5, 0.999}) EXPECT_NEAR(value_of(*fine, z), z, 0.01);
  settings.set("levels", std::int64_t{1});
  const auto coarse =
      make_from(activation_entries(), {.name = "multi_step", .settings = settings}, "activation");
  EXPECT_EQ(value_of(*coarse, 0.999), 0);
  EXPECT_EQ(value_of(*coarse, 1), 1);
}

TEST(Surrogates, follow_their_formulas) {
  for (const double x : {-0.7, 0.0, 0.02, 1.5}) {
    EXPECT_EQ(surrogate_slope(Surrogate::none, x), 0);
    EXPECT_DOUBLE_EQ(surrogate_slope(Surrogate::arctan, x), 1 / (1 + std::pow(std::numbers::pi * x, 2)));
    EXPECT_DOUBLE_EQ(surrogate_slope(Surrogate::fast_sigmoid, x), 1 / std::pow(1 + 25 * std::abs(x), 2));
    EXPECT_EQ(surrogate_slope(Surrogate::straight_through, x), 1);
  }
}

TEST(Surrogates, have_a_name_each) {
  EXPECT_EQ(surrogate_names().size(), static_cast<std::size_t>(Surrogate::straight_through) + 1);
}

TEST(StepActivations, have_no_gradient_without_a_surrogate) {
  for (const char* name : {"step", "sign", "multi_step", "neg_step"})
    for (const double z : probes) EXPECT_EQ(slope_of(*make_activation(name), z), 0) << name << " at " << z;
}

/// Height of each step and where it is.
using Steps = std::vector<std::pair<double, double>>;

TEST(StepActivations, have_the_surrogates_gradient_at_each_step_times_its_height) {
  const std::vector<std::pair<const char*, Steps>> cases = {
      {"step", {{1, 0}}},
      {"sign", {{2, 0}}},
      {"neg_step", {{-1, 0}}},
      {"multi_step", {{0.25, 0.25}, {0.25, 0.5}, {0.25, 0.75}, {0.25, 1}}}};
  for (const auto& [name, steps] : cases) {
    const auto activation = make_activation(name);
    for (const auto surrogate : {Surrogate::arctan, Surrogate::fast_sigmoid, Surrogate::straight_through}) {
      for (const double z : probes) {
        double expected = 0;
        for (const auto& [height, threshold] : steps)
          expected += height * surrogate_slope(surrogate, z - threshold);
        EXPECT_NEAR(slope_of(*activation, z, surrogate), expected, 1e-15) << name << " at " << z;
      }
    }
  }
}

TEST(Sawtooth, has_the_slope_of_its_teeth_whatever_the_surrogate) {
  const auto sawtooth = make_activation("sawtooth");
  for (const double z : probes)
    for (const auto surrogate : {Surrogate::none, Surrogate::arctan})
      EXPECT_EQ(slope_of(*sawtooth, z, surrogate), 1);
}

TEST(Activations, hand_on_what_is_not_a_number) {
  for (const char* name : {"softplus", "hard_sigmoid", "multi_step", "sawtooth", "neg_tanh"})
    EXPECT_TRUE(std::isnan(value_of(*make_activation(name), std::numeric_limits<double>::quiet_NaN())))
        << name;
}

}  // namespace
}  // namespace lfp::test::activations_test
