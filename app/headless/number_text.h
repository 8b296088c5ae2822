#pragma once

#include <string>

namespace lfp {

/// "97.5 %", with a point whatever the locale.
std::string percent(double fraction, int decimals = 1);
/// An accuracy as "97.5 %", or R² as "0.975", of large values two digits: "-5.2e+19".
std::string score(double score, bool of_values);

}  // namespace lfp
