#pragma once

#include "core/base/registry.h"
#include "core/base/scalar.h"

namespace lfp {

/// A function applied to each pre-activation. LFP never asks for its derivative; the gradient baseline does.
class Activation {
 public:
  virtual ~Activation() = default;
  /// activation = f(pre_activation), elementwise; both [batch x features], already of the right size.
  virtual void apply(const Matrix& pre_activation, Matrix& activation) const = 0;
  /// delta *= f'(pre_activation), elementwise; `activation` is f(pre_activation). Where the derivative does
  /// not exist an automatic differentiator's convention holds (0 for a step).
  virtual void differentiate(const Matrix& pre_activation, const Matrix& activation, Matrix& delta) const = 0;
};

using ActivationEntry = Entry<Activation>;

/// In the order of activations.def.
const std::vector<ActivationEntry>& activation_entries();

}  // namespace lfp
