#include "app/reports/line_groups.h"

#include "app/reports/chart_figure.h"
#include "app/reports/study_comparisons.h"
#include "widgets/views/study/study_text.h"

#include <algorithm>

namespace lfp {
namespace {

/// Returns the axes that figures can be split by, those that vary the task first: what is to be compared then
/// stays together.
std::vector<std::size_t> axes_to_split_by(const StudyOutcome& outcome) {
  std::vector<std::size_t> axes;
  for (std::size_t axis = 0; axis < outcome.study.axes.size(); ++axis)
    if (axis != outcome.layout.x && outcome.study.axes[axis].count() > 1) axes.push_back(axis);
  std::ranges::stable_partition(axes, [&](std::size_t axis) { return is_given(outcome.study.axes[axis]); });
  return axes;
}

}  // namespace

std::vector<LineGroup> line_groups(const StudyOutcome& outcome) {
  LineGroup all;
  for (const Series& series : outcome.layout.series) all.series.push_back(&series);
  if (all.series.size() <= most_chart_lines) return {all};
  for (const std::size_t axis : axes_to_split_by(outcome)) {
    const Axis& varied = outcome.study.axes[axis];
    std::vector<LineGroup> groups(static_cast<std::size_t>(varied.count()));
    for (std::size_t value = 0; value < groups.size(); ++value) {
      const auto index = static_cast<std::int64_t>(value);
      groups[value].file = QStringLiteral("-%1").arg(value + 1);
      groups[value].title = axis_value_text(varied, index);
      for (const Series* series : all.series)
        if (!is_changed_by(varied, series->run) || series->position[axis] == index)
          groups[value].series.push_back(series);
    }
    if (groups.front().series.size() <= most_chart_lines) return groups;
  }
  return {all};
}

}  // namespace lfp
