#include "tests/support/random_matrix.h"

namespace lfp::test {

Matrix random_matrix(Index rows, Index columns, Random& random) {
  Matrix matrix(rows, columns);
  for (Index i = 0; i < matrix.size(); ++i) matrix.data()[i] = static_cast<Scalar>(random.normal());
  return matrix;
}

Matrix random_matrix(Index rows, Index columns, std::uint64_t seed) {
  Random random(seed, RandomStream::data);
  return random_matrix(rows, columns, random);
}

}  // namespace lfp::test
