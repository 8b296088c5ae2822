#include "core/data/dataset.h"

#include <algorithm>

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
  return std::make_shared<const Dataset>(entry.load(settings, request));
}

}  // namespace lfp
