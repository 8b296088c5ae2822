#pragma once

#include "core/layers/layer.h"

#include <memory>
#include <string>
#include <vector>

namespace lfp {

/// How a sample is shown to a spiking network for its time steps:
///   constant  the same numbers at every step
///   rate      spikes at random, the likelier the larger the number
///   latency   one spike, the earlier the larger the number; the smallest never spikes
const std::vector<std::string>& coding_names();

/// The numbers of a dataset, from the smallest to the largest; spikes are coded within them.
struct InputRange {
  double low = 0;
  double high = 1;
};

/// The layer in front of all others that turns samples into spikes, [steps * batch x features]; feedback to a
/// sample is the sum over its steps. Null for constant, which needs none. `name` is one of coding_names().
std::unique_ptr<Layer> make_coding(const std::string& name, const Shape& shape, std::int64_t steps,
                                   const InputRange& range);

}  // namespace lfp
