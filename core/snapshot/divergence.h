#pragma once

#include <cstdint>
#include <string>

namespace lfp {

/// Why and where a run diverged, that is, produced values that are not finite.
struct Divergence {
  int layer = 0;  ///< number of the layer, from 1
  std::int64_t step = 0;
  std::int64_t unit = 0;  ///< neuron or channel, from 1; 0 if the term does not belong to a single unit
  std::string quantity;   ///< "the pre-activations", "the feedback", "the update"
  std::string term;       ///< part of the formula: "R / (z + ε)", "z of neuron 3"
  std::string cause;      ///< the likely reason, as a sentence
  std::string remedy;     ///< what to do about it, as a sentence
};

}  // namespace lfp
