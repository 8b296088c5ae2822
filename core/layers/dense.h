#pragma once

#include "core/layers/layer.h"

namespace lfp {

/// z_j = sum_i a_i w_ji + b_j.
class DenseLayer : public LinearLayer {
 public:
  DenseLayer(const Shape& input, std::int64_t units, bool with_bias);

  void apply(const Matrix& input, const Matrix& weight, const Vector& bias, Matrix& output) const override;
  void back_to_input(const Matrix& quotient, const Matrix& weight, Matrix& input_side) const override;
  void back_to_weight(const Matrix& input, const Matrix& quotient, Matrix& weight_side) const override;
  void back_to_bias(const Matrix& quotient, Vector& bias_side) const override;
};

}  // namespace lfp
