#pragma once

#include "core/experiment/experiment.h"

#include <QString>

class QMimeData;

namespace lfp {

/// Something dropped on the window, and what the program takes it for.
struct Dropped {
  enum class Kind {
    study,     ///< a study or results of one; it is explored
    document,  ///< an experiment, a session or a share string; it is opened
    data,      ///< a data set; it is shown before it is used
    weights,   ///< weights without their network; a message says what to open instead
    unknown
  };
  Kind kind = Kind::unknown;
  Choice dataset;  ///< set for data only
};

/// Returns the name of the dropped file or folder, or a share string; "" if neither was dropped.
QString dropped_name(const QMimeData& data);

/// Classifies like kind_of_file(); a folder that it cannot classify is taken for a folder of images.
Dropped classify_dropped(const QString& name);

}  // namespace lfp
