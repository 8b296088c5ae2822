#include "core/feedback/feedback_function.h"

namespace lfp {

#define FEEDBACK(entry) FeedbackEntry entry();
#include "core/feedback/feedbacks.def"
#undef FEEDBACK

const std::vector<FeedbackEntry>& feedback_entries() {
  static const std::vector<FeedbackEntry> entries = {
#define FEEDBACK(entry) entry(),
#include "core/feedback/feedbacks.def"
#undef FEEDBACK
  };
  return entries;
}

}  // namespace lfp
