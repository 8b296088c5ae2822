#include "core/data/toys/drawn.h"

#include "core/experiment/experiment.h"
#include "core/inspection/boundary_scan.h"
#include "tests/support/load_data.h"
#include "tests/support/specs.h"

namespace lfp::test::drawn_test {
namespace {

std::string refusal(const std::string& points) {
  return error_text([&] { load("drawn", with({{"points", points}})); });
}

TEST(drawn_points, are_the_data_each_with_its_class) {
  const auto dataset = load("drawn", with({{"points", std::string("[[0.5,-1,0],[1.25,0.4,2],[-2,3,1]]")}}));
  EXPECT_EQ(dataset->classes, 3);
  EXPECT_EQ(dataset->train.inputs, (std::vector<float>{0.5F, -1, 1.25F, 0.4F, -2, 3}));
  EXPECT_EQ(dataset->train.labels, (std::vector<std::int32_t>{0, 2, 1}));
  EXPECT_EQ(dataset->test.inputs, dataset->train.inputs) << "so few are all tested on";
  EXPECT_TRUE(dataset->is_planar());
}

TEST(drawn_points, are_there_to_begin_with) {
  const auto dataset = load("drawn");
  EXPECT_EQ(dataset->classes, 2);
  EXPECT_GE(dataset->train.count(), 8);
}

TEST(drawn_points, read_back_as_they_were_written) {
  const std::vector<DrawnPoint> points{{.x = 0.123, .y = -1, .label = 0}, {.x = 1e-3, .y = 99.5, .label = 5}};
  EXPECT_EQ(parse_points(points_text(points), "points"), points);
}

TEST(drawn_points, stand_in_the_experiment_file_as_a_list) {
  Experiment experiment;
  experiment.dataset.name = "drawn";
  experiment.dataset.settings = with({{"points", std::string("[[1,2,0],[3,4,1]]")}});
  experiment.network.layers = {dense_spec(2, "")};
  experiment.runs.resize(1);
  experiment.runs[0].name = "A";
  const std::string json = to_json(experiment);
  EXPECT_EQ(json.find("\"[["), std::string::npos) << json;
  const Experiment back = parse_experiment(json, "");
  EXPECT_EQ(parse_points(back.dataset.settings.text("points"), "points").size(), 2U);
}

TEST(drawn_points, that_cannot_be_used_are_named) {
  expect_says(refusal("[[0,1,0],[0.5,\"a\",1]]"), {"dataset.points[1]", "y is \"a\"", "no number"});
  expect_says(refusal("[[0,1,0],[0.5,101,1]]"), {"dataset.points[1]", "out of range", "-100 to 100"});
  expect_says(refusal("[[0,1,0],[0,1,1.5]]"), {"dataset.points[1]", "class is 1.5", "whole number"});
  expect_says(refusal("[[0,1,0],[0,1,6]]"), {"dataset.points[1]", "class 6", "0 to 5"});
  expect_says(refusal("[[0,1,-1],[0,1,1]]"), {"dataset.points[0]", "class -1"});
  expect_says(refusal("[[0,1,0],[0,1]]"), {"dataset.points[1]", "[0,1] is no point"});
  expect_says(refusal("[[0,1,0],[1,1,0]]"), {"dataset.points", "one class"});
  expect_says(refusal("[]"), {"dataset.points", "no points"});
  expect_says(refusal("{}"), {"dataset.points", "wrong type"});
  expect_says(refusal("[[0,1"), {"dataset.points", "no JSON"});
  expect_says(refusal("[[0,1e999,0]]"), {"dataset.points", "too large"});
}

TEST(drawn_points, can_be_drawn_around_in_a_square_that_stays) {
  const auto few = load("drawn", with({{"points", std::string("[[0.1,0,0],[0.2,0,1]]")}}));
  const BoundarySnapshot square = square_around(*few);
  EXPECT_LT(square.x_low, -1.5F);
  EXPECT_GT(square.y_high, 1.5F);
  const auto more = load("drawn", with({{"points", std::string("[[0.1,0,0],[0.2,0,1],[1.4,-1.4,1]]")}}));
  EXPECT_EQ(square_around(*more).x_high, square.x_high);
  const auto normal = load("drawn", with({{"points", std::string("[[0.1,0,0],[0.3,0.2,1]]")},
                                          {"normalise", std::string("per_feature")}}));
  EXPECT_LT(normal->normalisation.raw(square_around(*normal).x_low, 0), -1.5F);
}

}  // namespace
}  // namespace lfp::test::drawn_test
