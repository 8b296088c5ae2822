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
/// "Layer 1 · neuron 3", whatever the layer is made of.
QString neuron_title(int layer, std::int64_t neuron);
/// "Layer 1 · neurons 3 to 8", "Layer 1 · channels 3 to 8".
QString units_title(const Snapshot& snapshot, int layer, std::int64_t first, std::int64_t last);
/// "Layer 1 · neuron 7 → layer 2 · neuron 4", "Input (1, 3) → layer 1 · channel 2"; input -1 is the bias:
/// "Layer 2 · neuron 4 · bias".
QString connection_title(const Snapshot& snapshot, int layer, std::int64_t unit, std::int64_t input);
/// "neuron 15", "x1", "channel 2 (1, 3)": what a unit's input number `input` is.
QString input_name(const Snapshot& snapshot, int layer, std::int64_t input);
/// A title inside a sentence: "layer 2 · neuron 4".
QString lowered(const QString& title);

}  // namespace lfp
