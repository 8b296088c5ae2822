#include "core/snapshot/interest.h"

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

}  // namespace lfp
