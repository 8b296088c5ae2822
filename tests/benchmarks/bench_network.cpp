#include "tests/benchmarks/bench_network.h"

#include "core/base/random.h"
#include "core/network/presets.h"

#include <utility>

namespace lfp::benchmarks {
namespace {

/// Inputs, units of each layer, classes.
Subject dense_subject(const std::vector<std::int64_t>& sizes) {
  Subject subject;
  subject.input.channels = sizes.front();
  subject.classes = static_cast<std::int32_t>(sizes.back());
  for (std::size_t l = 0; l < sizes.size(); ++l) {
    subject.name += (l == 0 ? "" : "-") + std::to_string(sizes[l]);
    if (l == 0) continue;
    LayerSpec layer;
    layer.kind.name = "dense";
    layer.kind.settings.set("units", sizes[l]);
    if (l + 1 < sizes.size()) layer.activation.name = "relu";
    subject.network.layers.push_back(layer);
  }
  return subject;
}

Subject preset_subject(std::string name, const std::string& preset, const Shape& input,
                       const std::string& feedback) {
  Subject subject{
      .name = std::move(name), .input = input, .classes = 10, .network = {}, .feedback = feedback};
  subject.network = find_entry(preset_entries(), preset, "benchmark").make(input, 10);
  subject.network.initialiser = "uniform";
  return subject;
}

}  // namespace

const std::vector<Subject>& subjects() {
  static const std::vector<Subject> all = {
      dense_subject({2, 32, 32, 2}),
      dense_subject({784, 256, 128, 10}),
      dense_subject({784, 1000, 1000, 10}),
      preset_subject("LeNet", "lenet", {.channels = 1, .height = 28, .width = 28}, "softmax"),
      preset_subject("spiking 784-1000-10, 15 steps", "spiking_mlp", {.channels = 784}, "snn_rate_coded"),
  };
  return all;
}

std::shared_ptr<const Dataset> random_dataset(const Subject& subject, std::int64_t batches) {
  Random random(1, RandomStream::data);
  auto dataset = std::make_shared<Dataset>();
  dataset->name = "Random";
  dataset->shape = subject.input;
  dataset->classes = subject.classes;
  dataset->train.features = subject.input.size();
  for (std::int64_t i = 0; i < batches * batch_size; ++i) {
    dataset->train.labels.push_back(
        static_cast<std::int32_t>(random.below(static_cast<std::uint64_t>(subject.classes))));
    for (std::int64_t feature = 0; feature < subject.input.size(); ++feature)
      dataset->train.inputs.push_back(static_cast<float>(random.normal()));
  }
  return dataset;
}

RunSpec run_of(const Subject& subject, Method method, const std::string& rule) {
  RunSpec run;
  run.name = method == Method::lfp ? rule : "gradient";
  run.method = method;
  run.rule.name = rule;
  run.feedback.name = subject.feedback;
  run.surrogate = "arctan";
  run.optimiser.settings.set("learning_rate", 1e-4);
  run.optimiser.settings.set("momentum", 0.9);
  run.clip_norm = 1.0;
  return run;
}

std::shared_ptr<const Experiment> experiment_of(const Subject& subject, std::vector<RunSpec> runs) {
  auto experiment = std::make_shared<Experiment>();
  experiment->batch_size = batch_size;
  experiment->network = subject.network;
  experiment->runs = std::move(runs);
  return experiment;
}

}  // namespace lfp::benchmarks
