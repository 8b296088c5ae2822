#pragma once

#include <QString>
#include <span>

namespace lfp {

/// How numbers that belong together, as the parts of a sum, are written: with the same decimals, and where
/// all of them are small as multiples of one power of a thousand, which stands in their header once.
class PartScale {
 public:
  PartScale() = default;
  /// Four decimals as a rule, fewer after hundreds of a factor; `largest` is the largest of the numbers,
  /// without its sign.
  static PartScale of(double largest);
  /// With `decimals` decimals and no factor.
  static PartScale with_decimals(int decimals);

  /// "−0.1184".
  QString text(double value) const;
  /// The same with a plus sign in front of positive values.
  QString signed_text(double value) const;
  /// "×10⁻⁹"; empty where numbers are written as they are.
  QString factor() const;
  /// Whether the digits shown are all 0.
  bool shows_zero(double value) const;
  /// By how much the digits shown of a sum exceed those of its parts, as rounding_of().
  double rounding_of(double sum, std::span<const double> parts) const;
  int decimals() const { return decimals_; }
  /// How many decimals show as much without the factor.
  int plain_decimals() const { return decimals_ - exponent_; }

 private:
  double scaled(double value) const;

  int decimals_ = 4;
  int exponent_ = 0;  // numbers are multiples of ten to this power
};

}  // namespace lfp
