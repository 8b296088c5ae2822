#pragma once

#include "core/base/registry.h"
#include "core/data/dataset.h"
#include "widgets/style/theme.h"

#include <QPainter>
#include <QRectF>

namespace lfp {

/// Paints a toy set: its points in the plane, target values over the first input, or a few images.
void paint_data_picture(QPainter& painter, const QRectF& area, const Dataset& data, const Theme& theme);

/// Paints a symbol for file data, depending on its settings: a folder, a table, photographs or digits.
void paint_file_picture(QPainter& painter, const QRectF& area, const EntryInfo& info, const Theme& theme);

}  // namespace lfp
