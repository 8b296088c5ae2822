#pragma once

#include "core/snapshot/snapshot.h"

#include <QString>
#include <QStringList>
#include <cstdint>

namespace lfp {

/// The classes of the data by name, in order.
QStringList class_names(const Snapshot& snapshot);
/// A class by name; "output 3" where it has none.
QString class_name(const Dataset& dataset, std::int64_t label);
/// The class or value that an output stands for.
QString output_name(const Snapshot& snapshot, std::int64_t unit);
/// "Layer 2 · neuron 4", "Layer 1 · channel 3", "Output · class 0", "Input x1"; layer -1: the inputs.
QString unit_title(const Snapshot& snapshot, int layer, std::int64_t unit);

}  // namespace lfp
