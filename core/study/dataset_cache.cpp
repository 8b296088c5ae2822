#include "core/study/dataset_cache.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace lfp {

std::shared_ptr<const Dataset> DatasetCache::dataset_of(const Experiment& experiment) {
  std::promise<std::shared_ptr<const Dataset>> promise;
  Made made;
  bool is_new = false;
  {
    const std::lock_guard lock(mutex_);
    const auto known = std::ranges::find_if(kept_, [&](const Kept& kept) {
      return kept.seed == experiment.seed && kept.choice == experiment.dataset;
    });
    is_new = known == kept_.end();
    if (is_new) {
      kept_.push_back({experiment.dataset, experiment.seed, promise.get_future().share()});
      if (kept_.size() > most_) kept_.erase(kept_.begin());
    } else {
      std::rotate(known, known + 1, kept_.end());
    }
    made = kept_.back().dataset;
  }
  if (is_new) {
    // Others wait for it meanwhile, and for nothing else.
    try {
      promise.set_value(
          load_dataset(experiment.dataset, {.seed = experiment.seed, .folder = experiment.folder}));
    } catch (...) {
      promise.set_exception(std::current_exception());
    }
  }
  return made.get();
}

}  // namespace lfp
