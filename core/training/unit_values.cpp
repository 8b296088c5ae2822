#include "core/training/unit_values.h"

namespace lfp {

void unit_sums(const Matrix& values, const Shape& shape, Index samples, float* result) {
  const Index units = unit_count(shape);
  const Index positions = shape.size() / units;
  Eigen::Map<Eigen::RowVectorXf> sum(result, units);
  sum.setZero();
  for (Index row = 0; row < values.rows(); ++row) {
    if (positions == 1) {
      sum += values.row(row).cast<float>();
    } else {
      const Eigen::Map<const Matrix> image(values.row(row).data(), units, positions);
      sum += image.rowwise().sum().transpose().cast<float>();
    }
  }
  sum /= static_cast<float>(samples);
}

std::vector<float> unit_sums(const Matrix& values, const Shape& shape, Index samples) {
  std::vector<float> result(static_cast<std::size_t>(unit_count(shape)));
  unit_sums(values, shape, samples, result.data());
  return result;
}

std::vector<float> unit_means(const Matrix& values, const Shape& shape) {
  return unit_sums(values, shape, values.rows() * (shape.size() / unit_count(shape)));
}

}  // namespace lfp
