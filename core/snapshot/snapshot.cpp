#include "core/snapshot/snapshot.h"

#include <algorithm>

namespace lfp {

CloseLook& Interest::look_at(const InspectedItem& item) {
  const auto found = std::ranges::find(close_looks, item, &CloseLook::item);
  return found != close_looks.end() ? *found : close_looks.emplace_back(CloseLook{.item = item});
}

std::vector<InspectedItem> Interest::inspected_items() const {
  std::vector<InspectedItem> items;
  for (const CloseLook& look : close_looks) items.push_back(look.item);
  return items;
}

const Inspection* RunSnapshot::inspection_of(const InspectedItem& item) const {
  const auto found = std::ranges::find(inspections, item, &Inspection::item);
  return found == inspections.end() ? nullptr : &*found;
}

}  // namespace lfp
