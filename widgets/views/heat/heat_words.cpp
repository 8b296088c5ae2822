#include "widgets/views/heat/heat_words.h"

#include "widgets/style/number_text.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QSignalBlocker>
#include <QToolTip>
#include <QWidget>
#include <charconv>
#include <cmath>

namespace lfp {

namespace {

struct HeatWordsWords {
  Q_DECLARE_TR_FUNCTIONS(Heatmaps)
};

bool is_output(const RunSnapshot& run, int layer) {
  return layer + 1 == static_cast<int>(run.layers.size());
}

}  // namespace

QString layer_title(const RunSnapshot& run, int layer) {
  return is_output(run, layer) ? HeatWordsWords::tr("Output") : HeatWordsWords::tr("Layer %1").arg(layer + 1);
}

QString layer_word(const RunSnapshot& run, int layer) {
  if (layer < 0) return HeatWordsWords::tr("input");
  return is_output(run, layer) ? HeatWordsWords::tr("output") : HeatWordsWords::tr("layer %1").arg(layer + 1);
}

QString neuron_title(const RunSnapshot& run, int layer, std::int64_t neuron) {
  if (layer < 0) return HeatWordsWords::tr("Input %1").arg(neuron + 1);
  return HeatWordsWords::tr("%1 neuron %2").arg(layer_title(run, layer)).arg(neuron + 1);
}

QString flips_words(std::int64_t flips) {
  return flips == 1 ? HeatWordsWords::tr("1 flip") : HeatWordsWords::tr("%1 flips").arg(count_text(flips));
}

void list_layers(QComboBox& combo, const Snapshot& snapshot, const QStringList& before) {
  QStringList items = before;
  if (!snapshot.runs.empty()) {
    const RunSnapshot& run = snapshot.runs.front();
    for (int layer = 0; layer < static_cast<int>(run.layers.size()); ++layer)
      items << layer_title(run, layer);
  }
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
  // Combo boxes remember how narrow they may get from before.
  QEvent forget(QEvent::StyleChange);
  QCoreApplication::sendEvent(&combo, &forget);
  combo.updateGeometry();
}

QWidget* title_shelf(QWidget& view) {
  auto* shelf = new QWidget(&view);
  shelf->hide();
  return shelf;
}

QString csv_number(float value) {
  if (!std::isfinite(value))
    return std::isnan(value) ? QStringLiteral("nan")
           : value > 0       ? QStringLiteral("inf")
                             : QStringLiteral("-inf");
  char text[32];
  const auto result = std::to_chars(text, text + sizeof text, value);
  return QString::fromLatin1(text, static_cast<qsizetype>(result.ptr - text));
}

void show_cell_tip(QWidget& widget, const QRect& cell, const QString& title, const QStringList& lines) {
  QString html = QStringLiteral("<p style='white-space:pre'><b>%1</b>").arg(title.toHtmlEscaped());
  for (const QString& line : lines) html += QStringLiteral("<br>") + line.toHtmlEscaped();
  html += QStringLiteral("</p>");
  // Qt puts a tooltip below the place it is given; from the cell's lower right corner it never covers the
  // cell.
  QToolTip::showText(widget.mapToGlobal(cell.bottomRight()), html, &widget);
}

void hide_cell_tip() {
  QToolTip::hideText();
}

}  // namespace lfp
