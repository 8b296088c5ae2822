#pragma once

#include "core/activations/activation.h"
#include "core/layers/layer.h"

#include <memory>
#include <utility>

namespace lfp {

/// Applies an activation to every feature. Feedback passes it unchanged, also where the unit is off: such a
/// unit contributes nothing below, because the layer after it multiplies by its output 0.
class ActivationLayer : public Layer {
 public:
  ActivationLayer(const Shape& shape, std::unique_ptr<Activation> activation)
      : Layer(shape, shape), activation_(std::move(activation)) {}

  void forward(const Matrix& input, LayerTrace& trace) const override {
    activation_->apply(input, trace.output);
  }
  bool hands_feedback_on() const override { return true; }
  void differentiate(Surrogate surrogate, const Descent& descent) const override {
    activation_->differentiate(descent.input, descent.trace.output, surrogate, descent.arriving);
  }
  const Activation* activation() const override { return activation_.get(); }

 private:
  std::unique_ptr<Activation> activation_;
};

}  // namespace lfp
