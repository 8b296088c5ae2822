#pragma once

#include "core/base/registry.h"
#include "core/base/scalar.h"

namespace lfp {

/// What the gradient baseline takes for the derivative of an activation that has none; `distance` is how far
/// the pre-activation is above the threshold, the result a factor of the step's height.
enum class Surrogate { none, arctan, fast_sigmoid, straight_through };
/// none: 0; arctan: 1 / (1 + (pi x)^2); fast sigmoid: 1 / (1 + 25 |x|)^2; straight through: 1.
Scalar surrogate_slope(Surrogate surrogate, Scalar distance);
/// In the order of the enumeration, as in experiment files.
const std::vector<std::string>& surrogate_names();

/// A function applied to each pre-activation. LFP never asks for its derivative; the gradient baseline does.
class Activation {
 public:
  virtual ~Activation() = default;
  /// activation = f(pre_activation), elementwise; both [batch x features], already of the right size.
  virtual void apply(const Matrix& pre_activation, Matrix& activation) const = 0;
  /// delta *= f'(pre_activation), elementwise; `activation` is f(pre_activation). Where the derivative does
  /// not exist an automatic differentiator's convention holds; an activation that is made of steps has the
  /// surrogate's instead.
  virtual void differentiate(const Matrix& pre_activation, const Matrix& activation, Surrogate surrogate,
                             Matrix& delta) const = 0;
};

using ActivationEntry = Entry<Activation>;

/// In the order of activations.def.
const std::vector<ActivationEntry>& activation_entries();

}  // namespace lfp
