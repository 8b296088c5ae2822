#pragma once

#include "core/base/random.h"
#include "core/data/dataset.h"
#include "core/training/experiment.h"

#include <memory>
#include <string>
#include <vector>

namespace lfp::benchmarks {

constexpr std::int64_t batch_size = 128;

/// Sizes of a dense network: inputs, units of each layer, classes.
using Sizes = std::vector<std::int64_t>;

inline std::string name_of(const Sizes& sizes) {
  std::string name;
  for (const auto size : sizes) name += (name.empty() ? "" : "-") + std::to_string(size);
  return name;
}

/// Random samples of a network's input and output size; the speed of a step does not depend on what they are.
inline std::shared_ptr<const Dataset> random_dataset(const Sizes& sizes, std::int64_t batches) {
  Random random(1, RandomStream::data);
  auto dataset = std::make_shared<Dataset>();
  dataset->name = "Random";
  dataset->shape.channels = sizes.front();
  dataset->classes = static_cast<std::int32_t>(sizes.back());
  dataset->train.features = sizes.front();
  for (std::int64_t i = 0; i < batches * batch_size; ++i) {
    dataset->train.labels.push_back(
        static_cast<std::int32_t>(random.below(static_cast<std::uint64_t>(sizes.back()))));
    for (std::int64_t feature = 0; feature < sizes.front(); ++feature)
      dataset->train.inputs.push_back(static_cast<float>(random.normal()));
  }
  return dataset;
}

inline RunSpec run_of(Method method, const std::string& rule) {
  RunSpec run;
  run.name = method == Method::lfp ? rule : "gradient";
  run.method = method;
  run.rule.name = rule;
  run.optimiser.settings.set("learning_rate", 1e-4);
  run.optimiser.settings.set("momentum", 0.9);
  run.clip_norm = 1.0;
  return run;
}

inline std::shared_ptr<const Experiment> experiment_of(const Sizes& sizes, std::vector<RunSpec> runs) {
  auto experiment = std::make_shared<Experiment>();
  experiment->batch_size = batch_size;
  for (std::size_t l = 1; l < sizes.size(); ++l) {
    LayerSpec layer;
    layer.kind.name = "dense";
    layer.kind.settings.set("units", sizes[l]);
    if (l + 1 < sizes.size()) layer.activation.name = "relu";
    experiment->network.layers.push_back(layer);
  }
  experiment->runs = std::move(runs);
  return experiment;
}

}  // namespace lfp::benchmarks
