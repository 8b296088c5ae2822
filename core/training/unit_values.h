#pragma once

#include "core/base/scalar.h"
#include "core/base/shape.h"

#include <vector>

namespace lfp {

/// A unit of a layer, as it is shown: a neuron, or where a layer gives images, a channel.
inline std::int64_t unit_count(const Shape& shape) {
  return shape.is_image() ? shape.channels : shape.size();
}

/// Per unit the mean over `samples` of `values` [rows x features], where a sample has one row or one for each
/// time step: summed over steps and over a channel's positions, for what adds up (feedback).
void unit_sums(const Matrix& values, const Shape& shape, Index samples, float* result);
std::vector<float> unit_sums(const Matrix& values, const Shape& shape, Index samples);
/// The mean over rows and over a channel's positions, for what does not (activations).
std::vector<float> unit_means(const Matrix& values, const Shape& shape);

}  // namespace lfp
