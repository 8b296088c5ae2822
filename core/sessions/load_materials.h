#pragma once

#include "core/base/progress.h"
#include "core/experiment/experiment.h"
#include "core/training/materials.h"

#include <filesystem>
#include <memory>

namespace lfp {

/// Loads the data of an experiment and the weights that it starts from, if it names any: from a file of
/// weights or a session, or by training the experiment that is to be trained first. Throws Error and
/// Cancelled.
Materials load_materials(const Experiment& experiment, Progress* progress = nullptr);

/// The weights alone; `dataset` is the experiment's. Empty where it names none.
KnownRuns load_known_weights(const Experiment& experiment, const std::shared_ptr<const Dataset>& dataset,
                             Progress* progress = nullptr);

/// Where the file is that the weights of an experiment come from. Throws Error where there is none.
std::filesystem::path find_weights_file(const Experiment& experiment);

/// Whether known weights of one are those of the other, run by run.
bool starts_from_the_same(const Experiment& a, const Experiment& b);

}  // namespace lfp
