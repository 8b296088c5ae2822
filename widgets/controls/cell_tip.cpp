#include "widgets/controls/cell_tip.h"

#include <QToolTip>
#include <QWidget>

namespace lfp {

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
