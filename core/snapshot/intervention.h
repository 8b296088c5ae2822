#pragma once

#include "core/experiment/experiment.h"
#include "core/experiment/pruning.h"
#include "core/snapshot/inspection.h"

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

namespace lfp {

/// Feedback that a person gave for one sample, and that a run has learnt from.
struct Teaching {
  bool from_test = true;
  std::int64_t sample = 0;       ///< index in its split; -1: it is `input`
  std::vector<double> feedback;  ///< one an output: above 0 rewards, below 0 punishes
  std::vector<float> input{};    ///< of no sample of the data, as the network sees it: a drawing
  bool operator==(const Teaching&) const = default;
};

/// Another value for a weight or a bias.
struct ParameterEdit {
  InspectedItem parameter;
  double value = 0;
  bool operator==(const ParameterEdit&) const = default;
};

/// What a person did to a run between two steps. Training that is repeated repeats it at the same place.
struct Intervention {
  std::int64_t step = 0;  ///< whole batches trained before it
  std::size_t run = 0;
  std::variant<RunSpec, Teaching, ParameterEdit, Pruning> what;
};

}  // namespace lfp
