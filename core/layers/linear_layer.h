#pragma once

#include "core/layers/layer.h"

namespace lfp {

/// A layer whose output is linear in its input: the three primitives from which `propagate` builds every
/// rule, each for a given input and given parameters, which may be masked copies of the layer's own.
class LinearLayer : public Layer {
 public:
  using Layer::Layer;
  const LinearLayer* as_linear() const override { return this; }

  /// The weights and biases of the linear map: what the layer learns, or fixed numbers.
  virtual const Parameters& linear_map() const { return parameters(); }

  /// output = input through `weight`, plus `bias` unless it is empty.
  virtual void apply(const Matrix& input, const Matrix& weight, const Vector& bias, Workspace& workspace,
                     Matrix& output) const = 0;
  /// input_side_i = sum_j w_ji q_j, [rows x inputs] from `quotient` [rows x outputs].
  virtual void back_to_input(const Matrix& quotient, const Matrix& weight, Workspace& workspace,
                             Matrix& input_side) const = 0;
  /// weight_side_ji = sum_n x_i q_j (over the batch and all positions that share the weight).
  virtual void back_to_weight(const Matrix& input, const Matrix& quotient, Workspace& workspace,
                              Matrix& weight_side) const = 0;
  /// bias_side_j = sum_n q_j. Does nothing for an empty `bias_side`.
  virtual void back_to_bias(const Matrix& quotient, Vector& bias_side) const = 0;

  void forward(const Matrix& input, LayerTrace& trace) const override;
  void distribute(const Rule& rule, const Descent& descent) const override;
  void differentiate(Surrogate surrogate, const Descent& descent) const override;
};

}  // namespace lfp
