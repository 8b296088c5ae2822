#pragma once

#include <QString>

namespace lfp {

/// A signed quantity as views show it: real minus (U+2212), `decimals` places; below 0.001 as "2.5e−4", from
/// a million on as "1.2e6"; a value that rounds to zero (and anything below 1e−12) has no sign; not finite:
/// "∞", "−∞", "not a number".
QString number_text(double value, int decimals = 3);
/// Always with `decimals` places, for columns whose digits are to add up: "−0.1184", "0.0000".
QString fixed_text(double value, int decimals);
/// The same with a plus sign in front of positive values: feedback, shares, updates.
QString signed_text(double value, int decimals = 3);
/// 0.985 as "98.5 %" with a thin gap.
QString percent_text(double fraction, int decimals = 1);
/// A difference of fractions in points: -0.005 as "−0.5 pt".
QString points_text(double difference, int decimals = 1);
/// "1,284" in every locale; "1.38e8".
QString count_text(qint64 count);
/// As short as it reads back, eight digits at most: "0.03".
QString setting_text(double value);

}  // namespace lfp
