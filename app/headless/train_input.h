#pragma once

#include "app/headless/train_options.h"
#include "core/experiment/experiment.h"
#include "core/sessions/session_file.h"

#include <memory>
#include <string>

namespace lfp {

/// What is to be trained.
struct TrainInput {
  std::string name;                            ///< of the file, as messages call it
  Experiment experiment;                       ///< with everything that the command line changes
  std::shared_ptr<const SessionFile> session;  ///< that training goes on from; null: none
};

/// Reads the file and applies `--set`, `--steps` and `--epochs`. Throws Error for a file that cannot be used,
/// UsageError for changes that do not fit it or leave nothing to do.
TrainInput read_train_input(const TrainOptions& options);

}  // namespace lfp
