#pragma once

#include "app/reports/study_findings.h"

#include <QString>
#include <vector>

namespace lfp {

/// Series that are shown in the same figure.
struct LineGroup {
  QString file{};   ///< appended to the figure's file name
  QString title{};  ///< the axis value they share; "" for all series
  std::vector<const Series*> series{};
};

/// Splits more series than can be told apart in a chart into several figures, one for each value of an axis.
std::vector<LineGroup> line_groups(const StudyOutcome& outcome);

}  // namespace lfp
