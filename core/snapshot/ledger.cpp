#include "core/snapshot/ledger.h"

#include <algorithm>
#include <cmath>

namespace lfp {

double rounded(double value, int decimals) {
  const double unit = std::pow(10.0, decimals);
  return std::round(value * unit) / unit;
}

std::vector<double> rounded_parts(double sum, std::span<const double> parts, int decimals) {
  // Counted in units of the last digit, so that no new rounding comes in.
  const double unit = std::pow(10.0, decimals);
  std::vector<double> shown;
  double rest = std::round(sum * unit);
  for (const double part : parts) {
    shown.push_back(std::round(part * unit));
    rest -= shown.back();
  }
  if (!shown.empty() && std::isfinite(rest)) {
    const auto largest = std::ranges::max_element(
        shown, [](double left, double right) { return std::abs(left) < std::abs(right); });
    *largest += rest;
  }
  for (double& part : shown) part /= unit;
  return shown;
}

}  // namespace lfp
