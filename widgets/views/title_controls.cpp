#include "widgets/views/title_controls.h"

#include "widgets/views/names/layer_names.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QSignalBlocker>
#include <algorithm>

namespace lfp {

void list_layers(QComboBox& combo, const Snapshot& snapshot, const QStringList& before) {
  QStringList items = before;
  if (!snapshot.runs.empty()) {
    const RunSnapshot& run = snapshot.runs.front();
    for (int layer = 0; layer < static_cast<int>(run.layers.size()); ++layer)
      items << layer_title(run, layer);
  }
  list_items(combo, items);
}

void list_items(QComboBox& combo, const QStringList& items) {
  bool is_same = combo.count() == items.size();
  for (int i = 0; is_same && i < combo.count(); ++i) is_same = combo.itemText(i) == items[i];
  if (is_same) return;

  const QSignalBlocker blocker(combo);
  const int chosen = std::max(0, combo.currentIndex());
  combo.clear();
  combo.addItems(items);
  combo.setCurrentIndex(std::min(chosen, combo.count() - 1));
}

void rename_items(QComboBox& combo, const QStringList& words) {
  for (int i = 0; i < combo.count(); ++i) combo.setItemText(i, words[i]);
  // Combo boxes keep their earlier minimum width.
  QEvent forget(QEvent::StyleChange);
  QCoreApplication::sendEvent(&combo, &forget);
  combo.updateGeometry();
}

QWidget* title_shelf(QWidget& view) {
  auto* shelf = new QWidget(&view);
  shelf->hide();
  return shelf;
}

}  // namespace lfp
