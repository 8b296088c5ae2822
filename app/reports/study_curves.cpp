#include "app/reports/study_curves.h"

#include "app/reports/chart_figure.h"
#include "app/reports/line_groups.h"
#include "app/reports/measure_text.h"
#include "app/reports/study_comparisons.h"
#include "app/reports/study_layers.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <utility>

namespace lfp {
namespace {

/// Returns the value to draw for a point of a curve.
using ValueOfPoint = std::function<std::optional<double>(const CurvePoint&)>;
using NamedValues = std::vector<std::pair<QString, ValueOfPoint>>;

/// Lines over the epochs, and whether they were trained from the weights of an experiment before them.
struct Curves {
  std::vector<ChartLine> lines{};
  bool have_past = false;
};

/// The points of an experiment that is trained first have no distances from the start.
bool is_of_past(const CurvePoint& point) {
  return point.step <= 0 && !point.numbers.moved;
}

/// Returns the mean curve over the seeds.
ChartLine mean_curve(const StudyOutcome& outcome, const StoreReader& store, const Series& series,
                     std::int64_t cell, const ValueOfPoint& value_of, bool& has_past) {
  std::map<std::int64_t, std::vector<double>> by_epoch;
  const auto seeds = static_cast<std::int64_t>(outcome.study.seeds.size());
  for (std::int64_t seed = 0; seed < seeds; ++seed)
    for (const CurvePoint& point : store.curve(cell * seeds + seed, static_cast<std::int64_t>(series.run))) {
      has_past = has_past || is_of_past(point);
      if (const auto value = value_of(point); value && std::isfinite(*value))
        by_epoch[point.epoch].push_back(*value);
    }
  ChartLine line{.label = {}, .points = {}};
  for (const auto& [epoch, values] : by_epoch) {
    const auto interval = bootstrap_interval(values);
    const double mean = spread_of(values).mean;
    line.points.push_back({.x = static_cast<double>(epoch),
                           .y = mean,
                           .low = interval ? interval->low : mean,
                           .high = interval ? interval->high : mean});
  }
  return line;
}

/// Returns one line per value for every combination of the group at its best settings; stops soon after more
/// lines than a chart can hold.
Curves curves_at_best(const StudyOutcome& outcome, const StoreReader& store, const LineGroup& group,
                      const std::function<NamedValues(const Series&, std::int64_t cell)>& values_of) {
  const Measure& measure = *find_measure(outcome.study.measures.front());
  Curves curves;
  for (const Series* series : group.series) {
    const auto best = best_cell(outcome, *series, measure);
    if (!best || curves.lines.size() > most_chart_lines) continue;
    for (const auto& [name, value_of] : values_of(*series, best->cell)) {
      ChartLine line = mean_curve(outcome, store, *series, best->cell, value_of, curves.have_past);
      line.label = without_value(from_core(series->label), group.title) + name;
      if (!line.points.empty()) curves.lines.push_back(std::move(line));
    }
  }
  return curves;
}

bool is_worth_it(const std::vector<ChartLine>& lines) {
  return std::ranges::any_of(lines, [](const ChartLine& line) { return line.points.size() > 1; });
}

QString curves_caption(const StudyOutcome& outcome, const QString& what, const LineGroup& group) {
  QString caption = QStringLiteral("%1 over the epochs, each combination at its best settings; ").arg(what);
  caption += outcome.study.seeds.size() == 1 ? QStringLiteral("a single seed.")
                                             : QStringLiteral("means over the seeds with 95 % intervals.");
  if (group.series.size() > most_chart_lines)
    caption +=
        QStringLiteral(" The first %1 of %2 combinations.").arg(most_chart_lines).arg(group.series.size());
  return caption;
}

QString with_group(const QString& title, const LineGroup& group) {
  return group.title.isEmpty() ? title : QStringLiteral("%1, %2").arg(title, group.title);
}

std::optional<ReportFigure> accuracy_curves(const StudyOutcome& outcome, const StoreReader& store,
                                            const LineGroup& group) {
  auto curves = curves_at_best(outcome, store, group, [](const Series& /*series*/, std::int64_t /*cell*/) {
    return NamedValues{
        {QString(), [](const CurvePoint& point) { return std::optional(point.test_accuracy); }}};
  });
  if (curves.lines.size() > most_chart_lines) curves.lines.resize(most_chart_lines);
  if (!is_worth_it(curves.lines)) return std::nullopt;
  QString caption = curves_caption(outcome, QStringLiteral("Test accuracy"), group);
  if (curves.have_past)
    caption += QStringLiteral(" Up to epoch 0, the experiment that gave the weights to start from.");
  return chart_figure(QStringLiteral("curves") + group.file, with_group(QStringLiteral("Curves"), group),
                      caption,
                      {.x = {.title = QStringLiteral("Epoch"), .is_whole = true},
                       .y = {.title = QStringLiteral("Test accuracy"), .is_percent = true},
                       .lines = std::move(curves.lines)});
}

/// Draws a measure that is known for each layer, either for all layers together or for each layer.
std::optional<ReportFigure> measure_curves(const StudyOutcome& outcome, const StoreReader& store,
                                           const LineGroup& group, const Measure& measure, bool of_layers) {
  const auto of_all = [&](const Series& /*series*/, std::int64_t /*cell*/) {
    return NamedValues{{QString(), measure.in_curve}};
  };
  const auto of_each = [&](const Series& series, std::int64_t cell) {
    NamedValues values;
    const auto seeds = layers_of(outcome, store, series, cell);
    for (std::size_t layer = 0; layer < (seeds.empty() ? 0 : seeds.front().size()); ++layer)
      values.emplace_back(
          QStringLiteral(", layer %1").arg(layer + 1), [&measure, layer](const CurvePoint& point) {
            return layer < point.layers.size() ? measure.of_layer(point.layers[layer]) : std::nullopt;
          });
    return values;
  };
  auto curves = of_layers ? curves_at_best(outcome, store, group, of_each)
                          : curves_at_best(outcome, store, group, of_all);
  // Lines for each layer are useless if some are left out or if there is only one layer.
  if (of_layers && (curves.lines.size() > most_chart_lines || curves.lines.size() == group.series.size()))
    return std::nullopt;
  if (curves.lines.size() > most_chart_lines) curves.lines.resize(most_chart_lines);
  if (!is_worth_it(curves.lines)) return std::nullopt;
  const QString label = from_core(measure.label);
  QString caption = curves_caption(outcome, label, group);
  // Flips and distances are relative to where training starts, so that they begin there.
  if (curves.have_past)
    caption += QStringLiteral(" Not measured in the experiment that gave the weights to start from.");
  return chart_figure(QStringLiteral("curves-") + from_core(measure.name) +
                          (of_layers ? QStringLiteral("-layers") : QString()) + group.file,
                      with_group(of_layers ? QStringLiteral("%1 over time, by layer").arg(label)
                                           : QStringLiteral("%1 over time").arg(label),
                                 group),
                      caption,
                      {.x = {.title = QStringLiteral("Epoch"), .is_whole = true},
                       .y = axis_for(measure),
                       .lines = std::move(curves.lines)});
}

}  // namespace

std::vector<ReportFigure> curve_figures(const StudyOutcome& outcome, const StoreReader& store) {
  std::vector<ReportFigure> figures;
  const auto add = [&figures](std::optional<ReportFigure> figure) {
    if (figure) figures.push_back(*std::move(figure));
  };
  const auto groups = line_groups(outcome);
  for (const LineGroup& group : groups) add(accuracy_curves(outcome, store, group));
  for (const std::string& name : outcome.study.measures) {
    const Measure& measure = *find_measure(name);
    if (measure.of_layer == nullptr) continue;
    for (const bool of_layers : {false, true})
      for (const LineGroup& group : groups) add(measure_curves(outcome, store, group, measure, of_layers));
  }
  return figures;
}

}  // namespace lfp
