#pragma once

#include "core/activations/activation.h"

namespace lfp {

/// Whose derivative, where it exists, is 0, so that the gradient baseline has to take a surrogate.
template <class Function>
concept MadeOfSteps = requires(const Function function) {
  function.slope(Scalar(), Surrogate());
};

/// An activation made of two functions of numbers: `Function` has `Scalar value(Scalar z) const` and either
/// `Scalar slope(Scalar z, Scalar a) const`, the derivative at z where a = value(z), or, being made of steps,
/// `Scalar slope(Scalar z, Surrogate surrogate) const`. Plain loops, which the compiler turns into vector
/// code.
template <class Function>
class Elementwise : public Activation {
 public:
  explicit Elementwise(Function function = {}) : function_(function) {}

  void apply(const Matrix& pre_activation, Matrix& activation) const override {
    const Scalar* z = pre_activation.data();
    Scalar* a = activation.data();
    for (Index i = 0; i < pre_activation.size(); ++i) a[i] = function_.value(z[i]);
  }

  void differentiate(const Matrix& pre_activation, const Matrix& activation, Surrogate surrogate,
                     Matrix& delta) const override {
    const Scalar* z = pre_activation.data();
    const Scalar* a = activation.data();
    Scalar* d = delta.data();
    if constexpr (MadeOfSteps<Function>)
      for (Index i = 0; i < pre_activation.size(); ++i) d[i] *= function_.slope(z[i], surrogate);
    else
      for (Index i = 0; i < pre_activation.size(); ++i) d[i] *= function_.slope(z[i], a[i]);
  }

 private:
  Function function_;
};

}  // namespace lfp
