#pragma once

#include "app/headless/study_options.h"

#include <string>

namespace lfp {

/// What `--emit` prints: a job array for SLURM, or a line for GNU parallel, which does the shards of the
/// study. Throws Error for a study that cannot be used, UsageError without a folder for the results.
std::string study_script(const StudyOptions& options);

/// A text as one word of a POSIX shell.
std::string shell_word(const std::string& text);

}  // namespace lfp
