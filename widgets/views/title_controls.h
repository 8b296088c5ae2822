#pragma once

#include "core/snapshot/snapshot.h"

#include <QStringList>

class QComboBox;
class QWidget;

namespace lfp {

/// "Layer 1", "Layer 2", ..., "Output" as the combo's items after `before`; keeps what is chosen.
void list_layers(QComboBox& combo, const Snapshot& snapshot, const QStringList& before = {});

/// Sets exactly these items; the chosen one stays, or else the last one is chosen.
void list_items(QComboBox& combo, const QStringList& items);

/// Gives the items other words and the combo the width that goes with them.
void rename_items(QComboBox& combo, const QStringList& words);

/// A place where a view keeps the controls of its title bar until the window takes them: it is hidden itself,
/// while they are not.
QWidget* title_shelf(QWidget& view);

}  // namespace lfp
