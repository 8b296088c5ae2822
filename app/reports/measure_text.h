#pragma once

#include "core/study/measure.h"
#include "core/study/statistics.h"
#include "widgets/views/study/study_text.h"

#include <QString>
#include <cstddef>
#include <span>
#include <string>

namespace lfp {

/// Converts a text of the core to a QString.
inline QString from_core(const std::string& text) {
  return QString::fromStdString(text);
}

/// Formats the difference of two values: "2.1 points", "0.3".
QString difference_text(const Measure& measure, double difference);
/// With as few seeds as these, an interval is too narrow: it may exclude zero only because all happen to
/// agree.
constexpr std::size_t most_few_seeds = 5;
/// Says how certain a mean of differences is, given one per seed: for a single seed that it says nothing
/// about chance, otherwise the interval of their mean, whether it contains zero, and how much that means.
QString certainty_text(const Measure& measure, std::span<const double> differences);
/// Formats mean and deviation: "98.3 % ± 0.4"; a single value has no deviation; "–" for none.
QString spread_text(const Measure& measure, std::span<const double> values);
/// Returns the result of a run to follow its name in a sentence: "reaches a test accuracy of 98.3 % ± 0.4".
QString outcome_text(const Measure& measure, std::span<const double> values);
/// Formats the interval: "97.9 % to 98.6 %", or "–" if there is none.
QString interval_text(const Measure& measure, std::span<const double> values);

}  // namespace lfp
