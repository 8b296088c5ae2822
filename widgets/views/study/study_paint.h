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

/// The rectangle of a cell in a map that fills `area`; cells lie without gaps, the first row at the bottom.
QRect study_cell_rect(const QRect& area, const StudyMap& map, std::int64_t column, std::int64_t row);

/// The cells as an image of `size` pixels: colours, hatching, and lines between cells that are large enough.
QImage study_image(const StudyMap& map, const StudyRange& range, bool has_grid, QSize size,
                   const Theme& theme, double zoom);

/// The same as vectors, for figures.
void paint_study_cells(QPainter& painter, const QRect& area, const StudyMap& map, const StudyRange& range,
                       const Theme& theme);

/// Room around the cells for ticks, the axes' names and the legend.
QRect study_cells_area(const QRect& outer, const Study& study, const StudyMapChoice& choice,
                       const Theme& theme);
/// Ticks, names and the frame of a map whose cells fill `cells`.
void paint_study_axes(QPainter& painter, const QRect& cells, const Study& study, const StudyMapChoice& choice,
                      const Theme& theme);
/// "Test accuracy, mean of seeds   33 % [bar] 100 %   [hatched] diverged in any seed", below the cells.
void paint_study_legend(QPainter& painter, const QRect& area, const StudyMapChoice& choice,
                        const StudyRange& range, const Theme& theme);

}  // namespace lfp
