#pragma once

#include "core/experiment/experiment.h"
#include "core/layers/layer_size.h"
#include "widgets/editing/data_facts.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// Why a layer cannot stand where it does.
struct LayerProblem {
  std::size_t layer = 0;
  std::string setting;  ///< the one to blame; may be empty
  std::string text;     ///< problem and remedy
};

struct NetworkSizes {
  std::vector<LayerSize> layers;  ///< in order, up to the first that cannot stand or is too large
  std::optional<LayerProblem> problem;
};

/// The layers of a network for inputs of that shape. Nothing large is made for it.
NetworkSizes layer_sizes(const NetworkSpec& network, const Shape& input);
/// The same for an experiment's data, which also need a certain number of outputs.
NetworkSizes layer_sizes(const Experiment& experiment, const DataFacts& facts);

}  // namespace lfp
