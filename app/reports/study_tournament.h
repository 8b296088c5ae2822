#pragma once

#include "app/reports/study_findings.h"

#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace lfp {

/// The mean ranks of a tournament's contestants over those blocks (a combination of the other axes' values
/// and a seed) in which all contestants have a result.
struct Ranking {
  QStringList names;
  std::vector<double> ranks;
  std::size_t blocks = 0;
};
std::optional<Ranking> ranking_of(const StudyOutcome& outcome, const Measure& measure, std::size_t run);

/// Returns who has the best mean rank, and whether the others differ from it; "" without a tournament.
QString tournament_sentence(const StudyOutcome& outcome, const Measure& measure, std::size_t run);

/// Returns each contestant's mean over all tasks and seeds, in order of mean rank; "" without a tournament.
QString contestants_sentence(const StudyOutcome& outcome, const Measure& measure, std::size_t run);

}  // namespace lfp
