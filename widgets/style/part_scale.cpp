#include "widgets/style/part_scale.h"

#include "widgets/style/number_text.h"

#include <cmath>
#include <vector>

namespace lfp {
namespace {

/// Numbers are written without a factor down to this size.
constexpr double least_plain = 1e-3;
/// Numbers with a factor lie between 1 and 1000: the largest is written with so many digits.
constexpr int digits_with_factor = 5;

QString superscript(int number) {
  static const QString digits = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
  QString text;
  for (const QChar digit : QString::number(std::abs(number))) text += digits[digit.digitValue()];
  return number < 0 ? QStringLiteral("⁻") + text : text;
}

}  // namespace

PartScale PartScale::of(double largest) {
  PartScale scale;
  const bool is_small = largest > 0 && largest < least_plain && std::isfinite(largest);
  if (is_small) scale.exponent_ = 3 * static_cast<int>(std::floor(std::log10(largest) / 3));
  const double scaled = scale.scaled(largest);
  scale.decimals_ = is_small ? digits_with_factor - 1 - static_cast<int>(std::floor(std::log10(scaled)))
                             : part_decimals(scaled);
  return scale;
}

PartScale PartScale::with_decimals(int decimals) {
  PartScale scale;
  scale.decimals_ = decimals;
  return scale;
}

double PartScale::scaled(double value) const {
  return exponent_ == 0 ? value : value * std::pow(10.0, -exponent_);
}

QString PartScale::text(double value) const {
  return fixed_text(scaled(value), decimals_);
}

QString PartScale::signed_text(double value) const {
  return signed_fixed_text(scaled(value), decimals_);
}

QString PartScale::factor() const {
  return exponent_ == 0 ? QString() : QStringLiteral("×10") + superscript(exponent_);
}

bool PartScale::shows_zero(double value) const {
  return rounded(scaled(value), decimals_) == 0;
}

double PartScale::rounding_of(double sum, std::span<const double> parts) const {
  std::vector<double> scaled_parts;
  for (const double part : parts) scaled_parts.push_back(scaled(part));
  return lfp::rounding_of(scaled(sum), scaled_parts, decimals_) * std::pow(10.0, exponent_);
}

}  // namespace lfp
