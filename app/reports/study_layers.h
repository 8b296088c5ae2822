#pragma once

#include "app/reports/report.h"
#include "app/reports/study_findings.h"
#include "core/study/store_reader.h"

#include <vector>

namespace lfp {

/// Returns the results of a run's layers at the end of training, for each finished seed.
std::vector<std::vector<LayerResult>> layers_of(const StudyOutcome& outcome, const StoreReader& store,
                                                const Series& series, std::int64_t cell);

/// Returns a table for each of the study's measures that is known for each layer: one row per combination at
/// its best settings, one column per layer.
std::vector<ReportTable> layer_tables(const StudyOutcome& outcome, const StoreReader& store);

}  // namespace lfp
