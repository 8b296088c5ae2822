#include "core/study/estimate.h"

#include "core/base/error.h"
#include "core/base/product.h"
#include "core/experiment/stop.h"
#include "core/sessions/load_materials.h"
#include "core/study/cell_experiments.h"
#include "core/training/trainer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <utility>

namespace lfp {
namespace {

constexpr double long_enough = 0.1;
constexpr std::int64_t most_cells = 50;

double seconds_of(const Experiment& cell) {
  use_one_thread_a_product();
  using Clock = std::chrono::steady_clock;
  const auto experiment = std::make_shared<const Experiment>(cell);
  const Materials materials = load_materials(cell);
  double seconds = 0;
  for (std::size_t run = 0; run < experiment->runs.size(); ++run) {
    Trainer trainer(experiment, run, materials, false);
    const auto end = last_step(experiment->stop, trainer.run().batches_per_epoch()).value_or(1);
    const auto start = Clock::now();
    const auto passed = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
    std::int64_t steps = 0;
    while (steps < end && passed() < long_enough && trainer.advance_step()) ++steps;
    seconds += passed() * static_cast<double>(end) / static_cast<double>(std::max<std::int64_t>(steps, 1));
  }
  return seconds;
}

}  // namespace

std::optional<double> seconds_a_training(const Study& study) {
  CellExperiments experiments(std::make_shared<const Study>(study));
  const std::int64_t cells = study.cells();
  const std::int64_t tries = std::min(cells, most_cells);
  for (std::int64_t tried = 0; tried < tries; ++tried) {
    try {
      return seconds_of(experiments.experiment(cells / tries * tried, study.seeds.front()));
    } catch (const Error&) {
      // Another cell may be valid.
    }
  }
  return std::nullopt;
}

std::string duration_text(double seconds) {
  static constexpr std::pair<const char*, double> units[] = {
      {"years", 365.25 * 86400}, {"days", 86400}, {"hours", 3600}, {"minutes", 60}, {"seconds", 1}};
  for (const auto& [name, length] : units) {
    if (seconds < 1.5 * length && length > 1) continue;
    const double number = std::max(std::round(seconds / length), 1.0);
    if (number > 1000 && length > 86400) return "more than 1000 years";
    const auto whole = static_cast<std::int64_t>(number);
    std::string unit = name;
    if (whole == 1) unit.pop_back();
    return "about " + std::to_string(whole) + " " + unit;
  }
  return "no time";
}

}  // namespace lfp
