#include "app/headless/progress_bar.h"

#include <algorithm>

namespace lfp {

std::string progress_bar(double fraction) {
  constexpr std::size_t length = 24;
  const auto full = static_cast<std::size_t>(std::clamp(fraction, 0.0, 1.0) * static_cast<double>(length));
  return "[" + std::string(full, '#') + std::string(length - full, '.') + "]";
}

}  // namespace lfp
