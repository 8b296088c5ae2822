#pragma once

#include "app/reports/report.h"
#include "app/reports/study_findings.h"

#include <vector>

namespace lfp {

/// For each measure the best settings of every combination with mean, deviation, interval and worst of the
/// seeds; all settings, where there are not too many; and what could not be done, with the reason.
std::vector<ReportTable> tables_of(const StudyOutcome& outcome);

}  // namespace lfp
