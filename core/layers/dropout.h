#pragma once

#include "core/layers/layer.h"

namespace lfp {

/// In training each number is dropped with probability p and the others are scaled by 1 / (1 - p); in
/// evaluation nothing happens. It needs no rule: in training feedback is multiplied by mask / (1 - p) once
/// more, like a derivative (golden reference, "dropout").
class DropoutLayer : public Layer {
 public:
  DropoutLayer(const Shape& input, double probability) : Layer(input, input), probability_(probability) {}

  /// kept[0]: mask / (1 - p), [rows x features], in training.
  void prepare(LayerTrace& trace, Index rows, const TraceUse& use) const override;
  void draw(LayerTrace& trace, Random& random) const override;
  void forward(const Matrix& input, LayerTrace& trace) const override;
  void distribute(const Rule& rule, const Descent& descent) const override;
  void differentiate(Surrogate surrogate, const Descent& descent) const override;

 private:
  double probability_;
};

}  // namespace lfp
