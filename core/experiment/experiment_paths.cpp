#include "core/experiment/experiment_paths.h"

#include "core/data/data_file.h"
#include "core/data/dataset.h"

namespace lfp {

namespace {

std::string absolute_path(const std::string& path, const std::filesystem::path& folder) {
  const auto file = find_data_file(path, folder).value_or(folder / path);
  return std::filesystem::absolute(file).lexically_normal().string();
}

}  // namespace

Experiment with_absolute_paths(const Experiment& experiment) {
  Experiment moved = experiment;
  if (auto& weights = moved.network.weights; weights && !weights->file.empty())
    weights->file = absolute_path(weights->file, experiment.folder);
  const auto& entry = find_entry(dataset_entries(), experiment.dataset.name, "dataset.kind");
  for (const auto& setting : entry.info.settings) {
    if (setting.kind != SettingKind::path || !experiment.dataset.settings.has(setting.name)) continue;
    const auto& path = experiment.dataset.settings.text(setting.name);
    if (path.empty()) continue;
    moved.dataset.settings.set(setting.name, absolute_path(path, experiment.folder));
  }
  return moved;
}

}  // namespace lfp
