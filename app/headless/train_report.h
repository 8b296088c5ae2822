#pragma once

#include "core/snapshot/snapshot.h"

#include <string>

namespace lfp {

/// For each run its score on the test set, or where it diverged, and how many weights flipped.
std::string results_text(const Snapshot& snapshot);
/// For each run that diverged a sentence that says where, why, and what to do. "" where none did.
std::string divergences_text(const Snapshot& snapshot);

}  // namespace lfp
