#pragma once

#include <cstdint>
#include <string>

namespace lfp {

/// Why and where a run stopped making sense.
struct Divergence {
  int layer = 0;  ///< from 1, as people count
  std::int64_t step = 0;
  std::int64_t unit = 0;  ///< neuron or channel of the term, from 1; 0 where it is not one alone
  std::string quantity;   ///< "the pre-activations", "the feedback", "the update"
  std::string term;       ///< of the formula: "R / (z + ε)", "z of neuron 3"
  std::string cause;      ///< a sentence: the likely reason
  std::string remedy;     ///< a sentence: what to do
};

}  // namespace lfp
