// What a map of cells costs, beside the training steps in it.

#include "core/study/study_file.h"
#include "core/study/study_order.h"
#include "core/study/study_runner.h"
#include "core/study/study_store.h"
#include "core/training/trainer.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>

#include <benchmark/benchmark.h>

namespace lfp::benchmarks {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Learning rate against epsilon: 2-32-32-2, 1,000 samples, batches of 128, 10 epochs.
Study map_of(std::int64_t side, int seeds) {
  std::string json = R"({ "format": "lfplab-study", "version": 1, "experiment": {
      "format": "lfplab-experiment", "version": 1, "dataset": { "kind": "spirals", "samples": 1000 },
      "network": { "layers": [ { "kind": "dense", "units": 32, "activation": "relu" },
                               { "kind": "dense", "units": 32, "activation": "relu" },
                               { "kind": "dense", "units": 2 } ] },
      "batch_size": 128, "stop": { "epochs": 10 }, "runs": [ { "name": "LFP", "method": "lfp" } ] },
    "axes": [ { "path": "runs[0].optimiser.learning_rate", "from": 0.001, "to": 0.5, "steps": SIDE, "scale": "log" },
              { "path": "runs[0].rule.epsilon", "from": 1e-6, "to": 1, "steps": SIDE, "scale": "log" } ],
    "seeds": [1] })";
  for (auto at = json.find("SIDE"); at != std::string::npos; at = json.find("SIDE"))
    json.replace(at, 4, std::to_string(side));
  Study study = parse_study(json, {.name = "map"});
  study.seeds.clear();
  for (int seed = 1; seed <= seeds; ++seed) study.seeds.push_back(static_cast<std::uint64_t>(seed));
  return study;
}

/// Seconds that its training steps alone take in one thread.
double seconds_of_steps(const Study& study) {
  CellExperiments experiments(std::make_shared<const Study>(study));
  const auto experiment = std::make_shared<const Experiment>(experiments.experiment(study.cells() / 2, 1));
  const auto dataset = load_dataset(experiment->dataset, {.seed = 1, .folder = {}});
  Trainer trainer(experiment, 0, dataset, false);
  constexpr int warm_up = 200;
  constexpr int steps = 5000;
  for (int step = 0; step < warm_up; ++step) trainer.advance_step();
  double seconds = 0;
  for (int step = 0; step < steps; ++step) {
    const bool ends_epoch = (trainer.run().step + 1) % trainer.run().batches_per_epoch() == 0;
    const auto start = Clock::now();
    trainer.advance_step();
    if (!ends_epoch) seconds += seconds_since(start);
  }
  const auto per_epoch = static_cast<double>(trainer.run().batches_per_epoch());
  const double step = seconds / (steps * (per_epoch - 1) / per_epoch);
  return step * per_epoch * 10 * static_cast<double>(study.trainings());
}

void study_map(benchmark::State& state) {
  const auto study = std::make_shared<const Study>(map_of(state.range(0), static_cast<int>(state.range(1))));
  const auto file = std::filesystem::temp_directory_path() / "lfplab-benchmark.sqlite";
  const int jobs = usual_jobs();
  double seconds = 0;
  for (auto _ : state) {
    const auto start = Clock::now();
    {
      StudyStore store(file, *study, {.study = {}, .hash = {}, .program = "benchmark", .shard = {}}, true);
      StudyRunner runner(study, trainings_in_order(*study, {}), jobs);
      constexpr std::chrono::milliseconds between_writings{200};
      for (bool is_over = false; !is_over;) {
        std::this_thread::sleep_for(between_writings);
        is_over = runner.is_over();
        store.add(runner.take());
      }
    }
    seconds += seconds_since(start);
  }
  std::filesystem::remove(file);
  const double bare = seconds_of_steps(*study) / jobs;
  state.counters["times_bare_steps"] = seconds / static_cast<double>(state.iterations()) / bare;
}

BENCHMARK(study_map)
    ->Name("map/side/seeds")
    ->Args({20, 3})
    ->Args({64, 1})
    ->Unit(benchmark::kSecond)
    ->UseRealTime()
    ->Iterations(1);

}  // namespace
}  // namespace lfp::benchmarks
