#include "core/activations/activation.h"

namespace lfp {

#define ACTIVATION(entry) ActivationEntry entry();
#include "core/activations/activations.def"
#undef ACTIVATION

const std::vector<ActivationEntry>& activation_entries() {
  static const std::vector<ActivationEntry> entries = {
#define ACTIVATION(entry) entry(),
#include "core/activations/activations.def"
#undef ACTIVATION
  };
  return entries;
}

}  // namespace lfp
