#pragma once

#include "core/experiment/experiment.h"

#include <QString>

class QMimeData;

namespace lfp {

/// What a person may drop on the window, and what it is taken for.
struct Dropped {
  enum class Kind {
    study,     ///< or results of one: is explored
    document,  ///< an experiment, a session or a share string: is opened
    data,      ///< is shown before it is taken
    weights,   ///< of a network: are told about
    unknown
  };
  Kind kind = Kind::unknown;
  Choice dataset;  ///< of data
};

/// The name of a file or folder, or a share string; "" where neither is dropped.
QString dropped_name(const QMimeData& data);

/// What kind_of_file says decides; a folder of which it says nothing is taken for one of images.
Dropped classify_dropped(const QString& name);

}  // namespace lfp
