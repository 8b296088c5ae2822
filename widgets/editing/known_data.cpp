#include "widgets/editing/known_data.h"

namespace lfp {

std::optional<DataFacts> KnownData::facts_of(const Choice& dataset) const {
  if (file_facts_ && dataset == file_choice_) return file_facts_;
  constexpr std::int64_t enough_points = 64;
  if (const auto sample = toy_sample(dataset, enough_points, 0)) return lfp::facts_of(*sample);
  return std::nullopt;
}

std::shared_ptr<const Dataset> KnownData::data_of(const Experiment& experiment) const {
  const bool is_known =
      choice_ == experiment.dataset && seed_ == experiment.seed && folder_ == experiment.folder;
  return is_known ? data_ : nullptr;
}

void KnownData::set(const Experiment& experiment, const std::shared_ptr<const Dataset>& data) {
  choice_ = experiment.dataset;
  seed_ = experiment.seed;
  folder_ = experiment.folder;
  data_ = data;
  if (is_toy(choice_)) return;
  file_choice_ = choice_;
  file_facts_ = lfp::facts_of(*data);
}

}  // namespace lfp
