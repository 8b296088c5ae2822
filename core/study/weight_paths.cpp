#include "core/study/weight_paths.h"

#include <algorithm>
#include <cmath>
#include <span>

#include <Eigen/Core>
#include <Eigen/Eigenvalues>

namespace lfp {
namespace {

using Square = Eigen::MatrixXd;

/// The inner products of all centred points, a matrix [points x points] whose size does not depend on the
/// number of weights.
Square products_around_mean(const std::vector<std::span<const float>>& points) {
  const auto count = static_cast<Eigen::Index>(points.size());
  Square products(count, count);
  for (Eigen::Index i = 0; i < count; ++i)
    for (Eigen::Index j = 0; j <= i; ++j) {
      const auto& a = points[static_cast<std::size_t>(i)];
      const auto& b = points[static_cast<std::size_t>(j)];
      double sum = 0;
      for (std::size_t w = 0; w < a.size(); ++w) sum += static_cast<double>(a[w]) * static_cast<double>(b[w]);
      products(i, j) = products(j, i) = sum;
    }
  const Square centre =
      Square::Identity(count, count) - Square::Constant(count, count, 1.0 / static_cast<double>(count));
  return centre * products * centre;
}

}  // namespace

ProjectedPaths project_paths(const std::vector<WeightPath>& paths) {
  std::vector<std::span<const float>> points;
  for (const WeightPath& path : paths)
    for (const auto& point : path) points.emplace_back(point);
  ProjectedPaths projected;
  projected.paths.resize(paths.size());
  if (points.empty()) return projected;
  const Square products = products_around_mean(points);
  const Eigen::SelfAdjointEigenSolver<Square> solver(products);
  const auto last = static_cast<Eigen::Index>(points.size()) - 1;
  const double whole = products.trace();
  const std::size_t first_end = paths.front().empty() ? 0 : paths.front().size() - 1;
  std::vector<std::array<double, 2>> places(points.size());
  for (Eigen::Index direction = 0; direction < 2 && direction <= last; ++direction) {
    const double square = std::max(solver.eigenvalues()[last - direction], 0.0);
    if (!(whole > 0) || !(square > 0)) continue;
    const Eigen::VectorXd along = solver.eigenvectors().col(last - direction) * std::sqrt(square);
    const double to_end = along[static_cast<Eigen::Index>(first_end)] - along[0];
    const double sign = to_end < 0 ? -1.0 : 1.0;
    const auto side = static_cast<std::size_t>(direction);
    projected.shares[side] = square / whole;
    for (std::size_t i = 0; i < places.size(); ++i)
      places[i][side] = sign * (along[static_cast<Eigen::Index>(i)] - along[0]);
  }
  std::size_t next = 0;
  for (std::size_t path = 0; path < paths.size(); ++path)
    for (std::size_t i = 0; i < paths[path].size(); ++i) projected.paths[path].push_back(places[next++]);
  return projected;
}

}  // namespace lfp
