#pragma once

#include "core/activations/activation.h"

namespace lfp {

/// An activation made of two functions of numbers: `Function` has `Scalar value(Scalar z) const` and `Scalar
/// slope(Scalar z, Scalar a) const`, the derivative at z where a = value(z). Plain loops, which the compiler
/// turns into vector code.
template <class Function>
class Elementwise : public Activation {
 public:
  explicit Elementwise(Function function = {}) : function_(function) {}

  void apply(const Matrix& pre_activation, Matrix& activation) const override {
    const Scalar* z = pre_activation.data();
    Scalar* a = activation.data();
    for (Index i = 0; i < pre_activation.size(); ++i) a[i] = function_.value(z[i]);
  }

  void differentiate(const Matrix& pre_activation, const Matrix& activation, Matrix& delta) const override {
    const Scalar* z = pre_activation.data();
    const Scalar* a = activation.data();
    Scalar* d = delta.data();
    for (Index i = 0; i < pre_activation.size(); ++i) d[i] *= function_.slope(z[i], a[i]);
  }

 private:
  Function function_;
};

}  // namespace lfp
