#include "core/study/weight_paths.h"

#include <cmath>

#include <gtest/gtest.h>

namespace lfp::test::weight_paths_test {
namespace {

/// A point of a plane that lies across a space of five weights.
std::vector<float> in_space(float u, float v) {
  return {1 + 0.6F * u, -2 + 0.8F * u, 3 + 0.8F * v, -0.6F * v, 7};
}

TEST(WeightPaths, DistancesOfPathsInAPlaneAreKept) {
  const std::vector<std::array<float, 2>> given = {{0, 0}, {1, 0.5F}, {2, 0.25F}, {4, -1}};
  WeightPath path;
  for (const auto& [u, v] : given) path.push_back(in_space(u, v));
  const ProjectedPaths projected = project_paths({path});
  for (std::size_t i = 0; i < given.size(); ++i)
    for (std::size_t j = 0; j < given.size(); ++j) {
      const double wanted = std::hypot(given[i][0] - given[j][0], given[i][1] - given[j][1]);
      const auto& a = projected.paths[0][i];
      const auto& b = projected.paths[0][j];
      EXPECT_NEAR(std::hypot(a[0] - b[0], a[1] - b[1]), wanted, 1e-4);
    }
  EXPECT_NEAR(projected.shares[0] + projected.shares[1], 1, 1e-6);
  EXPECT_GT(projected.shares[0], projected.shares[1]);
}

TEST(WeightPaths, PathsBeginAtZeroAndTheFirstOneEndsAtTheRight) {
  const WeightPath first = {in_space(0, 0), in_space(-1, 0), in_space(-3, 0)};
  const WeightPath second = {in_space(0, 0), in_space(0, 1)};
  const ProjectedPaths projected = project_paths({first, second});
  ASSERT_EQ(projected.paths[0].size(), 3U);
  ASSERT_EQ(projected.paths[1].size(), 2U);
  for (const auto& path : projected.paths)
    for (const double side : path.front()) EXPECT_NEAR(side, 0, 1e-4);
  EXPECT_GT(projected.paths[0][2][0], 2);
}

TEST(WeightPaths, OfThreeDirectionsTheThirdIsLeftOutAndTold) {
  WeightPath path = {{0, 0, 0}, {4, 0, 0}, {0, 2, 0}, {0, 0, 1}};
  const ProjectedPaths projected = project_paths({path});
  EXPECT_LT(projected.shares[0] + projected.shares[1], 1);
  EXPECT_GT(projected.shares[0], projected.shares[1]);
}

TEST(WeightPaths, WithoutMovementAllLiesAtZero) {
  const WeightPath still = {in_space(1, 1), in_space(1, 1)};
  const ProjectedPaths projected = project_paths({still});
  EXPECT_NEAR(projected.paths[0][1][0], 0, 1e-4);
  EXPECT_TRUE(project_paths({}).paths.empty());
}

}  // namespace
}  // namespace lfp::test::weight_paths_test
