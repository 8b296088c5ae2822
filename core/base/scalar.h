#pragma once

#include <Eigen/Core>

#ifdef LFPLAB_NO_SCALAR
#error "core/data and core/files are built once for both number types, and have to do without Scalar"
#endif

namespace lfp {

/// The number type of all computation: float in the program, double in the build that the reference
/// numbers are checked with.
#ifdef LFPLAB_DOUBLE
using Scalar = double;
#else
using Scalar = float;
#endif

using Index = Eigen::Index;

/// Row-major, so that one sample (a row of a batch) and the incoming weights of one neuron (a row of a
/// weight matrix) are contiguous.
using Matrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Vector = Eigen::Matrix<Scalar, Eigen::Dynamic, 1>;

/// sg(x): -1, 0 or 1, with sg(0) = sg(-0.0) = 0.
template <class Number>
constexpr Number sign_of(Number value) {
  return static_cast<Number>((value > Number{0}) - (value < Number{0}));
}

}  // namespace lfp
