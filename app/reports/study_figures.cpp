#include "app/reports/study_figures.h"

#include "app/reports/chart.h"
#include "app/reports/chart_figure.h"
#include "app/reports/line_groups.h"
#include "app/reports/measure_text.h"
#include "app/reports/study_comparisons.h"
#include "app/reports/study_curves.h"
#include "app/reports/study_tournament.h"
#include "core/study/measure.h"
#include "core/study/value_label.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace lfp {
namespace {

constexpr std::size_t most_panels = 12;

ChartAxis axis_for(const Axis& axis) {
  return {.title = from_core(axis.label.empty() ? axis.path : axis.label),
          .is_logarithmic = axis.is_logarithmic()};
}

std::optional<ChartPoint> point_at(const StudyOutcome& outcome, std::int64_t cell, std::size_t run,
                                   const Measure& measure, double x) {
  const auto values = outcome.summary.values(cell, run, measure);
  const Spread spread = spread_of(values);
  if (spread.count == 0) return std::nullopt;
  const auto interval = bootstrap_interval(values);
  return ChartPoint{.x = x,
                    .y = spread.mean,
                    .low = interval ? interval->low : spread.mean,
                    .high = interval ? interval->high : spread.mean};
}

QString interval_caption(const StudyOutcome& outcome) {
  const std::size_t seeds = outcome.study.seeds.size();
  return seeds == 1 ? QStringLiteral("A single seed, without intervals.")
                    : QStringLiteral("Means over %1 seeds with 95 % bootstrap intervals.").arg(seeds);
}

/// Returns nullopt if the group has no value of this measure, such as epochs to a target that nobody reaches.
std::optional<ReportFigure> lines_figure(const StudyOutcome& outcome, const Measure& measure,
                                         const LineGroup& group) {
  const Axis& axis = outcome.study.axes[*outcome.layout.x];
  Chart chart{.x = axis_for(axis), .y = axis_for(measure), .lines = {}};
  for (const Series* series : group.series) {
    if (chart.lines.size() == most_chart_lines) break;
    ChartLine line{.label = without_value(from_core(series->label), group.title), .points = {}};
    for (const std::int64_t cell : cells_of(outcome.study, outcome.layout, *series)) {
      const double x = *axis.at(outcome.study.position_of(cell)[*outcome.layout.x]).number;
      if (const auto point = point_at(outcome, cell, series->run, measure, x)) line.points.push_back(*point);
    }
    chart.lines.push_back(std::move(line));
  }
  if (std::ranges::all_of(chart.lines, [](const ChartLine& line) { return line.points.empty(); }))
    return std::nullopt;
  QString caption = interval_caption(outcome);
  if (group.series.size() > most_chart_lines)
    caption +=
        QStringLiteral(" The first %1 of %2 combinations.").arg(most_chart_lines).arg(group.series.size());
  const QString title = from_core(measure.label);
  return chart_figure(from_core(measure.name) + group.file,
                      group.title.isEmpty() ? title : QStringLiteral("%1, %2").arg(title, group.title),
                      caption, std::move(chart));
}

HeatPanel panel_of(const StudyOutcome& outcome, const Series& series, const Measure& measure) {
  HeatPanel panel{.title = from_core(series.label), .values = {}, .diverged = {}};
  const auto seeds = static_cast<std::int64_t>(outcome.study.seeds.size());
  for (const std::int64_t cell : cells_of(outcome.study, outcome.layout, series)) {
    const Spread spread = spread_of(outcome.summary.values(cell, series.run, measure));
    panel.values.push_back(spread.count > 0 ? static_cast<float>(spread.mean)
                                            : std::numeric_limits<float>::quiet_NaN());
    panel.diverged.push_back(measure.name != "diverged_step" &&
                             2 * outcome.summary.diverged(cell, series.run) > seeds);
  }
  return panel;
}

std::vector<double> numbers_of(const Axis& axis) {
  std::vector<double> numbers;
  for (std::int64_t value = 0; value < axis.count(); ++value) numbers.push_back(*axis.at(value).number);
  return numbers;
}

ReportFigure map_figure(const StudyOutcome& outcome, const Measure& measure) {
  const Axis& x = outcome.study.axes[*outcome.layout.x];
  const Axis& y = outcome.study.axes[*outcome.layout.y];
  HeatChart chart{.x = axis_for(x),
                  .y = axis_for(y),
                  .x_values = numbers_of(x),
                  .y_values = numbers_of(y),
                  .measure = from_core(measure.label),
                  .is_percent = measure.is_fraction,
                  .is_logarithmic = measure.logarithmic,
                  .panels = {}};
  for (const Series& series : outcome.layout.series)
    if (chart.panels.size() < most_panels) chart.panels.push_back(panel_of(outcome, series, measure));
  const QSize size = heat_chart_size(chart.panels.size());
  return {.name = from_core(measure.name),
          .title = from_core(measure.label),
          .caption = outcome.study.seeds.size() == 1
                         ? QStringLiteral("A single seed; grey where it diverged.")
                         : QStringLiteral("Means over the seeds; grey where most of them diverged."),
          .size = size,
          .paint = [chart = std::move(chart)](QPainter& painter, const QRectF& area) {
            paint_heat_chart(painter, area, chart);
          }};
}

/// For studies without a numeric axis: shows the values of the first axis side by side, with one mark for
/// each run and further combination.
ReportFigure marks_figure(const StudyOutcome& outcome, const Measure& measure) {
  Chart chart{.x = {}, .y = axis_for(measure), .lines = {}};
  const bool has_axis = !outcome.study.axes.empty();
  const std::int64_t count = has_axis ? outcome.study.axes[0].count() : 1;
  for (std::int64_t value = 0; value < count; ++value)
    chart.x.categories << (has_axis ? axis_value_text(outcome.study.axes[0], value) : QString());
  std::map<std::string, std::size_t> lines;
  for (const Series& series : outcome.layout.series) {
    const std::int64_t value = has_axis ? series.position[0] : 0;
    std::string label = outcome.summary.runs()[series.run];
    for (std::size_t axis = 1; axis < outcome.study.axes.size(); ++axis)
      if (is_changed_by(outcome.study.axes[axis], series.run))
        label += ", " + value_label(outcome.study.axes[axis], series.position[axis]);
    const auto [line, is_new] = lines.emplace(label, chart.lines.size());
    if (is_new) chart.lines.push_back({.label = from_core(label), .points = {}});
    // A run that the axis does not affect has the same result for every value.
    const bool is_everywhere = has_axis && !is_changed_by(outcome.study.axes[0], series.run);
    for (std::int64_t at = is_everywhere ? 0 : value; at <= (is_everywhere ? count - 1 : value); ++at)
      if (const auto point = point_at(outcome, outcome.study.cell_at(series.position), series.run, measure,
                                      static_cast<double>(at)))
        chart.lines[line->second].points.push_back(*point);
  }
  if (chart.lines.size() > most_chart_lines) chart.lines.resize(most_chart_lines);
  return chart_figure(from_core(measure.name), from_core(measure.label), interval_caption(outcome),
                      std::move(chart));
}

bool has_values(const StudyOutcome& outcome, const Measure& measure) {
  for (const Series& series : outcome.layout.series)
    if (best_cell(outcome, series, measure)) return true;
  return false;
}

std::optional<ReportFigure> ranks_figure(const StudyOutcome& outcome, std::size_t run) {
  const Measure& measure = *find_measure(outcome.study.measures.front());
  const auto ranking = ranking_of(outcome, measure, run);
  if (!ranking || ranking->names.size() < 2) return std::nullopt;
  const RankDiagram diagram{
      .names = ranking->names,
      .ranks = ranking->ranks,
      .critical_difference = critical_difference(ranking->ranks.size(), ranking->blocks)};
  const int height = 110 + 14 * static_cast<int>(ranking->names.size());
  return ReportFigure{
      .name = QStringLiteral("ranks") + (run == 0 ? QString() : QStringLiteral("-%1").arg(run + 1)),
      .title = QStringLiteral("Mean ranks, %1").arg(from_core(outcome.summary.runs()[run])),
      .caption =
          QStringLiteral(
              "By %1, over %2 blocks; a bar joins those that the test cannot tell apart at the 5 % level.")
              .arg(from_core(measure.label).toLower())
              .arg(ranking->blocks),
      .size = {720, height},
      .paint = [diagram](QPainter& painter, const QRectF& area) {
        paint_rank_diagram(painter, area, diagram);
      }};
}

}  // namespace

std::vector<ReportFigure> figures_of(const StudyOutcome& outcome, const StoreReader& store) {
  std::vector<ReportFigure> figures;
  for (std::size_t run = 0; run < outcome.summary.runs().size(); ++run)
    if (auto figure = ranks_figure(outcome, run)) figures.push_back(*std::move(figure));
  for (const std::string& name : outcome.study.measures) {
    const Measure& measure = *find_measure(name);
    if (!has_values(outcome, measure)) continue;
    if (outcome.layout.y)
      figures.push_back(map_figure(outcome, measure));
    else if (outcome.layout.x)
      for (const LineGroup& group : line_groups(outcome)) {
        if (auto figure = lines_figure(outcome, measure, group)) figures.push_back(*std::move(figure));
      }
    else
      figures.push_back(marks_figure(outcome, measure));
  }
  for (ReportFigure& figure : curve_figures(outcome, store)) figures.push_back(std::move(figure));
  return figures;
}

}  // namespace lfp
