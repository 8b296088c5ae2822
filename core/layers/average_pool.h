#pragma once

#include "core/layers/linear_layer.h"
#include "core/layers/window.h"

#include <vector>

namespace lfp {

/// The mean of every window of each channel, zeros of the padding counted in: a linear map with the fixed
/// weight 1 / (kernel height * kernel width), held as [1 x 1], and no bias.
class AveragePoolLayer : public LinearLayer {
 public:
  AveragePoolLayer(const Shape& input, const Window& window);

  const Parameters& linear_map() const override { return map_; }
  void apply(const Matrix& input, const Matrix& weight, const Vector& bias, Workspace& workspace,
             Matrix& output) const override;
  void back_to_input(const Matrix& quotient, const Matrix& weight, Workspace& workspace,
                     Matrix& input_side) const override;
  void back_to_weight(const Matrix& input, const Matrix& quotient, Workspace& workspace,
                      Matrix& weight_side) const override;
  void back_to_bias(const Matrix& /*quotient*/, Vector& /*bias_side*/) const override {}

 private:
  /// Calls visit(pixel, output) for every pixel of every window of one sample.
  template <class Visit>
  void for_each_pair(Visit visit) const;

  Window window_;
  std::vector<Tap> taps_;
  Parameters map_;
};

}  // namespace lfp
