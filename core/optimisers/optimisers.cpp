#include "core/optimisers/optimiser.h"

namespace lfp {

#define OPTIMISER(entry) OptimiserEntry entry();
#include "core/optimisers/optimisers.def"
#undef OPTIMISER

const std::vector<OptimiserEntry>& optimiser_entries() {
  static const std::vector<OptimiserEntry> entries = {
#define OPTIMISER(entry) entry(),
#include "core/optimisers/optimisers.def"
#undef OPTIMISER
  };
  return entries;
}

}  // namespace lfp
