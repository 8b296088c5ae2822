#include "core/inspection/unit_plane_scan.h"

#include "core/inspection/boundary_scan.h"
#include "core/lockstep/lockstep.h"
#include "tests/support/small_experiment.h"

#include <memory>

#include <gtest/gtest.h>

namespace lfp::test::unit_plane_scan_test {
namespace {

constexpr int resolution = 6;

Interest planes(bool of_feedback) {
  Interest interest;
  interest.plane_resolution = resolution;
  interest.plane_feedback = of_feedback;
  return interest;
}

/// The input in the middle of a cell.
std::vector<float> middle_of(const Dataset& dataset, int cell) {
  const BoundarySnapshot square = square_around(dataset);
  const auto place = [](float low, float high, int at) {
    return low + (static_cast<float>(at) + 0.5F) * (high - low) / static_cast<float>(resolution);
  };
  return {place(square.x_low, square.x_high, cell % resolution),
          place(square.y_low, square.y_high, cell / resolution)};
}

TEST(unit_planes, are_what_each_neuron_makes_of_an_input_there) {
  Lockstep lockstep = start(small_experiment());
  lockstep.advance(20);
  Interest interest = planes(false);
  const int cell = 2 * resolution + 4;
  const auto dataset = lockstep.snapshot({})->dataset;
  interest.drawn = std::make_shared<const std::vector<float>>(middle_of(*dataset, cell));
  const auto snapshot = lockstep.snapshot(interest);
  for (const RunSnapshot& run : snapshot->runs) {
    ASSERT_NE(run.planes, nullptr);
    ASSERT_EQ(run.planes->layers.size(), 3U);
    for (std::size_t layer = 0; layer < 3; ++layer)
      for (std::size_t unit = 0; unit < run.drawn->activations[layer].size(); ++unit)
        EXPECT_NEAR(run.planes->layers[layer].at(static_cast<std::int64_t>(unit), cell),
                    run.drawn->activations[layer][unit], 1e-5);
  }
}

TEST(unit_planes, of_feedback_are_that_of_the_nearest_samples_class) {
  Lockstep lockstep = start(small_experiment());
  lockstep.advance(20);
  Interest interest = planes(true);
  const int cell = resolution + 1;
  const auto dataset = lockstep.snapshot({})->dataset;
  const std::vector<float> input = middle_of(*dataset, cell);
  float nearest = 1e9F;
  for (std::int64_t row = 0; row < dataset->train.count(); ++row) {
    const auto point = dataset->train.input(row);
    const float distance =
        (point[0] - input[0]) * (point[0] - input[0]) + (point[1] - input[1]) * (point[1] - input[1]);
    if (distance >= nearest) continue;
    nearest = distance;
    interest.drawn_label = dataset->train.labels[static_cast<std::size_t>(row)];
  }
  interest.drawn = std::make_shared<const std::vector<float>>(input);
  const auto snapshot = lockstep.snapshot(interest);
  for (const RunSnapshot& run : snapshot->runs) {
    ASSERT_TRUE(run.planes->is_feedback);
    for (std::size_t layer = 0; layer < 3; ++layer)
      for (std::size_t unit = 0; unit < run.drawn->feedback[layer].size(); ++unit)
        EXPECT_NEAR(run.planes->layers[layer].at(static_cast<std::int64_t>(unit), cell),
                    run.drawn->feedback[layer][unit], 1e-5);
  }
}

TEST(unit_planes, are_left_out_where_nobody_asks_or_there_is_no_plane) {
  Lockstep lockstep = start(small_experiment());
  EXPECT_EQ(lockstep.snapshot({})->runs[0].planes, nullptr);
  Experiment values = small_experiment();
  values.dataset = {.name = "sine", .settings = {}};
  values.network.layers.back() = dense_spec(1, "");
  values.runs.resize(1);
  values.runs[0].feedback = {.name = "squared_error", .settings = {}};
  Lockstep regression = start(values);
  EXPECT_EQ(regression.snapshot(planes(false))->runs[0].planes, nullptr);
}

}  // namespace
}  // namespace lfp::test::unit_plane_scan_test
