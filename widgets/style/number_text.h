#pragma once

#include <QString>
#include <span>

namespace lfp {

/// A signed quantity as views show it: real minus (U+2212), `decimals` places; below 0.001 as "2.5e−4", from
/// a million on as "1.2e6"; a value that rounds to zero (and anything below 1e−12) has no sign; not finite:
/// "∞", "−∞", "not a number".
QString number_text(double value, int decimals = 3);
/// How many decimals the parts of a sum get, of which `largest` is the largest: four, more where all are
/// small, fewer where they are huge.
int part_decimals(double largest);
/// With `decimals` places however small, for columns of numbers that belong together: "−0.1184", "0.0000";
/// from a hundred million on as "1.2346e8".
QString fixed_text(double value, int decimals);
/// The same with a plus sign in front of positive values.
QString signed_fixed_text(double value, int decimals);
/// number_text() with a plus sign in front of positive values: feedback, shares, updates.
QString signed_text(double value, int decimals = 3);
/// The number that fixed_text() shows: `value` correctly rounded to `decimals` places.
double rounded(double value, int decimals);
/// By how much the digits shown of a sum exceed those of its parts, each rounded by itself; 0 where they add
/// up or where not all of them are finite.
double rounding_of(double sum, std::span<const double> parts, int decimals);
/// At most eight characters, for read-outs of reserved width: as number_text() with three decimals, fewer
/// from a thousand on, from a hundred thousand on "2.1e5".
QString compact_text(double value);
/// The same with a plus sign in front of positive values.
QString signed_compact_text(double value);
/// With two digits: "0.21", "1.5e3", "88".
QString short_text(double value);
/// By how much something grows: "× 40", "× 1,400", "× 2.1e5".
QString times_text(double factor);
/// 0.985 as "98.5 %" with a thin gap.
QString percent_text(double fraction, int decimals = 1);
/// A difference of fractions in points: -0.005 as "−0.5 pt".
QString points_text(double difference, int decimals = 1);
/// "1,284" in every locale; "1.38e8".
QString count_text(qint64 count);
/// As short as it reads back, eight digits at most: "0.03".
QString setting_text(double value);

}  // namespace lfp
