#pragma once

#include "app/reports/report.h"
#include "app/reports/study_findings.h"
#include "core/study/store_reader.h"

#include <vector>

namespace lfp {

/// Returns the curves over the epochs of each combination at its best settings: test accuracy, and those
/// measures of the study that are known for each layer, for all layers together and for each.
std::vector<ReportFigure> curve_figures(const StudyOutcome& outcome, const StoreReader& store);

}  // namespace lfp
