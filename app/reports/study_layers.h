#pragma once

#include "app/reports/report.h"
#include "app/reports/study_findings.h"
#include "core/study/store_reader.h"

#include <vector>

namespace lfp {

/// A run's layers at the end, seed by seed as far as they were done.
std::vector<std::vector<LayerResult>> layers_of(const StudyOutcome& outcome, const StoreReader& store,
                                                const Series& series, std::int64_t cell);

/// For each of the study's measures that are told of layers: every combination at its best settings, layer by
/// layer.
std::vector<ReportTable> layer_tables(const StudyOutcome& outcome, const StoreReader& store);

}  // namespace lfp
