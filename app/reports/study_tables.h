#pragma once

#include "app/reports/report.h"
#include "app/reports/study_findings.h"

#include <vector>

namespace lfp {

/// For each measure the best settings of every combination with mean, deviation, interval and worst of the
/// seeds; layer by layer what is told of layers; all settings, where there are not too many; and what could
/// not be done, with the reason.
std::vector<ReportTable> tables_of(const StudyOutcome& outcome,
                                   const std::vector<ReportTable>& of_layers = {});

}  // namespace lfp
