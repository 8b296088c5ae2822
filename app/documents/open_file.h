#pragma once

#include "core/experiment/experiment.h"
#include "core/sessions/session_file.h"

#include <memory>
#include <string>

namespace lfp {

/// What was read from a file, example or share string.
struct OpenedFile {
  Experiment experiment;
  std::shared_ptr<const SessionFile> session;  ///< null for an experiment alone
};

/// Reads a session or experiment file, `example:NAME` or a share string. Throws Error.
OpenedFile open_file(const std::string& name);

/// Returns the program's name and version as written into files.
std::string program_name();

}  // namespace lfp
