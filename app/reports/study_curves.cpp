#include "app/reports/study_curves.h"

#include "app/reports/chart_figure.h"
#include "app/reports/measure_text.h"
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

/// Returns the mean curve over the seeds.
ChartLine mean_curve(const StudyOutcome& outcome, const StoreReader& store, const Series& series,
                     std::int64_t cell, const ValueOfPoint& value_of) {
  std::map<std::int64_t, std::vector<double>> by_epoch;
  const auto seeds = static_cast<std::int64_t>(outcome.study.seeds.size());
  for (std::int64_t seed = 0; seed < seeds; ++seed)
    for (const CurvePoint& point : store.curve(cell * seeds + seed, static_cast<std::int64_t>(series.run)))
      if (const auto value = value_of(point); value && std::isfinite(*value))
        by_epoch[point.epoch].push_back(*value);
  ChartLine line{.label = from_core(series.label), .points = {}};
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

/// Returns one line per value for every combination at its best settings, over the epochs; stops soon after
/// more lines than a chart can hold.
std::vector<ChartLine> curves_at_best(
    const StudyOutcome& outcome, const StoreReader& store,
    const std::function<NamedValues(const Series&, std::int64_t cell)>& values_of) {
  const Measure& measure = *find_measure(outcome.study.measures.front());
  std::vector<ChartLine> lines;
  for (const Series& series : outcome.layout.series) {
    const auto best = best_cell(outcome, series, measure);
    if (!best || lines.size() > most_chart_lines) continue;
    for (const auto& [name, value_of] : values_of(series, best->cell)) {
      ChartLine line = mean_curve(outcome, store, series, best->cell, value_of);
      line.label += name;
      if (!line.points.empty()) lines.push_back(std::move(line));
    }
  }
  return lines;
}

bool is_worth_it(const std::vector<ChartLine>& lines) {
  return std::ranges::any_of(lines, [](const ChartLine& line) { return line.points.size() > 1; });
}

QString curves_caption(const QString& what, const std::vector<ChartLine>& lines) {
  QString caption = QStringLiteral(
                        "%1 over the epochs of each combination at its best settings; means over the seeds "
                        "with 95 % intervals.")
                        .arg(what);
  const bool has_past = std::ranges::any_of(
      lines, [](const ChartLine& line) { return !line.points.empty() && line.points.front().x <= 0; });
  if (has_past)
    caption += QStringLiteral(" Up to epoch 0 the experiment that gave the weights to start from.");
  return caption;
}

std::optional<ReportFigure> accuracy_curves(const StudyOutcome& outcome, const StoreReader& store) {
  auto lines = curves_at_best(outcome, store, [](const Series& /*series*/, std::int64_t /*cell*/) {
    return NamedValues{
        {QString(), [](const CurvePoint& point) { return std::optional(point.test_accuracy); }}};
  });
  if (lines.size() > most_chart_lines) lines.resize(most_chart_lines);
  if (!is_worth_it(lines)) return std::nullopt;
  const QString caption = curves_caption(QStringLiteral("Test accuracy"), lines);
  return chart_figure(QStringLiteral("curves"), QStringLiteral("Curves"), caption,
                      {.x = {.title = QStringLiteral("Epoch"), .is_whole = true},
                       .y = {.title = QStringLiteral("Test accuracy"), .is_percent = true},
                       .lines = std::move(lines)});
}

/// Draws a measure that is known for each layer, either for all layers together or for each layer.
std::optional<ReportFigure> measure_curves(const StudyOutcome& outcome, const StoreReader& store,
                                           const Measure& measure, bool of_layers) {
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
  auto lines = of_layers ? curves_at_best(outcome, store, of_each) : curves_at_best(outcome, store, of_all);
  // Lines for each layer are useless if some are left out or if there is only one layer.
  if (of_layers && (lines.size() > most_chart_lines || lines.size() == outcome.layout.series.size()))
    return std::nullopt;
  if (lines.size() > most_chart_lines) lines.resize(most_chart_lines);
  if (!is_worth_it(lines)) return std::nullopt;
  const QString label = from_core(measure.label);
  return chart_figure(QStringLiteral("curves-") + from_core(measure.name) +
                          (of_layers ? QStringLiteral("-layers") : QString()),
                      of_layers ? QStringLiteral("%1 over time, by layer").arg(label)
                                : QStringLiteral("%1 over time").arg(label),
                      curves_caption(label, lines),
                      {.x = {.title = QStringLiteral("Epoch"), .is_whole = true},
                       .y = axis_for(measure),
                       .lines = std::move(lines)});
}

}  // namespace

std::vector<ReportFigure> curve_figures(const StudyOutcome& outcome, const StoreReader& store) {
  std::vector<ReportFigure> figures;
  if (auto figure = accuracy_curves(outcome, store)) figures.push_back(*std::move(figure));
  for (const std::string& name : outcome.study.measures) {
    const Measure& measure = *find_measure(name);
    if (measure.of_layer == nullptr) continue;
    for (const bool of_layers : {false, true})
      if (auto figure = measure_curves(outcome, store, measure, of_layers))
        figures.push_back(*std::move(figure));
  }
  return figures;
}

}  // namespace lfp
