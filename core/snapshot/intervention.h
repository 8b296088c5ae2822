#pragma once

#include "core/experiment/experiment.h"
#include "core/experiment/pruning.h"
#include "core/snapshot/inspection.h"

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

namespace lfp {

/// Feedback given by hand for one sample, which a run has learnt from.
struct Teaching {
  bool from_test = true;
  std::int64_t sample = 0;       ///< index in its split; -1 if the sample is `input`
  std::vector<double> feedback;  ///< one value per output: above 0 rewards, below 0 punishes
  std::vector<float> input{};    ///< a sample outside the data (a drawing), as the network sees it
  bool operator==(const Teaching&) const = default;
};

/// A new value for a weight or a bias.
struct ParameterEdit {
  InspectedItem parameter;
  double value = 0;
  bool operator==(const ParameterEdit&) const = default;
};

/// A change made by hand to a run between two steps. When training is replayed, it is repeated there.
struct Intervention {
  std::int64_t step = 0;  ///< number of whole batches trained before it
  std::size_t run = 0;
  std::variant<RunSpec, Teaching, ParameterEdit, Pruning> what;
};

}  // namespace lfp
