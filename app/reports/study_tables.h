#pragma once

#include "app/reports/report.h"
#include "app/reports/study_findings.h"

#include <vector>

namespace lfp {

/// Returns, for each measure, each combination's best settings with mean, deviation, interval and worst of
/// the seeds; the tables of layers; all settings unless there are too many; and the trainings that failed,
/// with the reasons.
std::vector<ReportTable> tables_of(const StudyOutcome& outcome,
                                   const std::vector<ReportTable>& of_layers = {});

}  // namespace lfp
