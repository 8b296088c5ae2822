#pragma once

#include "app/headless/study_options.h"

namespace lfp {

/// `lfplab study`: does the trainings of a study or a shard of it, merges shards, or prints what starts them
/// on other machines. Returns the exit status. Throws Error for what cannot be used or written, UsageError.
int run_study(const StudyOptions& options);

}  // namespace lfp
