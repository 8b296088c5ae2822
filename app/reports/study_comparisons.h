#pragma once

#include "app/reports/study_findings.h"

#include <QStringList>

namespace lfp {

/// Whether the axis says what is asked of the runs (data, network, what they know), rather than how they are
/// set: nobody would choose its value by what comes out best.
bool is_given(const Axis& axis);

/// Where a cell lies on the axes that are drawn along: "Learning rate = 0.1, ε = 0".
QString settings_text(const StudyOutcome& outcome, std::int64_t cell);

/// What further values of the axis change beside its first one, for each run, over everything else: of axes
/// with a few names that leave the data alone. Empty for others.
QStringList effect_sentences(const StudyOutcome& outcome, const Measure& measure, std::size_t axis);

/// How far the first run is ahead of the second at each value of a study's only axis, where that is given; ""
/// for other studies.
QString gap_sentence(const StudyOutcome& outcome, const Measure& measure);

/// The runs' means of a measure over all that was trained; "" where there is but one run or nothing to tell.
QString means_sentence(const StudyOutcome& outcome, const Measure& measure);

}  // namespace lfp
