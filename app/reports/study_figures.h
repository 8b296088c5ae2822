#pragma once

#include "app/reports/report.h"
#include "app/reports/study_findings.h"
#include "core/study/store_reader.h"

#include <vector>

namespace lfp {

/// The figures of a study: for each of its measures lines over its numeric axis, maps over two, or marks over
/// what it compares; the curves of the best of each series; the ranks of a tournament.
std::vector<ReportFigure> figures_of(const StudyOutcome& outcome, const StoreReader& store);

}  // namespace lfp
