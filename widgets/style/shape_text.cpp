#include "widgets/style/shape_text.h"

#include "widgets/style/number_text.h"

namespace lfp {

QString shape_text(const Shape& shape) {
  if (!shape.is_image()) return count_text(shape.channels);
  return QStringLiteral("%1 × %2 × %3").arg(shape.channels).arg(shape.height).arg(shape.width);
}

QString plane_text(const Shape& shape) {
  if (!shape.is_image() || shape.channels > 1) return shape_text(shape);
  return QStringLiteral("%1 × %2").arg(shape.height).arg(shape.width);
}

}  // namespace lfp
