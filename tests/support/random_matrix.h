#pragma once

#include "core/base/random.h"
#include "core/base/scalar.h"

namespace lfp::test {

/// Normally distributed numbers.
inline Matrix random_matrix(Index rows, Index columns, Random& random) {
  Matrix matrix(rows, columns);
  for (Index i = 0; i < matrix.size(); ++i) matrix.data()[i] = static_cast<Scalar>(random.normal());
  return matrix;
}

inline Matrix random_matrix(Index rows, Index columns, std::uint64_t seed) {
  Random random(seed, RandomStream::data);
  return random_matrix(rows, columns, random);
}

}  // namespace lfp::test
