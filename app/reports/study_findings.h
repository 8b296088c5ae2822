#pragma once

#include "core/study/series.h"
#include "core/study/summary.h"

#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace lfp {

/// A study with its results, from which figures, tables and sentences are made.
struct StudyOutcome {
  const Study& study;
  const StudySummary& summary;
  StudyLayout layout;
};

/// The cell with the series' best mean of the measure over the seeds. Nullopt if there are no results.
struct BestCell {
  std::int64_t cell = 0;
  double mean = 0;
};
std::optional<BestCell> best_cell(const StudyOutcome& outcome, const Series& series, const Measure& measure);

/// Returns the results in sentences, whatever they are.
QStringList findings_of(const StudyOutcome& outcome);

}  // namespace lfp
