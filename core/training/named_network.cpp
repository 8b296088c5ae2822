#include "core/training/named_network.h"

#include "core/data/dataset.h"
#include "core/files/json_text.h"
#include "core/network/presets.h"
#include "core/training/task.h"

#include <algorithm>
#include <iterator>

#include <nlohmann/json.hpp>

namespace lfp {
namespace {

bool names_network(const ValueChange& change) {
  return change.path == "network" && !change.value.starts_with('{');
}

/// Whether the change can affect which data are loaded.
bool is_about_data(const ValueChange& change) {
  const std::string path = spelled_out(change.path);
  return path == "seed" || path == "autoencode" || path == "dataset" || path.starts_with("dataset.");
}

NetworkSpec network_for(const Experiment& experiment, const std::string& name) {
  const auto& preset = find_entry(preset_entries(), name, "network");
  const auto dataset =
      load_dataset(experiment.dataset, {.seed = experiment.seed, .folder = experiment.folder});
  const Task task = task_of(experiment, *dataset);
  return preset.make(dataset->shape, task.is_values() ? task.values : task.classes);
}

/// The network as the experiment file has it, but for the initialiser, which stays.
std::vector<ValueChange> changes_to(const NetworkSpec& network, Experiment experiment) {
  experiment.network = network;
  for (RunSpec& run : experiment.runs) run.composite.clear();
  const auto json = read_json(to_json(experiment)).at("network");
  std::vector<ValueChange> changes;
  for (const char* key : {"layers", "steps", "coding"})
    changes.push_back(
        {.path = std::string("network.") + key, .value = json_text(json.value(key, nlohmann::json()))});
  for (std::size_t run = 0; run < experiment.runs.size(); ++run)
    changes.push_back({.path = "runs[" + std::to_string(run) + "].composite", .value = "null"});
  return changes;
}

}  // namespace

std::vector<ValueChange> with_named_network(const Experiment& experiment,
                                            std::span<const ValueChange> changes) {
  if (std::ranges::none_of(changes, names_network)) return {changes.begin(), changes.end()};
  std::vector<ValueChange> about_data;
  std::ranges::copy_if(changes, std::back_inserter(about_data), is_about_data);
  const Experiment with_data = with_values(experiment, about_data);
  std::vector<ValueChange> result;
  for (const ValueChange& change : changes) {
    if (!names_network(change)) {
      result.push_back(change);
      continue;
    }
    const auto spelled = changes_to(network_for(with_data, change.value), with_data);
    result.insert(result.end(), spelled.begin(), spelled.end());
  }
  return result;
}

}  // namespace lfp
