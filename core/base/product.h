#pragma once

#include "core/base/scalar.h"

namespace lfp {

/// A matrix in memory, row by row without gaps, as it is or turned over.
struct Factor {
  const Scalar* data = nullptr;
  Index rows = 0;
  Index columns = 0;
  bool transposed = false;
};

inline Factor factor(const Matrix& matrix) {
  return {.data = matrix.data(), .rows = matrix.rows(), .columns = matrix.cols()};
}
inline Factor transposed(Factor matrix) {
  return {
      .data = matrix.data, .rows = matrix.rows, .columns = matrix.columns, .transposed = !matrix.transposed};
}

/// result = left * right, or with `add` result += left * right, by the BLAS; `result` has the right size and
/// holds none of the factors. Eigen's own `=` would clear the result first and read it again.
void multiply(const Factor& left, const Factor& right, Scalar* result, bool add = false);

/// From now on each product takes one thread, so that its sums keep their order whatever the machine has:
/// what runs side by side uses the other cores.
void use_one_thread_a_product();

}  // namespace lfp
