#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"
#include "widgets/views/runs/run_grid.h"

#include <QPainter>
#include <QRect>
#include <QString>
#include <QStringList>
#include <cstddef>
#include <vector>

namespace lfp {

/// The rectangle of a cell; the cells fill the square without gaps.
QRect confusion_cell(const QRect& square, const Table& confusion, std::int64_t label, std::int64_t predicted);
/// The part of its row that a cell holds; 0 for a class without samples.
double row_fraction(const Table& confusion, std::int64_t label, std::int64_t predicted);

/// Room for the classes' names beside and below the square.
RunCellMargins confusion_margins(const QStringList& classes, const Theme& theme);

/// Colours by the square root of the row's fraction, so that rare mistakes are seen; counts where they fit;
/// the names of the classes at the left (label) and below (prediction).
void paint_confusion(QPainter& painter, const QRect& square, const Table& confusion,
                     const QStringList& classes, const Theme& theme);

/// The same for counts of A less those of B, in signed colours from -range to +range.
void paint_confusion_difference(QPainter& painter, const QRect& square, const Table& difference,
                                const QStringList& classes, float range, const Theme& theme);
/// A's counts less B's; empty where one has none.
Table confusion_difference(const Snapshot& snapshot);

/// What a figure of the confusion shows.
struct ConfusionFigure {
  const Snapshot& snapshot;
  std::vector<std::size_t> runs;
  bool is_difference = false;
  float range = 0;  ///< of the difference
};
/// With title, the names of the axes and the scale.
void paint_confusion_figure(QPainter& painter, const QRect& area, const ConfusionFigure& figure,
                            const Theme& theme);

}  // namespace lfp
