#pragma once

#include <cstdint>

namespace lfp {

/// How the signs of parameters (weights and biases) differ from those at step 0; zero has no sign.
struct SignChanges {
  std::int64_t total = 0;
  std::int64_t flipped = 0;
  std::int64_t to_zero = 0;
  std::int64_t from_zero = 0;
};

inline SignChanges& operator+=(SignChanges& sum, const SignChanges& part) {
  sum.total += part.total;
  sum.flipped += part.flipped;
  sum.to_zero += part.to_zero;
  sum.from_zero += part.from_zero;
  return sum;
}

}  // namespace lfp
