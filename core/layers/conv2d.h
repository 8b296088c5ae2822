#pragma once

#include "core/base/product.h"
#include "core/base/settings.h"
#include "core/layers/linear_layer.h"
#include "core/layers/window.h"

#include <vector>

namespace lfp {

/// A two-dimensional cross-correlation with zero padding: every output channel looks at windows of all input
/// channels. Weight [output channels x (input channels * kernel height * kernel width)].
class Conv2dLayer : public LinearLayer {
 public:
  /// The window must fit the input (window_of sees to it).
  Conv2dLayer(const Shape& input, std::int64_t channels, const Window& window, bool with_bias);

  const Window& window() const { return window_; }

  std::vector<std::int64_t> weight_shape() const override;
  void apply(const Matrix& input, const Matrix& weight, const Vector& bias, Workspace& workspace,
             Matrix& output) const override;
  void back_to_input(const Matrix& quotient, const Matrix& weight, Workspace& workspace,
                     Matrix& input_side) const override;
  void back_to_weight(const Matrix& input, const Matrix& quotient, Workspace& workspace,
                      Matrix& weight_side) const override;
  void back_to_bias(const Matrix& quotient, Vector& bias_side) const override;

 private:
  Index fan_in() const { return input_shape().channels * window_.size(); }
  Index positions() const { return output_shape().height * output_shape().width; }
  template <class Visit>
  void for_each_tap(Visit visit) const;
  void unroll(const Scalar* image, Matrix& columns) const;
  void roll_up(const Matrix& columns, Scalar* image) const;
  /// [channels x positions] of one sample.
  Factor outputs_of(const Matrix& batch, Index sample) const;

  Window window_;
  std::vector<Tap> taps_;
};

/// "channels", the window's settings and "bias".
std::vector<SettingInfo> conv2d_settings();

}  // namespace lfp
