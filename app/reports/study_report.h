#pragma once

#include "app/reports/report.h"
#include "core/study/store_reader.h"
#include "core/study/study.h"

namespace lfp {

/// What a study has come to: its question, the result in sentences, figures, tables, and what repeats it. The
/// figures hold all that they are painted from.
Report study_report(const StoreReader& store, const Study& study);

}  // namespace lfp
