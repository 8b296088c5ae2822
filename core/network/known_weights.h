#pragma once

#include "core/experiment/weights_source.h"
#include "core/files/named_array.h"
#include "core/network/network.h"

#include <cstddef>
#include <string>
#include <vector>

namespace lfp {

/// Weights that were trained before, as they are exchanged.
struct KnownWeights {
  NamedArrays weights;
  NamedArrays drawn;   ///< what they were before they were trained; empty where that isn't known
  std::string source;  ///< as messages call it: "a.npz"
};

/// What happens to one array of known weights, or to one parameter of the network that gets none.
struct WeightMatch {
  std::string array;                ///< "layer1.weight"; in the file, the network or both
  std::vector<std::int64_t> known;  ///< its shape there; empty where it isn't
  std::vector<std::int64_t> own;    ///< the network's; empty where there is no such parameter
  bool is_wanted = false;           ///< of a layer that the source names
  /// A convolution's weights may be flat, [outputs x fan-in], as sessions hold them.
  bool fits() const;
};

/// All arrays of the network, then those of `known` that it has no place for.
std::vector<WeightMatch> match_weights(const Network& network, const NamedArrays& known,
                                       const WeightsSource& source);

/// Puts the known weights in place of (or mixes them with) those that the initialiser has drawn. Throws Error
/// naming the source, the array and both shapes where one is missing, doesn't fit, holds a value that is not
/// finite, or, where all layers are wanted, has no place in the network.
void start_from(Network& network, const KnownWeights& known, const WeightsSource& source);

}  // namespace lfp
