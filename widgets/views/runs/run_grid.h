#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"

#include <QPainter>
#include <QRect>
#include <QString>
#include <cstddef>
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

/// Badge, line sample and name (which elides), and `value` in bold at the right end. Without the name if
/// there are fewer than `least_room` pixels for it.
void paint_run_heading(QPainter& painter, const QRect& area, int run, const QString& name,
                       const QString& value, const Theme& theme, int least_room = 0);

/// The least room for a name in the headings of runs side by side, so that all have theirs or none.
int least_name_room(const Snapshot& snapshot, const Theme& theme);

/// That of a run with its score on the test set, such as "98.5 %", "R² 0.985", "diverged at step 19".
void paint_score_heading(QPainter& painter, const QRect& area, const Snapshot& snapshot, std::size_t run,
                         const Theme& theme);

/// "A − B", and `value` in bold at the right end.
void paint_difference_heading(QPainter& painter, const QRect& area, const QString& value, const Theme& theme);

}  // namespace lfp
