#include "core/experiment/losses.h"

namespace lfp {

const std::vector<EntryInfo>& loss_entries() {
  static const std::vector<EntryInfo> entries = {
      {.name = "cross_entropy",
       .label = "Cross-entropy",
       .summary = "The negative logarithm of the probability that softmax gives the right class",
       .formula = {},
       .settings = {}},
      {.name = "squared_error",
       .label = "Squared error",
       .summary = "Half the squared distance between the outputs and what they are to be",
       .formula = {},
       .settings = {}},
  };
  return entries;
}

std::vector<std::string> loss_names() {
  std::vector<std::string> names;
  for (const auto& entry : loss_entries()) names.push_back(entry.name);
  return names;
}

}  // namespace lfp
