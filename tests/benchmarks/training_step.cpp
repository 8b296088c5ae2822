// What a training step costs, beside the matrix products that it needs.

#include "core/lockstep/lockstep.h"
#include "core/training/trainer.h"
#include "tests/benchmarks/bench_network.h"
#include "tests/benchmarks/matrix_speed.h"
#include "tests/support/allocations.h"

#include <map>

#include <benchmark/benchmark.h>

namespace lfp::benchmarks {
namespace {

const StepProducts& products_of(const Subject& subject) {
  static std::map<std::string, StepProducts> measured;
  auto found = measured.find(subject.name);
  if (found == measured.end()) found = measured.emplace(subject.name, measure_products(subject)).first;
  return found->second;
}

/// Steps between two ends of an epoch, where testing and the log's row would be counted in.
constexpr std::int64_t batches = 100;

void training_step(benchmark::State& state, const Subject& subject, const RunSpec& run) {
  const StepProducts& products = products_of(subject);
  Trainer trainer(experiment_of(subject, {run}), 0, random_dataset(subject, batches), false);
  for (int warm_up = 0; warm_up < 5; ++warm_up) trainer.advance_step();
  std::size_t bytes = 0;
  for (auto _ : state) {
    const bool ends_epoch = (trainer.run().step + 1) % batches == 0;
    const std::size_t before = test::allocated_bytes();
    trainer.advance_step();
    if (!ends_epoch) bytes += test::allocated_bytes() - before;
  }
  if (trainer.run().divergence) state.SkipWithError("diverged");
  const auto steps = static_cast<double>(state.iterations());
  state.counters["steps/s"] = benchmark::Counter(steps, benchmark::Counter::kIsRate);
  state.counters["GFLOP/s"] =
      benchmark::Counter(steps * products.operations * 1e-9, benchmark::Counter::kIsRate);
  state.counters["of_matrix_speed"] =
      benchmark::Counter(steps * products.seconds, benchmark::Counter::kIsRate);
  state.counters["bytes/step"] = static_cast<double>(bytes) / steps;
}

/// Both runs of a twin, on as many cores as there are.
void twin(benchmark::State& state, const Subject& subject, bool both) {
  std::vector<RunSpec> runs = {run_of(subject, Method::lfp, "epsilon")};
  if (both) runs.push_back(run_of(subject, Method::gradient, "epsilon"));
  Lockstep lockstep(experiment_of(subject, std::move(runs)), random_dataset(subject, 20));
  constexpr std::int64_t steps = 20;
  for (auto _ : state) lockstep.advance(steps);
  state.counters["steps/s"] =
      benchmark::Counter(static_cast<double>(state.iterations() * steps), benchmark::Counter::kIsRate);
}

const bool registered = [] {
  for (const Subject& subject : subjects()) {
    const auto add = [&](const std::string& name, const RunSpec& run) {
      benchmark::RegisterBenchmark((subject.name + "/" + name).c_str(), training_step, subject, run)
          ->Unit(benchmark::kMillisecond);
    };
    add("LFP-epsilon", run_of(subject, Method::lfp, "epsilon"));
    add("gradient", run_of(subject, Method::gradient, "epsilon"));
    add("LFP-z+z-", run_of(subject, Method::lfp, "z_plus_z_minus"));
    for (const bool both : {false, true})
      benchmark::RegisterBenchmark(
          (subject.name + (both ? "/twin of 2, 20 steps" : "/LFP alone, 20 steps")).c_str(), twin, subject,
          both)
          ->Unit(benchmark::kMillisecond)
          ->UseRealTime();
  }
  return true;
}();

}  // namespace
}  // namespace lfp::benchmarks
