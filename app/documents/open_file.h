#pragma once

#include "core/experiment/experiment.h"
#include "core/sessions/session_file.h"

#include <memory>
#include <string>

namespace lfp {

/// What a person named to be opened.
struct OpenedFile {
  Experiment experiment;
  std::shared_ptr<const SessionFile> session;  ///< null: an experiment alone
};

/// A session or experiment file, `example:NAME` or a share string. Throws Error.
OpenedFile open_file(const std::string& name);

/// How the program calls itself in files.
std::string program_name();

}  // namespace lfp
