#pragma once

#include <QRect>
#include <QString>
#include <QStringList>

class QWidget;

namespace lfp {

/// Shows a tooltip at once, beside `cell` of `widget`: the title bold, then the lines.
void show_cell_tip(QWidget& widget, const QRect& cell, const QString& title, const QStringList& lines);
void hide_cell_tip();

}  // namespace lfp
