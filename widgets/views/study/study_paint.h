#pragma once

#include "widgets/style/theme.h"
#include "widgets/views/study/study_map.h"

#include <QImage>
#include <QPainter>
#include <QRect>
#include <QString>
#include <QStringList>
#include <cstdint>

namespace lfp {

/// Returns a cell's rectangle in a map that fills `area`; cells have no gaps, row 0 is at the bottom.
QRect study_cell_rect(const QRect& area, const StudyMap& map, std::int64_t column, std::int64_t row);

/// Returns an image of `size` pixels with the cells' colours, hatching, and lines between large enough cells.
QImage study_image(const StudyMap& map, const StudyRange& range, bool has_grid, QSize size,
                   const Theme& theme, double zoom);

/// Paints the same as vectors, for figures.
void paint_study_cells(QPainter& painter, const QRect& area, const StudyMap& map, const StudyRange& range,
                       const Theme& theme);

/// Returns the area of the cells, leaving room for ticks, axis names and the legend.
QRect study_cells_area(const QRect& outer, const Study& study, const StudyMapChoice& choice,
                       const Theme& theme);
/// Paints ticks, names and the frame of a map whose cells fill `cells`.
void paint_study_axes(QPainter& painter, const QRect& cells, const Study& study, const StudyMapChoice& choice,
                      const Theme& theme);
/// Paints "Test accuracy, mean of seeds   33 % [bar] 100 %   [hatched] diverged in any seed" below the cells.
void paint_study_legend(QPainter& painter, const QRect& area, const StudyMapChoice& choice,
                        const StudyRange& range, const Theme& theme);

}  // namespace lfp
