#include "core/study/materials_cache.h"

#include "core/sessions/load_materials.h"

namespace lfp {

bool MaterialsCache::KnownKey::operator==(const KnownKey& other) const {
  return experiment.dataset == other.experiment.dataset && starts_from_the_same(experiment, other.experiment);
}

Materials MaterialsCache::materials_of(const Experiment& experiment, Progress& progress) {
  Materials materials(datasets_.get({.choice = experiment.dataset, .seed = experiment.seed}, [&] {
    return load_dataset(experiment.dataset,
                        {.seed = experiment.seed, .folder = experiment.folder, .progress = &progress});
  }));
  if (experiment.network.weights)
    materials.known = known_.get(
        {experiment}, [&] { return load_known_weights(experiment, materials.dataset, &progress); });
  return materials;
}

}  // namespace lfp
