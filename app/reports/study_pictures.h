#pragma once

#include "app/reports/report.h"
#include "app/reports/study_findings.h"

#include <vector>

namespace lfp {

/// Returns the pictures that a study requests: the runs' decision boundaries and the paths of their weights,
/// for each combination of the axes not drawn along. Every run is trained once more at its best settings with
/// the first seed. Runs that cannot be trained are left out.
std::vector<ReportFigure> pictures_of(const StudyOutcome& outcome);

}  // namespace lfp
