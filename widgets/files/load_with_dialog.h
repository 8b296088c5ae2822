#pragma once

#include "core/data/dataset.h"
#include "core/experiment/experiment.h"

#include <memory>

class QWidget;

namespace lfp {

/// The experiment's data; where reading them takes long, with a dialog over `parent` that tells how far it
/// is. Null if a person has cancelled it. Throws Error.
std::shared_ptr<const Dataset> load_with_dialog(QWidget* parent, const Experiment& experiment);

}  // namespace lfp
