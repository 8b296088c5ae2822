#pragma once

#include "core/base/registry.h"
#include "core/data/dataset.h"
#include "widgets/style/theme.h"

#include <QPainter>
#include <QRectF>

namespace lfp {

/// A toy set as a small picture: its points in the plane, values over their first input, or a few images.
void paint_data_picture(QPainter& painter, const QRectF& area, const Dataset& data, const Theme& theme);

/// Data from files, told apart by what their settings ask for: a folder, one table, photographs, digits.
void paint_file_picture(QPainter& painter, const QRectF& area, const EntryInfo& info, const Theme& theme);

}  // namespace lfp
