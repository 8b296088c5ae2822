#pragma once

#include "core/engine/command.h"
#include "core/experiment/experiment.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace lfp {

/// Whether going from one experiment to the other restarts training at step 0.
bool needs_restart(const Experiment& before, const Experiment& after);

/// The commands that bring an engine which trains `before` to `after` while training goes on. With
/// `fork_parent`, a run that `after` adds as its last one goes on from where that run stands. Nothing if
/// training has to start anew.
std::optional<std::vector<Command>> commands_between(const Experiment& before, const Experiment& after,
                                                     std::optional<std::size_t> fork_parent = std::nullopt);

}  // namespace lfp
