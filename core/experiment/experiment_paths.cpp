#include "core/experiment/experiment_paths.h"

#include "core/data/data_file.h"
#include "core/data/dataset.h"

namespace lfp {

Experiment with_absolute_paths(const Experiment& experiment) {
  Experiment moved = experiment;
  const auto& entry = find_entry(dataset_entries(), experiment.dataset.name, "dataset.kind");
  for (const auto& setting : entry.info.settings) {
    if (setting.kind != SettingKind::path || !experiment.dataset.settings.has(setting.name)) continue;
    const auto& path = experiment.dataset.settings.text(setting.name);
    if (path.empty()) continue;
    const auto file = find_data_file(path, experiment.folder).value_or(experiment.folder / path);
    const auto absolute = std::filesystem::absolute(file).lexically_normal();
    moved.dataset.settings.set(setting.name, absolute.string());
  }
  return moved;
}

}  // namespace lfp
