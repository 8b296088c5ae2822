// What a training step costs, beside the matrix products that it needs.

#include "core/training/lockstep.h"
#include "core/training/trainer.h"
#include "tests/benchmarks/allocations.h"
#include "tests/benchmarks/bench_network.h"
#include "tests/benchmarks/matrix_speed.h"

#include <map>

#include <benchmark/benchmark.h>

namespace lfp::benchmarks {
namespace {

const std::vector<Sizes> networks = {{2, 32, 32, 2}, {784, 256, 128, 10}, {784, 1000, 1000, 10}};

const StepProducts& products_of(const Sizes& sizes) {
  static std::map<Sizes, StepProducts> measured;
  auto found = measured.find(sizes);
  if (found == measured.end()) found = measured.emplace(sizes, measure_products(sizes)).first;
  return found->second;
}

void training_step(benchmark::State& state, const Sizes& sizes, const RunSpec& run) {
  const StepProducts& products = products_of(sizes);
  Trainer trainer(experiment_of(sizes, {run}), 0, random_dataset(sizes, 20), false);
  for (int warm_up = 0; warm_up < 5; ++warm_up) trainer.advance_step();
  const std::size_t before = allocated_bytes();
  for (auto _ : state) trainer.advance_step();
  if (trainer.divergence()) state.SkipWithError("diverged");
  const auto steps = static_cast<double>(state.iterations());
  state.counters["steps/s"] = benchmark::Counter(steps, benchmark::Counter::kIsRate);
  state.counters["GFLOP/s"] =
      benchmark::Counter(steps * products.operations * 1e-9, benchmark::Counter::kIsRate);
  state.counters["of_matrix_speed"] =
      benchmark::Counter(steps * products.seconds, benchmark::Counter::kIsRate);
  state.counters["bytes/step"] = static_cast<double>(allocated_bytes() - before) / steps;
}

/// Both runs of a twin, on as many cores as there are.
void twin(benchmark::State& state, const Sizes& sizes, bool both) {
  std::vector<RunSpec> runs = {run_of(Method::lfp, "epsilon")};
  if (both) runs.push_back(run_of(Method::gradient, "epsilon"));
  Lockstep lockstep(experiment_of(sizes, std::move(runs)), random_dataset(sizes, 20));
  constexpr std::int64_t steps = 20;
  for (auto _ : state) lockstep.advance(steps);
  state.counters["steps/s"] =
      benchmark::Counter(static_cast<double>(state.iterations() * steps), benchmark::Counter::kIsRate);
}

const bool registered = [] {
  for (const Sizes& sizes : networks) {
    const auto add = [&](const std::string& name, const RunSpec& run) {
      benchmark::RegisterBenchmark((name_of(sizes) + "/" + name).c_str(), training_step, sizes, run)
          ->Unit(benchmark::kMillisecond);
    };
    add("LFP-epsilon", run_of(Method::lfp, "epsilon"));
    add("gradient", run_of(Method::gradient, "epsilon"));
    add("LFP-z+z-", run_of(Method::lfp, "z_plus_z_minus"));
    for (const bool both : {false, true})
      benchmark::RegisterBenchmark(
          (name_of(sizes) + (both ? "/twin of 2, 20 steps" : "/LFP alone, 20 steps")).c_str(), twin, sizes,
          both)
          ->Unit(benchmark::kMillisecond)
          ->UseRealTime();
  }
  return true;
}();

}  // namespace
}  // namespace lfp::benchmarks
