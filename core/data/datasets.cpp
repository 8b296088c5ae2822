#include "core/data/dataset.h"
#include "core/data/only_classes.h"

#include <algorithm>
#include <utility>

namespace lfp {

#define DATASET(entry) DatasetEntry entry();
#include "core/data/datasets.def"
#undef DATASET

const std::vector<DatasetEntry>& dataset_entries() {
  static const std::vector<DatasetEntry> entries = {
#define DATASET(entry) entry(),
#include "core/data/datasets.def"
#undef DATASET
  };
  return entries;
}

bool is_toy(const Choice& choice) {
  return std::ranges::any_of(dataset_entries(), [&](const DatasetEntry& entry) {
    return entry.info.name == choice.name && entry.is_toy;
  });
}

std::shared_ptr<const Dataset> load_dataset(const Choice& choice, const DatasetRequest& request) {
  const auto& entry = find_entry(dataset_entries(), choice.name, "dataset.kind");
  const Settings settings = checked(entry.info, choice.settings, "dataset");
  Dataset dataset = entry.load(settings, request);
  if (settings.has("only_classes") && !settings.text("only_classes").empty())
    keep_only_classes(dataset, named_classes(settings.text("only_classes"), dataset.class_names));
  return std::make_shared<const Dataset>(std::move(dataset));
}

}  // namespace lfp
