#pragma once

#include "core/data/dataset.h"
#include "core/experiment/experiment.h"

#include <memory>

class QWidget;

namespace lfp {

/// Reads the experiment's data; if this takes long, a dialog over `parent` shows the progress. Null if it was
/// cancelled. Throws Error.
std::shared_ptr<const Dataset> load_with_dialog(QWidget* parent, const Experiment& experiment);

}  // namespace lfp
