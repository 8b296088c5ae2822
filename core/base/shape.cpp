#include "core/base/shape.h"

namespace lfp {

std::string to_text(const Shape& shape) {
  if (!shape.is_image()) return std::to_string(shape.channels);
  return std::to_string(shape.channels) + " × " + std::to_string(shape.height) + " × " +
         std::to_string(shape.width);
}

}  // namespace lfp
