#pragma once

#include "core/base/shape.h"

#include <QString>

namespace lfp {

/// "16 × 12 × 12" for images (channels, rows, columns), "1,024" for plain features.
QString shape_text(const Shape& shape);
/// The same, without a single channel: "28 × 28".
QString plane_text(const Shape& shape);

}  // namespace lfp
