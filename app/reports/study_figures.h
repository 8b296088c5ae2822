#pragma once

#include "app/reports/report.h"
#include "app/reports/study_findings.h"
#include "core/study/store_reader.h"

#include <vector>

namespace lfp {

/// Returns the figures of a study: for each measure, lines over a numeric axis, maps over two axes or marks
/// for named values; the curves of each series at its best; the ranks of a tournament.
std::vector<ReportFigure> figures_of(const StudyOutcome& outcome, const StoreReader& store);

}  // namespace lfp
