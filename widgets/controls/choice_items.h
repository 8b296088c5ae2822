#pragma once

#include <QList>
#include <QString>

class QComboBox;

namespace lfp {

/// One entry of a choice: what the experiment calls it, what the screen shows, the tooltip, and short marks
/// beside the label ("spiking").
struct ChoiceItem {
  QString name;
  QString label;
  QString tooltip;
  QString tags{};
  bool starts_group = false;  ///< a line separates it from those above
};

/// Adds the items to a combo box, their names as data. The list shows the tags behind the labels, the closed
/// box the label alone.
void add_items(QComboBox& combo, const QList<ChoiceItem>& items);

}  // namespace lfp
