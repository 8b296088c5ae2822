// What a map of cells costs, beside the training steps in it.

#include "core/study/study_file.h"
#include "core/study/study_order.h"
#include "core/study/study_runner.h"
#include "core/study/study_store.h"
#include "core/training/trainer.h"

#include <chrono>
#include <ctime>
#include <filesystem>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include <benchmark/benchmark.h>
#include <sys/resource.h>

namespace lfp::benchmarks {
namespace {

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

/// Processor time of one thread or of all, in seconds: what else the machine does counts for nothing.
double processor_seconds(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

/// What its training steps alone take, without the tests at the ends of epochs.
double seconds_of_steps(const Study& study) {
  CellExperiments experiments(std::make_shared<const Study>(study));
  const auto experiment = std::make_shared<const Experiment>(experiments.experiment(study.cells() / 2, 1));
  const auto dataset = load_dataset(experiment->dataset, {.seed = 1, .folder = {}});
  Trainer trainer(experiment, 0, dataset, false);
  constexpr int warm_up = 200;
  constexpr int steps = 5000;
  for (int step = 0; step < warm_up; ++step) trainer.advance_step();
  const std::int64_t per_epoch = trainer.run().batches_per_epoch();
  double seconds = 0;
  int counted = 0;
  for (int step = 0; step < steps; ++step) {
    const bool ends_epoch = (trainer.run().step + 1) % per_epoch == 0;
    const double start = processor_seconds(CLOCK_THREAD_CPUTIME_ID);
    trainer.advance_step();
    if (ends_epoch) continue;
    seconds += processor_seconds(CLOCK_THREAD_CPUTIME_ID) - start;
    ++counted;
  }
  constexpr int epochs = 10;
  return seconds / counted * static_cast<double>(per_epoch * epochs * study.trainings());
}

/// The mean over threads that train at the same time: cores share caches, and some share a core's units.
double seconds_of_steps_in_parallel(const Study& study, int jobs) {
  std::vector<double> seconds(static_cast<std::size_t>(jobs));
  std::vector<std::jthread> threads;
  for (double& one : seconds) threads.emplace_back([&] { one = seconds_of_steps(study); });
  threads.clear();
  return std::reduce(seconds.begin(), seconds.end()) / jobs;
}

/// The most memory that the process ever held.
double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void study_map(benchmark::State& state) {
  const auto study = std::make_shared<const Study>(map_of(state.range(0), static_cast<int>(state.range(1))));
  const auto file = std::filesystem::temp_directory_path() / "lfplab-benchmark.sqlite";
  const int jobs = usual_jobs();
  const double before = peak_megabytes();
  const double start = processor_seconds(CLOCK_PROCESS_CPUTIME_ID);
  for (auto _ : state) {
    StudyStore store(file, *study, {.study = {}, .hash = {}, .program = "benchmark", .shard = {}}, true);
    StudyRunner runner(study, trainings_in_order(*study, {}), jobs);
    constexpr std::chrono::milliseconds between_writings{200};
    for (bool is_over = false; !is_over;) {
      std::this_thread::sleep_for(between_writings);
      is_over = runner.is_over();
      store.add(runner.take());
    }
  }
  const double seconds = processor_seconds(CLOCK_PROCESS_CPUTIME_ID) - start;
  state.counters["processor s/core"] = seconds / jobs;
  state.counters["times bare steps"] = seconds / seconds_of_steps_in_parallel(*study, jobs);
  state.counters["peak MB"] = peak_megabytes();
  state.counters["peak MB before"] = before;
  state.counters["store MB"] = static_cast<double>(std::filesystem::file_size(file)) / 1e6;
  std::filesystem::remove(file);
}

BENCHMARK(study_map)
    ->Name("map/side/seeds")
    ->Args({20, 3})
    ->Args({256, 1})
    ->Unit(benchmark::kSecond)
    ->UseRealTime()
    ->Iterations(1);

}  // namespace
}  // namespace lfp::benchmarks
