#pragma once

#include "core/study/series.h"
#include "core/study/summary.h"

#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace lfp {

/// A study with what has come of it, as figures, tables and sentences are made from it.
struct StudyOutcome {
  const Study& study;
  const StudySummary& summary;
  StudyLayout layout;
};

/// The cell at which the series does best by the measure's mean over the seeds. None where nothing was done.
struct BestCell {
  std::int64_t cell = 0;
  double mean = 0;
};
std::optional<BestCell> best_cell(const StudyOutcome& outcome, const Series& series, const Measure& measure);

/// The mean ranks of a tournament's contestants, of the blocks (a combination of the other axes with a seed)
/// in which all of them were done.
struct Ranking {
  QStringList names;
  std::vector<double> ranks;
  std::size_t blocks = 0;
};
std::optional<Ranking> ranking_of(const StudyOutcome& outcome, const Measure& measure, std::size_t run);

/// The result in sentences, whichever way it came out.
QStringList findings_of(const StudyOutcome& outcome);

}  // namespace lfp
