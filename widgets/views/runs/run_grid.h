#pragma once

#include "widgets/style/theme.h"

#include <QPainter>
#include <QRect>
#include <QString>
#include <vector>

namespace lfp {

/// The place of one run in a view that shows the runs side by side: a heading and a square below it.
struct RunCell {
  QRect heading;
  QRect square;
};

/// Room around each square for labels, in pixels.
struct RunCellMargins {
  int left = 0;
  int bottom = 0;
};

/// Two runs side by side, or one above the other where that makes larger squares; four in two rows.
std::vector<RunCell> run_grid(const QRect& area, int runs, const Theme& theme, RunCellMargins margins = {});

/// Badge, line sample and name (which elides), and `value` in bold at the right end.
void paint_run_heading(QPainter& painter, const QRect& area, int run, const QString& name,
                       const QString& value, const Theme& theme);

/// "A − B", and `value` in bold at the right end.
void paint_difference_heading(QPainter& painter, const QRect& area, const QString& value, const Theme& theme);

}  // namespace lfp
