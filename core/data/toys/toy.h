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

/// Which point is to be made: number `index` of the `count` points of class `label`, one of `classes`.
struct PointPlace {
  std::int32_t label = 0;
  std::int32_t classes = 2;
  std::int64_t index = 0;
  std::int64_t count = 1;
};

/// A set of points in the plane, as its own file describes it: how a point is made and what can be set.
struct Toy {
  EntryInfo info;  ///< `settings` holds only what no other toy has
  SettingInfo noise;
  std::int32_t classes = 2;       ///< where the experiment is silent
  std::int32_t most_classes = 2;  ///< 2: the number is fixed
  std::int64_t fewest_points = 20;
  std::function<Point(const PointPlace&, const Settings&, Random&)> point;
};

/// "noise" as the deviation of a Gaussian that is added to both coordinates.
SettingInfo position_noise(double fallback);
/// `point` with that noise added.
Point with_noise(Point point, double noise, Random& random);

/// Deals the points out to both parts of `dataset`. Fewer than twenty are all trained and tested on: to
/// calculate by hand nothing can be spared.
void split_points(Dataset& dataset, const Samples& points, double test_fraction, std::uint64_t seed);

/// The registered entry of a toy: adds the settings that all toys share (samples, noise, classes, test
/// fraction, normalisation), makes the points class by class, and splits them.
DatasetEntry toy_entry(Toy toy);

}  // namespace lfp
