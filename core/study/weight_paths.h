#pragma once

#include <array>
#include <vector>

namespace lfp {

/// The weights of one run at moments of its training, all of the same length.
using WeightPath = std::vector<std::vector<float>>;

/// Paths as they look from the side that shows most of them.
struct ProjectedPaths {
  std::vector<std::vector<std::array<double, 2>>> paths;  ///< the first point of the first path is (0, 0)
  std::array<double, 2> shares{};  ///< the part of all squared distances that each direction holds, 0..1
};

/// The paths along their first two principal directions, of all their points together. Each direction points
/// to where the first path ends. Without any movement all coordinates are 0.
ProjectedPaths project_paths(const std::vector<WeightPath>& paths);

}  // namespace lfp
