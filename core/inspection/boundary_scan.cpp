#include "core/inspection/boundary_scan.h"

#include "core/inspection/describe_sample.h"
#include "core/inspection/feature_range.h"

#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

/// Where the data are, and where they may come to be.
FeatureRange range_in_sight(const Dataset& dataset, std::size_t feature) {
  FeatureRange range = feature_range(dataset, feature);
  if (dataset.least_reach <= 0) return range;
  const Normalisation& normal = dataset.normalisation;
  const std::size_t at = normal.mean.size() == 1 ? 0 : feature;
  range.low = std::min(range.low, (-dataset.least_reach - normal.mean[at]) / normal.deviation[at]);
  range.high = std::max(range.high, (dataset.least_reach - normal.mean[at]) / normal.deviation[at]);
  return range;
}

}  // namespace

/// Around both splits with a margin, the same in x and y so that shapes are not distorted.
BoundarySnapshot square_around(const Dataset& dataset) {
  const FeatureRange x = range_in_sight(dataset, 0);
  const FeatureRange y = range_in_sight(dataset, 1);
  const float half = 0.54F * std::max({x.size(), y.size(), 1e-3F});
  BoundarySnapshot square;
  square.x_low = x.middle() - half;
  square.x_high = x.middle() + half;
  square.y_low = y.middle() - half;
  square.y_high = y.middle() + half;
  return square;
}

BoundarySnapshot BoundaryScan::scan(const Network& network, const Dataset& dataset, int resolution) {
  BoundarySnapshot result = square_around(dataset);
  result.resolution = resolution;
  const auto side = static_cast<std::size_t>(resolution);
  result.predicted.resize(side * side);
  result.certainty.resize(side * side);
  if (trace_.input.rows() != resolution) trace_ = network.make_trace(resolution, {.downward = false});
  const Scalar cell_width =
      static_cast<Scalar>(result.x_high - result.x_low) / static_cast<Scalar>(resolution);
  const Scalar cell_height =
      static_cast<Scalar>(result.y_high - result.y_low) / static_cast<Scalar>(resolution);
  for (std::size_t row = 0; row < side; ++row) {
    const Scalar y =
        static_cast<Scalar>(result.y_low) + (static_cast<Scalar>(row) + Scalar(0.5)) * cell_height;
    for (Index column = 0; column < resolution; ++column) {
      trace_.input(column, 0) =
          static_cast<Scalar>(result.x_low) + (static_cast<Scalar>(column) + Scalar(0.5)) * cell_width;
      trace_.input(column, 1) = y;
    }
    network.draw(trace_, 0, 0);
    network.forward(trace_);
    const Matrix probabilities = class_probabilities(network.logits(trace_));
    for (Index column = 0; column < resolution; ++column) {
      Index predicted = 0;
      const Scalar certainty = probabilities.row(column).maxCoeff(&predicted);
      const std::size_t cell = row * side + static_cast<std::size_t>(column);
      result.predicted[cell] = static_cast<std::uint8_t>(predicted);
      result.certainty[cell] = static_cast<std::uint8_t>(std::lround(certainty * 255));
    }
  }
  return result;
}

}  // namespace lfp
