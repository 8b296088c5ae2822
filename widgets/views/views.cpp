#include "widgets/views/view_entry.h"

namespace lfp {

#define VIEW(entry) ViewEntry entry();
#include "widgets/views/views.def"
#undef VIEW

const std::vector<ViewEntry>& view_entries() {
  static const std::vector<ViewEntry> entries = {
#define VIEW(entry) entry(),
#include "widgets/views/views.def"
#undef VIEW
  };
  return entries;
}

}  // namespace lfp
