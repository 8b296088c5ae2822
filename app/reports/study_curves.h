#pragma once

#include "app/reports/report.h"
#include "app/reports/study_findings.h"
#include "core/study/store_reader.h"

#include <vector>

namespace lfp {

/// What went on over the epochs of each combination at its best settings: test accuracy, and those of the
/// study's measures that are told of layers, of all together and of each.
std::vector<ReportFigure> curve_figures(const StudyOutcome& outcome, const StoreReader& store);

}  // namespace lfp
