#pragma once

#include "core/experiment/experiment.h"

#include <QString>
#include <optional>

class QWidget;

namespace lfp {

/// Returns the file of weights that the experiment starts from if it does not exist at its path; "" if
/// nothing is missing.
QString missing_weights_file(const Experiment& experiment);

/// The user's answer to the question where the weights are.
struct WeightsAnswer {
  QString file;               ///< the file's new place; "" for none
  bool goes_without = false;  ///< only for a session, which holds its own trained weights
};
/// Asks the user where the file is; nullopt if the user cancels.
std::optional<WeightsAnswer> ask_for_weights(QWidget& window, const QString& experiment,
                                             const QString& missing, bool can_do_without);

}  // namespace lfp
