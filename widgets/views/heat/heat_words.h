#pragma once

#include "core/snapshot/snapshot.h"

#include <QRect>
#include <QString>
#include <QStringList>
#include <vector>

class QComboBox;
class QWidget;

namespace lfp {

/// "Layer 2", or "Output" for the last one; `layer` from 0.
QString layer_title(const RunSnapshot& run, int layer);
/// The same inside a sentence: "layer 2", "output"; -1 is the "input".
QString layer_word(const RunSnapshot& run, int layer);
/// "Layer 2 neuron 5" with neurons from 0 here and from 1 on screen; layer -1: "Input 5".
QString neuron_title(const RunSnapshot& run, int layer, std::int64_t neuron);

/// "1 flip", "3 flips".
QString flips_words(std::int64_t flips);

/// "Layer 1", "Layer 2", ..., "Output" as the combo's items after `before`; keeps what is chosen.
void list_layers(QComboBox& combo, const Snapshot& snapshot, const QStringList& before = {});

/// Gives the items other words and the combo the width that goes with them.
void rename_items(QComboBox& combo, const QStringList& words);

/// A place where a view keeps the controls of its title bar until the window takes them: hidden itself, while
/// they are not.
QWidget* title_shelf(QWidget& view);

/// A number for a table, as short as it reads back.
QString csv_number(float value);

/// Shows a tooltip at once, beside `cell` of `widget`: the title bold, then the lines.
void show_cell_tip(QWidget& widget, const QRect& cell, const QString& title, const QStringList& lines);
void hide_cell_tip();

}  // namespace lfp
