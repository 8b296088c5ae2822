#pragma once

#include "app/reports/report.h"
#include "app/reports/study_findings.h"

#include <vector>

namespace lfp {

/// The pictures that a study asks for: what its runs make of the plane, and the ways of their weights. For
/// each combination of what is not drawn along, every run at its best, with the first seed; it is trained
/// once more for that. Pictures of what cannot be trained are left out.
std::vector<ReportFigure> pictures_of(const StudyOutcome& outcome);

}  // namespace lfp
