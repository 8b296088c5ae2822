#include "tests/support/shown_number.h"

#include <cmath>

namespace lfp::test {

long long digits_of(QString text, int decimals) {
  text.replace(QChar(0x2212), QLatin1Char('-'));
  return std::llround(text.toDouble() * std::pow(10.0, decimals));
}

long long digits_of(double value, int decimals) {
  return digits_of(fixed_text(value, decimals), decimals);
}

}  // namespace lfp::test
