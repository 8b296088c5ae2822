#pragma once

#include "widgets/style/number_text.h"

#include <QString>

namespace lfp::test {

/// A number as a person reads it off the screen, in units of its last digit.
long long digits_of(QString text, int decimals);

/// The same of a number that is shown with so many decimals.
long long digits_of(double value, int decimals);

}  // namespace lfp::test
