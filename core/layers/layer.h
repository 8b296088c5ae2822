#pragma once

#include "core/base/scalar.h"
#include "core/network/shape.h"
#include "core/network/trace.h"

#include <span>

namespace lfp {

class Activation;
class LinearLayer;

/// What a layer learns: weight [outputs x fan-in], bias [outputs] or empty.
struct Parameters {
  Matrix weight;
  Vector bias;

  Index count() const { return weight.size() + bias.size(); }
};

/// One layer of a network. Its parameters are its only state; what a pass leaves behind is in the LayerTrace.
class Layer {
 public:
  explicit Layer(const Shape& output_shape) : output_shape_(output_shape) {}
  virtual ~Layer() = default;

  const Shape& output_shape() const { return output_shape_; }
  /// trace.output from `input` [batch x features].
  virtual void forward(const Matrix& input, LayerTrace& trace) const = 0;
  /// The layer as a linear map whose feedback a rule distributes; null where feedback passes unchanged.
  virtual const LinearLayer* linear() const { return nullptr; }
  virtual LinearLayer* linear() { return nullptr; }
  /// The layer as an activation; null for all others.
  virtual const Activation* activation() const { return nullptr; }

 private:
  Shape output_shape_;
};

/// A layer whose output is linear in its input: the three primitives from which `propagate` builds every
/// rule, each for a given input and given parameters, which may be masked copies of the layer's own.
class LinearLayer : public Layer {
 public:
  LinearLayer(const Shape& input_shape, const Shape& output_shape)
      : Layer(output_shape), input_shape_(input_shape) {}

  const Shape& input_shape() const { return input_shape_; }
  const Parameters& parameters() const { return parameters_; }
  Parameters& parameters() { return parameters_; }

  /// output = input through `weight`, plus `bias` unless it is empty.
  virtual void apply(const Matrix& input, const Matrix& weight, const Vector& bias, Matrix& output) const = 0;
  /// input_side_i = sum_j w_ji q_j, [batch x inputs] from `quotient` [batch x outputs].
  virtual void back_to_input(const Matrix& quotient, const Matrix& weight, Matrix& input_side) const = 0;
  /// weight_side_ji = sum_n x_i q_j (over the batch and all positions that share the weight).
  virtual void back_to_weight(const Matrix& input, const Matrix& quotient, Matrix& weight_side) const = 0;
  /// bias_side_j = sum_n q_j. Does nothing for an empty `bias_side`.
  virtual void back_to_bias(const Matrix& quotient, Vector& bias_side) const = 0;

  void forward(const Matrix& input, LayerTrace& trace) const override {
    apply(input, parameters_.weight, parameters_.bias, trace.output);
  }
  const LinearLayer* linear() const override { return this; }
  LinearLayer* linear() override { return this; }

 private:
  Shape input_shape_;
  Parameters parameters_;
};

}  // namespace lfp
