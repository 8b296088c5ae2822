#pragma once

#include "core/base/random.h"
#include "core/base/scalar.h"

namespace lfp::test {

/// Normally distributed numbers.
Matrix random_matrix(Index rows, Index columns, Random& random);

Matrix random_matrix(Index rows, Index columns, std::uint64_t seed);

}  // namespace lfp::test
