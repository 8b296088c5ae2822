#pragma once

#include "widgets/style/number_text.h"

#include <QString>
#include <cmath>

namespace lfp::test {

/// A number as a person reads it off the screen, in units of its last digit.
inline long long digits_of(QString text, int decimals) {
  text.replace(QChar(0x2212), QLatin1Char('-'));
  return std::llround(text.toDouble() * std::pow(10.0, decimals));
}

/// The same of a number that is shown with so many decimals.
inline long long digits_of(double value, int decimals) {
  return digits_of(fixed_text(value, decimals), decimals);
}

}  // namespace lfp::test
