#include "core/snapshot/run_snapshot.h"

#include <algorithm>

namespace lfp {

const Inspection* RunSnapshot::inspection_of(const InspectedItem& item) const {
  const auto found = std::ranges::find(inspections, item, &Inspection::item);
  return found == inspections.end() ? nullptr : &*found;
}

}  // namespace lfp
