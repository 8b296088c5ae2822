#include "core/sessions/load_materials.h"

#include "core/base/error.h"
#include "core/base/unknown_name.h"
#include "core/data/data_file.h"
#include "core/data/dataset.h"
#include "core/exchange/weight_formats.h"
#include "core/lockstep/lockstep.h"
#include "core/lockstep/run_descriptions.h"
#include "core/lockstep/train_to_stop.h"
#include "core/network/named_parameters.h"
#include "core/sessions/session_file.h"

#include <algorithm>
#include <map>
#include <string>

namespace lfp {
namespace {

constexpr const char* weights_place = "network.weights";

/// Whose weights run `run` takes of an experiment with runs `given`.
std::size_t source_run(const RunSpec& run, const std::string& wanted, const std::vector<RunSpec>& given) {
  const auto index_of = [&](const auto& found) { return static_cast<std::size_t>(found - given.begin()); };
  if (!wanted.empty()) {
    const auto found = std::ranges::find(given, wanted, &RunSpec::name);
    if (found != given.end()) return index_of(found);
    std::vector<std::string> names;
    names.reserve(given.size());
    for (const RunSpec& one : given) names.push_back(one.name);
    throw Error(std::string(weights_place) + ".run", "there is no run \"" + wanted + "\"",
                remedy_for(wanted, names));
  }
  if (const auto namesake = std::ranges::find(given, run.name, &RunSpec::name); namesake != given.end())
    return index_of(namesake);
  const auto like = std::ranges::find(given, run.method, &RunSpec::method);
  return like != given.end() ? index_of(like) : 0;
}

/// The same for each run.
std::vector<std::size_t> source_runs(const Experiment& experiment, const std::vector<RunSpec>& given) {
  std::vector<std::size_t> sources;
  for (const RunSpec& run : experiment.runs)
    sources.push_back(source_run(run, experiment.network.weights->run, given));
  return sources;
}

/// Distributes what `make(index)` makes of each source run that is needed.
template <class Make>
KnownRuns share_out(const std::vector<std::size_t>& sources, const Make& make) {
  std::map<std::size_t, std::shared_ptr<const KnownWeights>> made;
  KnownRuns known;
  for (const std::size_t source : sources) {
    auto& weights = made[source];
    if (!weights) weights = std::make_shared<const KnownWeights>(make(source));
    known.weights.push_back(weights);
  }
  return known;
}

void add_rows(const RunLog& rows, const Position& end, RunLog& log) {
  for (const auto& row : rows) {
    LogRow moved = *row;
    moved.step -= end.step;
    moved.epoch -= end.epoch;
    log.push_back(std::make_shared<const LogRow>(std::move(moved)));
  }
}

/// How a run was trained, and what came before that, up to step 0.
RunLog past_of(Lockstep& trained, std::size_t run) {
  const Position& end = trained.position();
  RunLog log;
  add_rows(trained.materials().past_of(run), end, log);
  add_rows(trained.descriptions().describe({}).runs[run].history.log, end, log);
  return log;
}

NamedArrays drawn_weights(const Lockstep& lockstep, const Experiment& experiment, std::size_t run) {
  const Materials& materials = lockstep.materials();
  return named_parameters(
      make_initial_network(experiment, *materials.dataset, materials.known_for(run).get(), nullptr));
}

KnownRuns from_training(const Experiment& experiment, const std::shared_ptr<const Dataset>& dataset,
                        Progress* progress) {
  Experiment first =
      parse_experiment(experiment.network.weights->experiment, std::string(weights_place) + ".experiment");
  first.seed = experiment.seed;
  first.folder = experiment.folder;
  const bool has_same_data = first.dataset == experiment.dataset;
  Materials materials = has_same_data ? Materials(dataset) : Materials();
  if (has_same_data)
    materials.known = load_known_weights(first, dataset, progress);
  else
    materials = load_materials(first, progress);
  Lockstep lockstep(std::make_shared<const Experiment>(first), materials, {}, progress);
  train_to_stop(lockstep,
                {.called_off = [progress] { return progress != nullptr && progress->is_cancelled(); }});
  if (progress != nullptr) progress->check();
  lockstep.close_log();
  const auto sources = source_runs(experiment, first.runs);
  KnownRuns known = share_out(sources, [&](std::size_t run) {
    const std::string name = std::string(weights_place) + ".experiment (" + first.runs[run].name + ")";
    if (const auto& divergence = lockstep.run(run).divergence)
      throw Error(name, "training it diverged at step " + std::to_string(divergence->step),
                  "Lower its learning rate, or clip its updates");
    return KnownWeights{
        .weights = lockstep.weights(run), .drawn = drawn_weights(lockstep, first, run), .source = name};
  });
  for (const std::size_t run : sources) known.past.push_back(past_of(lockstep, run));
  return known;
}

/// What the weights were before they were trained is found out only where pruning asks for it: it takes the
/// session's data.
KnownRuns from_session(const Experiment& experiment, const std::filesystem::path& file, Progress* progress) {
  const SessionFile session = load_session(file);
  const bool wants_drawn = experiment.network.prune && experiment.network.prune->by == "movement";
  std::optional<Lockstep> untrained;
  if (wants_drawn)
    untrained.emplace(std::make_shared<const Experiment>(session.experiment()),
                      load_materials(session.experiment(), progress));
  return share_out(source_runs(experiment, session.experiment().runs), [&](std::size_t run) {
    return KnownWeights{.weights = session.weights(run),
                        .drawn = untrained ? untrained->weights(run) : NamedArrays(),
                        .source = file.string()};
  });
}

KnownRuns from_file(const Experiment& experiment, Progress* progress) {
  const std::filesystem::path file = find_weights_file(experiment);
  if (file.extension() == ".lfplab") return from_session(experiment, file, progress);
  const auto known = std::make_shared<const KnownWeights>(
      KnownWeights{.weights = read_weights(file), .drawn = {}, .source = file.string()});
  return {.weights = std::vector(experiment.runs.size(), known), .past = {}};
}

}  // namespace

std::filesystem::path find_weights_file(const Experiment& experiment) {
  const std::string& name = experiment.network.weights->file;
  if (const auto found = find_data_file(name, experiment.folder)) return *found;
  throw Error((experiment.folder / name).string(), "there is no such file of weights",
              "Put it there, " + place_for_data() +
                  ", or correct network.weights.file, which starts at the experiment's folder: --set "
                  "network.weights.file=FILE, or choose the file where the window asks for it");
}

KnownRuns load_known_weights(const Experiment& experiment, const std::shared_ptr<const Dataset>& dataset,
                             Progress* progress) {
  if (!experiment.network.weights) return {};
  if (experiment.network.weights->file.empty()) return from_training(experiment, dataset, progress);
  return from_file(experiment, progress);
}

Materials load_materials(const Experiment& experiment, Progress* progress) {
  Materials materials(load_dataset(
      experiment.dataset, {.seed = experiment.seed, .folder = experiment.folder, .progress = progress}));
  materials.known = load_known_weights(experiment, materials.dataset, progress);
  return materials;
}

bool starts_from_the_same(const Experiment& a, const Experiment& b) {
  const auto is_alike = [](const RunSpec& one, const RunSpec& other) {
    return one.name == other.name && one.method == other.method;
  };
  // Pruning by movement asks more of the source than its weights.
  return a.network.weights == b.network.weights && a.network.prune == b.network.prune && a.seed == b.seed &&
         a.folder == b.folder && std::ranges::equal(a.runs, b.runs, is_alike);
}

}  // namespace lfp
