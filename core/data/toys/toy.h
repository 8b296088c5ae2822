#pragma once

#include "core/base/random.h"
#include "core/data/dataset.h"

#include <cstdint>
#include <functional>

namespace lfp {

struct Point {
  double x = 0.0;
  double y = 0.0;
};

/// Which point to generate: number `index` of the `count` points of class `label`, one of `classes`.
struct PointPlace {
  std::int32_t label = 0;
  std::int32_t classes = 2;
  std::int64_t index = 0;
  std::int64_t count = 1;
};

/// A two-dimensional toy data set, described by its own source file: how to make a point, and its settings.
struct Toy {
  EntryInfo info;  ///< `settings` contains only those of this toy
  SettingInfo noise;
  std::int32_t classes = 2;       ///< the default number of classes
  std::int32_t most_classes = 2;  ///< 2: the number is fixed
  std::int64_t fewest_points = 20;
  std::function<Point(const PointPlace&, const Settings&, Random&)> point;
};

/// The setting "noise": standard deviation of the Gaussian noise added to both coordinates.
SettingInfo position_noise(double fallback);
/// Returns `point` with this noise added.
Point with_noise(Point point, double noise, Random& random);

/// Splits the points into the two parts of `dataset`. Fewer than twenty points are all used for both training
/// and testing, because examples for calculation by hand are too small to split.
void split_points(Dataset& dataset, const Samples& points, double test_fraction, std::uint64_t seed);

/// Makes the registered entry of a toy: adds the settings that all toys share (samples, noise, classes, test
/// fraction, normalisation), generates the points class by class and splits them.
DatasetEntry toy_entry(Toy toy);

}  // namespace lfp
