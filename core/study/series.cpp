#include "core/study/series.h"

#include "core/study/value_label.h"

#include <algorithm>

namespace lfp {
namespace {

/// A second axis with fewer values is plotted as separate lines instead of a map.
constexpr std::int64_t least_of_a_map = 4;

bool is_of_another_run(const std::string& path, std::size_t run) {
  const std::string own = "runs[" + std::to_string(run) + "]";
  return path.starts_with("runs[") && !path.starts_with(own);
}

/// The axes that have a single value within a series of the run.
std::vector<std::size_t> fixed_axes(const Study& study, const StudyLayout& layout, std::size_t run) {
  std::vector<std::size_t> axes;
  for (std::size_t axis = 0; axis < study.axes.size(); ++axis)
    if (axis != layout.x && axis != layout.y && is_changed_by(study.axes[axis], run)) axes.push_back(axis);
  return axes;
}

void add_series(const Study& study, const StudyLayout& layout, std::size_t run, std::vector<Series>& all) {
  const auto axes = fixed_axes(study, layout, run);
  std::int64_t combinations = 1;
  for (const std::size_t axis : axes) combinations *= study.axes[axis].count();
  for (std::int64_t combination = 0; combination < combinations; ++combination) {
    Series series{
        .label = study.experiment.runs.size() > 1 || axes.empty() ? study.experiment.runs[run].name : "",
        .run = run,
        .position = std::vector<std::int64_t>(study.axes.size())};
    std::int64_t rest = combination;
    std::string values;
    for (std::size_t place = axes.size(); place-- > 0;) {
      const std::size_t at = axes[place];
      const Axis& axis = study.axes[at];
      series.position[at] = rest % axis.count();
      rest /= axis.count();
      const std::string label = value_label(axis, series.position[at]);
      const std::string text = axis.is_numeric() ? short_title(axis) + " " + label : label;
      values = values.empty() ? text : text + ", " + values;
    }
    series.label += (series.label.empty() || values.empty() ? "" : ", ") + values;
    all.push_back(std::move(series));
  }
}

}  // namespace

bool is_changed_by(const Axis& axis, std::size_t run) {
  for (std::int64_t value = 0; value < (axis.range ? 1 : axis.count()); ++value)
    if (!std::ranges::all_of(axis.at(value).changes,
                             [&](const ValueChange& change) { return is_of_another_run(change.path, run); }))
      return true;
  return false;
}

StudyLayout layout_of(const Study& study) {
  StudyLayout layout;
  std::vector<std::size_t> numeric;
  for (std::size_t axis = 0; axis < study.axes.size(); ++axis)
    if (study.axes[axis].is_numeric() && study.axes[axis].count() > 1) numeric.push_back(axis);
  // The axis with the most values becomes the horizontal one.
  std::ranges::stable_sort(numeric, std::ranges::greater(),
                           [&](std::size_t axis) { return study.axes[axis].count(); });
  if (!numeric.empty()) layout.x = numeric[0];
  if (numeric.size() > 1 && study.axes[numeric[1]].count() >= least_of_a_map) layout.y = numeric[1];
  if (layout.y && *layout.y < *layout.x && study.axes[*layout.x].count() == study.axes[*layout.y].count())
    std::swap(layout.x, layout.y);
  for (std::size_t run = 0; run < study.experiment.runs.size(); ++run)
    add_series(study, layout, run, layout.series);
  return layout;
}

std::vector<std::int64_t> cells_of(const Study& study, const StudyLayout& layout, const Series& series) {
  std::vector<std::int64_t> cells;
  auto position = series.position;
  const std::int64_t rows = layout.y ? study.axes[*layout.y].count() : 1;
  const std::int64_t columns = layout.x ? study.axes[*layout.x].count() : 1;
  for (std::int64_t row = 0; row < rows; ++row)
    for (std::int64_t column = 0; column < columns; ++column) {
      if (layout.y) position[*layout.y] = row;
      if (layout.x) position[*layout.x] = column;
      cells.push_back(study.cell_at(position));
    }
  return cells;
}

std::string short_title(const Axis& axis) {
  if (!axis.label.empty()) return axis.label;
  std::string title = axis.path.substr(axis.path.find_last_of(".]") + 1);
  std::ranges::replace(title, '_', ' ');
  return title.empty() ? axis.path : title;
}

}  // namespace lfp
