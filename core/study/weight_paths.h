#pragma once

#include <array>
#include <vector>

namespace lfp {

/// The parameters of one run at several steps of its training, all vectors of the same length.
using WeightPath = std::vector<std::vector<float>>;

/// Paths projected to the plane that shows most of their variance.
struct ProjectedPaths {
  std::vector<std::vector<std::array<double, 2>>> paths;  ///< the first point of the first path is (0, 0)
  std::array<double, 2> shares{};  ///< fraction of the total variance along each direction, 0..1
};

/// Projects the paths onto the first two principal directions of all their points. Each direction points
/// towards the end of the first path. If nothing moves, all coordinates are 0.
ProjectedPaths project_paths(const std::vector<WeightPath>& paths);

}  // namespace lfp
