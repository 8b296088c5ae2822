#pragma once

#include "core/experiment/experiment.h"

#include <QString>
#include <optional>

class QWidget;

namespace lfp {

/// The file of weights that the experiment starts from, where it is not where it says; "" where none is
/// missing.
QString missing_weights_file(const Experiment& experiment);

/// What a person says of it.
struct WeightsAnswer {
  QString file;               ///< where it is; "" for none
  bool goes_without = false;  ///< of a session, which has weights of its own by now
};
/// Asks where it is; none: never mind.
std::optional<WeightsAnswer> ask_for_weights(QWidget& window, const QString& experiment,
                                             const QString& missing, bool can_do_without);

}  // namespace lfp
