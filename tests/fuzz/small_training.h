#pragma once

#include "core/data/dataset.h"
#include "core/lockstep/lockstep.h"
#include "core/lockstep/lockstep_state.h"

#include <memory>

namespace lfp::fuzz {

/// XOR, 2-4-2, LFP beside the gradient.
inline Experiment small_experiment() {
  return parse_experiment(
      R"({"format": "lfplab-experiment", "version": 1, "dataset": {"kind": "xor"},
          "network": {"layers": [{"kind": "dense", "units": 4, "activation": "relu"},
                                 {"kind": "dense", "units": 2}]},
          "batch_size": 64,
          "runs": [{"name": "LFP", "method": "lfp"}, {"name": "Gradient", "method": "gradient"}]})",
      "");
}

inline Lockstep small_training() {
  const auto experiment = std::make_shared<const Experiment>(small_experiment());
  static const auto dataset = load_dataset(experiment->dataset, {.seed = experiment->seed, .folder = {}});
  return {experiment, dataset, {.raster = true, .past = true}};
}

}  // namespace lfp::fuzz
