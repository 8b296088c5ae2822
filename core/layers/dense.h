#pragma once

#include "core/base/settings.h"
#include "core/layers/linear_layer.h"

#include <vector>

namespace lfp {

/// z_j = sum_i a_i w_ji + b_j. An image is taken as its row of pixels.
class DenseLayer : public LinearLayer {
 public:
  DenseLayer(const Shape& input, std::int64_t units, bool with_bias);

  void apply(const Matrix& input, const Matrix& weight, const Vector& bias, Workspace& workspace,
             Matrix& output) const override;
  void back_to_input(const Matrix& quotient, const Matrix& weight, Workspace& workspace,
                     Matrix& input_side) const override;
  void back_to_weight(const Matrix& input, const Matrix& quotient, Workspace& workspace,
                      Matrix& weight_side) const override;
  void back_to_bias(const Matrix& quotient, Vector& bias_side) const override;
};

/// "units" and "bias".
std::vector<SettingInfo> dense_settings();

}  // namespace lfp
