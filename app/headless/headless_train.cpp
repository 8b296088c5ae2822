#include "app/headless/headless_train.h"

#include "app/documents/open_file.h"
#include "app/headless/exit_status.h"
#include "app/headless/headless_figures.h"
#include "app/headless/interruption.h"
#include "app/headless/train_progress.h"
#include "app/headless/train_results.h"
#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/experiment/experiment_paths.h"
#include "core/files/atomic_file.h"
#include "core/network/presets.h"
#include "core/sessions/session_file.h"
#include "core/training/task.h"
#include "widgets/views/names/score.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <memory>
#include <utility>

namespace lfp {
namespace {

/// What the way back may take while training without a window: a session file holds no more of it.
constexpr std::size_t past_bytes = std::size_t{32} << 20U;

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// The experiment with a known architecture, cut to fit its data.
Experiment with_network(Experiment experiment, const PresetEntry& preset) {
  const auto dataset =
      load_dataset(experiment.dataset, {.seed = experiment.seed, .folder = experiment.folder});
  const Task task = task_of(experiment, *dataset);
  const NetworkSpec old = experiment.network;
  experiment.network = preset.make(dataset->shape, task.is_values() ? task.values : task.classes);
  experiment.network.initialiser = old.initialiser;
  // Rules of single layers belonged to the old ones.
  for (RunSpec& run : experiment.runs) run.composite.clear();
  return experiment;
}

Experiment with_set(const Experiment& experiment, const std::string& set) {
  const auto equals = set.find('=');
  if (equals == std::string::npos || equals == 0)
    throw UsageError{"--set " + set + ": write it as path=value, like --set runs[0].rule.epsilon=0.1"};
  const std::string path = set.substr(0, equals);
  const std::string value = set.substr(equals + 1);
  try {
    if (path == "network" && !value.starts_with('{'))
      return with_network(experiment, find_entry(preset_entries(), value, path));
    return with_value(experiment, path, value);
  } catch (const Error& error) {
    throw UsageError{"--set " + set + ": " + error.what()};
  }
}

/// The experiment as it will be trained, with everything that the command line changes.
Experiment folded(Experiment experiment, const TrainOptions& options) {
  for (const auto& set : options.sets) experiment = with_set(experiment, set);
  if (options.steps || options.epochs) experiment.stop = {.epochs = options.epochs, .steps = options.steps};
  if (!experiment.stop.epochs && !experiment.stop.steps)
    throw UsageError{"the experiment has no stop: give --steps or --epochs"};
  return experiment;
}

std::vector<std::string> run_names(const Experiment& experiment) {
  std::vector<std::string> names;
  for (const auto& run : experiment.runs) names.push_back(run.name);
  return names;
}

/// Steps that take about a tenth of a second.
std::int64_t steps_at_once(const Lockstep& lockstep, const Experiment& experiment) {
  constexpr std::int64_t multiplications = 500'000'000;
  const auto snapshot = lockstep.snapshot({});
  std::int64_t parameters = 1;
  for (const auto& layer : snapshot->runs.front().layers) parameters += layer.parameters;
  return std::max<std::int64_t>(multiplications / experiment.batch_size / parameters, 1);
}

/// Trains up to the experiment's stop, until no run goes on, or up to Ctrl+C.
void train(Lockstep& lockstep, const Experiment& experiment, TrainProgress& progress,
           const Interruption& interruption) {
  const auto portion = steps_at_once(lockstep, experiment);
  while (!lockstep.is_finished() && lockstep.goes_on() && !interruption.is_wanted()) {
    const auto& position = lockstep.position();
    lockstep.advance(std::min(portion, position.batches_per_epoch - position.batch));
    progress.show(lockstep);
  }
}

void print_results(const Snapshot& snapshot) {
  const bool of_values = learns_values(snapshot);
  for (const auto& run : snapshot.runs) {
    const auto& signs = run.sign_changes;
    const double share =
        signs.total > 0 ? static_cast<double>(signs.flipped) / static_cast<double>(signs.total) : 0.0;
    std::cout << run.name << ": test " << (of_values ? "R² " : "accuracy ")
              << score(run.test_accuracy, of_values) << ", " << signs.flipped << " of " << signs.total
              << " signs flipped (" << percent(share, 2) << ")\n";
  }
}

void print_divergence(const Snapshot& snapshot) {
  for (const auto& run : snapshot.runs)
    if (run.divergence)
      std::cerr << "lfplab: " << run.name << " diverged at layer " << run.divergence->layer << ", step "
                << run.divergence->step << ": " << run.divergence->cause << ". " << run.divergence->remedy
                << ".\n";
}

/// What repeats the run to the bit: an interrupted one ends where it was interrupted.
Experiment repeating(const Experiment& experiment, const Lockstep& lockstep, bool is_interrupted) {
  Experiment result = experiment;
  if (is_interrupted && lockstep.position().step > 0)
    result.stop = {.epochs = std::nullopt, .steps = lockstep.position().step};
  return result;
}

/// Throws Error where there is nothing to go on from: training anew is not what was asked.
void go_on_from(const SessionFile& session, Lockstep& lockstep, const std::string& name) {
  std::vector<std::string> problems = session.problems();
  for (auto& problem : session.restore(lockstep)) problems.push_back(std::move(problem));
  if (!problems.empty() && lockstep.position().step == 0)
    throw Error(name, problems.front(), "Open it in the window and save its experiment alone");
  for (const auto& problem : problems) std::cerr << "lfplab: " << name << ": " << problem << "\n";
}

/// Whether both train alike, wherever they stop.
bool train_alike(const Experiment& a, Experiment b) {
  b.stop = a.stop;
  return to_json(a) == to_json(b);
}

/// Whether `experiment` alone leads to what `session` is gone on to with it.
bool is_repeatable(const SessionFile& session, const Experiment& experiment, std::int64_t first_step) {
  return first_step == 0 || (session.is_repeatable() && train_alike(session.experiment(), experiment));
}

/// What was trained before a change is not in the experiment that results are written with.
void warn_of_changed_run(const std::string& name, const SessionFile& session, std::int64_t first_step) {
  const std::string when =
      session.is_repeatable() ? "at step " + std::to_string(first_step) : "before it was saved";
  std::cerr << "lfplab: " << name << ": the experiment was changed " << when
            << ": experiment.json alone does not lead to this result. Keep the session file and the command "
               "line with it.\n";
}

void save_session(const Lockstep& lockstep, const Experiment& experiment, bool is_repeatable,
                  const std::string& file) {
  auto state = std::make_shared<LockstepState>(lockstep.state());
  state->repeatable = is_repeatable;
  const bool stays = std::filesystem::absolute(file).parent_path() == experiment.folder;
  write_file(file, session_bytes({.experiment = stays ? experiment : with_absolute_paths(experiment),
                                  .state = state,
                                  .program = program_name()}));
}

}  // namespace

int train_headless(const TrainOptions& options) {
  const auto figures = figure_requests(options.figures);
  const OpenedFile opened = open_file(options.file);
  const auto experiment = std::make_shared<const Experiment>(folded(opened.experiment, options));
  const auto dataset =
      load_dataset(experiment->dataset, {.seed = experiment->seed, .folder = experiment->folder});
  for (const auto& line : dataset->report.lines(options.quiet)) std::cerr << "lfplab: " << line << "\n";
  const bool saves = !options.save.empty();
  Lockstep lockstep(experiment, dataset, {.raster = !figures.empty() || saves, .past = saves});
  lockstep.set_past_limit(past_bytes);
  if (opened.session) go_on_from(*opened.session, lockstep, options.file);
  lockstep.evaluate();  // progress shows the scores before the first epoch ends
  const std::int64_t first_step = lockstep.position().step;
  const bool repeats = !opened.session || is_repeatable(*opened.session, *experiment, first_step);
  if (!options.out.empty() && !repeats) warn_of_changed_run(options.file, *opened.session, first_step);
  lockstep.want_input_feedback(!figures.empty());
  std::optional<ResultFolder> folder;
  if (!options.out.empty()) folder.emplace(options.out);

  const Interruption interruption;
  const auto start = Clock::now();
  {
    TrainProgress progress(run_names(*experiment),
                           steps_until_stop(experiment->stop, lockstep.position().batches_per_epoch),
                           experiment->autoencode || dataset->is_regression(), options.quiet);
    train(lockstep, *experiment, progress, interruption);
  }
  const double seconds = seconds_since(start);
  const bool is_interrupted = interruption.is_wanted() && !lockstep.is_finished() && lockstep.goes_on();

  // Before the log's last row is closed: whoever trains on closes it where the epoch ends.
  if (saves) save_session(lockstep, *experiment, repeats, options.save);
  lockstep.evaluate();
  lockstep.close_log();
  while (!interruption.is_wanted() && lockstep.try_remedies(1)) {
  }
  if (folder) {
    if (!figures.empty())
      draw_figures(lockstep, figures, {options.width, options.height}, folder->inner("figures"));
    write_results(lockstep, repeating(*experiment, lockstep, is_interrupted), options.formats,
                  {.seconds = seconds, .first_step = first_step}, *folder);
  }
  const auto snapshot = lockstep.snapshot({});
  if (!options.quiet) print_results(*snapshot);
  print_divergence(*snapshot);
  std::cout << "signature: " << lockstep.signature() << std::endl;
  if (is_interrupted) return exit_interrupted;
  return lockstep.has_diverged() ? exit_diverged : exit_done;
}

}  // namespace lfp
