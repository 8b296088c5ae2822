#include "widgets/views/export/csv_number.h"

#include <charconv>
#include <cmath>

namespace lfp {

QString csv_number(float value) {
  if (!std::isfinite(value))
    return std::isnan(value) ? QStringLiteral("nan")
           : value > 0       ? QStringLiteral("inf")
                             : QStringLiteral("-inf");
  char text[32];
  const auto result = std::to_chars(text, text + sizeof text, value);
  return QString::fromLatin1(text, static_cast<qsizetype>(result.ptr - text));
}

}  // namespace lfp
