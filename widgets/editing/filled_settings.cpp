#include "widgets/editing/filled_settings.h"

#include "core/activations/activation.h"
#include "core/data/dataset.h"
#include "core/feedback/feedback_function.h"
#include "core/layers/layer_entry.h"
#include "core/optimisers/optimiser.h"
#include "core/optimisers/schedule.h"
#include "core/rules/rule.h"
#include "widgets/editing/entry_items.h"

namespace lfp {
namespace {

template <class Registered>
void fill(Choice& choice, const std::vector<Registered>& entries) {
  const EntryInfo* info = entry_info(entries, choice.name);
  if (info == nullptr) return;
  for (const SettingInfo& setting : info->settings)
    if (!choice.settings.has(setting.name)) choice.settings.set(setting.name, setting.fallback);
}

}  // namespace

Experiment with_filled_settings(Experiment experiment) {
  fill(experiment.dataset, dataset_entries());
  for (LayerSpec& layer : experiment.network.layers) {
    fill(layer.kind, layer_entries());
    fill(layer.activation, activation_entries());
  }
  for (RunSpec& run : experiment.runs) {
    fill(run.rule, rule_entries());
    for (LayerRule& entry : run.composite) fill(entry.rule, rule_entries());
    fill(run.feedback, feedback_entries());
    fill(run.optimiser, optimiser_entries());
    fill(run.schedule, schedule_entries());
  }
  return experiment;
}

}  // namespace lfp
