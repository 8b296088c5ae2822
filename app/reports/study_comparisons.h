#pragma once

#include "app/reports/study_findings.h"

#include <QStringList>

namespace lfp {

/// Returns whether the axis varies the task (data, network, known weights) rather than settings of the runs:
/// the best value of such an axis is not a choice.
bool is_given(const Axis& axis);

/// Returns a list of values without one of them, which a title or the sentence around it tells already: "LFP"
/// for "LFP, moons" without "moons".
QString without_value(const QString& values, const QString& value);

/// Describes a cell by its values on the axes of the chart: "Learning rate = 0.1, ε = 0".
QString settings_text(const StudyOutcome& outcome, std::int64_t cell);

/// Returns how the further values of an axis change each run compared with its first value, averaged over
/// everything else, for axes with a few named values that leave the data alone. Empty for others.
QStringList effect_sentences(const StudyOutcome& outcome, const Measure& measure, std::size_t axis);

/// Returns how far the first run is ahead of the second at each value of a study's only axis if is_given()
/// holds for it; "" for other studies.
QString gap_sentence(const StudyOutcome& outcome, const Measure& measure);

/// Returns each run's mean of a measure over all trainings, or its median if the measure is logarithmic; ""
/// for a single run or without any values.
QString means_sentence(const StudyOutcome& outcome, const Measure& measure);

}  // namespace lfp
