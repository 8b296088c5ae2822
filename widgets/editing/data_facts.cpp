#include "widgets/editing/data_facts.h"

#include <algorithm>

namespace lfp {

DataFacts facts_of(const Dataset& dataset) {
  return {.name = dataset.name,
          .shape = dataset.shape,
          .classes = dataset.classes,
          .values = dataset.train.outputs,
          .train = dataset.train.count(),
          .test = dataset.test.count(),
          .report = dataset.report};
}

std::optional<Dataset> toy_sample(const Choice& choice, std::int64_t samples, std::uint64_t seed) {
  const auto& entries = dataset_entries();
  const auto entry = std::find_if(entries.begin(), entries.end(),
                                  [&](const auto& known) { return known.info.name == choice.name; });
  if (entry == entries.end() || !entry->is_toy) return std::nullopt;
  try {
    Settings settings = checked(entry->info, choice.settings, "dataset");
    if (settings.has("samples")) settings.set("samples", std::min(samples, settings.integer("samples")));
    return entry->load(settings, {.seed = seed, .folder = {}});
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace lfp
