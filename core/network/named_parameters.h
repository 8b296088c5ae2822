#pragma once

#include "core/files/named_array.h"
#include "core/network/network.h"

namespace lfp {

/// The parameters of a network as they are exchanged: "layer1.weight", "layer1.bias", ...
NamedArrays named_parameters(const Network& network);

}  // namespace lfp
