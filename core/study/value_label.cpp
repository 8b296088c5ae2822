#include "core/study/value_label.h"

#include "core/activations/activation.h"
#include "core/feedback/feedback_function.h"
#include "core/optimisers/optimiser.h"
#include "core/optimisers/schedule.h"
#include "core/rules/rule.h"

#include <algorithm>
#include <vector>

namespace lfp {
namespace {

template <class Registered>
std::string label_in(const std::vector<Registered>& entries, const std::string& name) {
  const auto found =
      std::ranges::find(entries, name, [](const Registered& entry) { return entry.info.name; });
  return found == entries.end() ? name : found->info.label;
}

}  // namespace

std::string value_label(const Axis& axis, std::int64_t index) {
  const std::string name = axis.at(index).label;
  const auto chooses = [&axis](const char* role) {
    return axis.path.ends_with(std::string(role) + ".name") || axis.path.ends_with(role);
  };
  if (chooses("rule")) return label_in(rule_entries(), name);
  if (chooses("feedback")) return label_in(feedback_entries(), name);
  if (chooses("optimiser")) return label_in(optimiser_entries(), name);
  if (chooses("schedule")) return label_in(schedule_entries(), name);
  if (chooses("activation")) return label_in(activation_entries(), name);
  return name;
}

}  // namespace lfp
