#pragma once

#include "widgets/views/network/scene/network_scene.h"

#include <QString>
#include <QStringList>

namespace lfp {

/// Describes an item and its numbers in at most three lines, for the tooltip.
struct ItemText {
  QString title;
  QStringList lines;
};

ItemText describe(const Snapshot& snapshot, const NetworkOptions& options, const NetworkItem& item);

}  // namespace lfp
