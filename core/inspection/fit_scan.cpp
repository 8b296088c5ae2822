#include "core/inspection/fit_scan.h"

#include "core/inspection/feature_range.h"

#include <algorithm>

namespace lfp {
namespace {

constexpr int finer_along_one_feature = 4;
constexpr float margin = 0.03F;  // of the range, at either end

FeatureRange range_with_margin(const Dataset& dataset, std::size_t feature) {
  const FeatureRange range = feature_range(dataset, feature);
  const float room = margin * std::max(range.size(), 1e-3F);
  return {.low = range.low - room, .high = range.high + room};
}

}  // namespace

bool FitScan::is_for(const Dataset& dataset) {
  return dataset.is_regression() && !dataset.shape.is_image() && dataset.shape.size() <= 2 &&
         dataset.train.count() + dataset.test.count() > 0;
}

FitSnapshot FitScan::scan(const Network& network, const Dataset& dataset, int resolution) {
  const bool is_surface = dataset.shape.size() == 2;
  const FeatureRange across = range_with_margin(dataset, 0);
  const FeatureRange up = is_surface ? range_with_margin(dataset, 1) : FeatureRange{};
  FitSnapshot result{.columns = is_surface ? resolution : finer_along_one_feature * resolution,
                     .rows = is_surface ? resolution : 1,
                     .x_low = across.low,
                     .x_high = across.high,
                     .y_low = up.low,
                     .y_high = up.high,
                     .values = {}};
  if (trace_.input.rows() != result.columns) trace_ = network.make_trace(result.columns, {.downward = false});
  for (int row = 0; row < result.rows; ++row) {
    for (int column = 0; column < result.columns; ++column) {
      trace_.input(column, 0) = static_cast<Scalar>(across.place(column, result.columns));
      if (is_surface) trace_.input(column, 1) = static_cast<Scalar>(up.place(row, result.rows));
    }
    network.draw(trace_, 0, 0);
    network.forward(trace_);
    const Matrix& outputs = network.logits(trace_);
    result.outputs = outputs.cols();
    for (Index column = 0; column < outputs.rows(); ++column)
      for (Index output = 0; output < outputs.cols(); ++output)
        result.values.push_back(static_cast<float>(outputs(column, output)));
  }
  return result;
}

}  // namespace lfp
