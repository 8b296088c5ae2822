#include "tests/support/small_experiment.h"

namespace lfp::test {

Experiment small_experiment(std::uint64_t seed) {
  Experiment experiment;
  experiment.name = "Small";
  experiment.seed = seed;
  experiment.dataset.settings.set("samples", std::int64_t{250});
  experiment.network.layers = {dense_spec(12, "relu"), dense_spec(12, "relu"), dense_spec(2, "")};
  experiment.batch_size = 64;
  RunSpec lfp_run;
  lfp_run.name = "LFP";
  lfp_run.optimiser.settings.set("learning_rate", 0.05);
  lfp_run.optimiser.settings.set("momentum", 0.9);
  lfp_run.clip_norm = 1.0;
  RunSpec gradient_run = lfp_run;
  gradient_run.name = "Gradient";
  gradient_run.method = Method::gradient;
  experiment.runs = {lfp_run, gradient_run};
  return experiment;
}

std::shared_ptr<const Dataset> dataset_of(const Experiment& experiment) {
  return load_dataset(experiment.dataset, {.seed = experiment.seed, .folder = {}});
}

RunSpec slower(RunSpec spec) {
  spec.optimiser.settings.set("learning_rate", 0.01);
  return spec;
}

RunSpec with_adam(RunSpec spec) {
  spec.optimiser = {.name = "adam", .settings = {}};
  return spec;
}

Lockstep start(const Experiment& experiment, RecordOptions record) {
  return {std::make_shared<const Experiment>(experiment), dataset_of(experiment), record};
}

}  // namespace lfp::test
