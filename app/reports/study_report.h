#pragma once

#include "app/reports/report.h"
#include "core/study/store_reader.h"
#include "core/study/study.h"

namespace lfp {

/// Returns the report of a study: its question, the results in sentences, figures, tables, and the commands
/// that repeat it. The figures own everything that they are painted from.
Report study_report(const StoreReader& store, const Study& study);

}  // namespace lfp
