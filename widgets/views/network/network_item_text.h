#pragma once

#include "widgets/views/network/scene/network_scene.h"

#include <QString>
#include <QStringList>

namespace lfp {

/// What an item is, and its numbers: at most three lines, for the tooltip.
struct ItemText {
  QString title;
  QStringList lines;
};

/// "Layer 2 · neuron 4", "Layer 1 · channel 3", "Output · class 0", "Input x1"; layer -1: the inputs.
QString unit_title(const Snapshot& snapshot, int layer, std::int64_t unit);

ItemText describe(const Snapshot& snapshot, const NetworkOptions& options, const NetworkItem& item);

}  // namespace lfp
