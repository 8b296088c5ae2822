#pragma once

#include "core/study/measure.h"
#include "core/study/statistics.h"
#include "widgets/views/study/study_text.h"

#include <QString>
#include <span>
#include <string>

namespace lfp {

/// A text of the core.
inline QString from_core(const std::string& text) {
  return QString::fromStdString(text);
}

/// A difference of two: "2.1 points", "0.3".
QString difference_text(const Measure& measure, double difference);
/// What differences tell, one a seed: ", of a single seed, which tells nothing of chance", or the interval of
/// their mean and whether it holds zero.
QString certainty_text(const Measure& measure, std::span<const double> differences);
/// "98.3 % ± 0.4"; without the deviation for a single value; "–" for none.
QString spread_text(const Measure& measure, std::span<const double> values);
/// What a run does, as a sentence goes on after its name: "comes to test accuracy 98.3 % ± 0.4".
QString outcome_text(const Measure& measure, std::span<const double> values);
/// "97.9 % to 98.6 %", or "–" where there is no interval.
QString interval_text(const Measure& measure, std::span<const double> values);

}  // namespace lfp
