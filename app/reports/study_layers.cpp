#include "app/reports/study_layers.h"

#include "app/reports/measure_text.h"

#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

constexpr std::size_t most_layer_rows = 60;

/// Returns the values of a measure of layer `layer` over the seeds.
std::vector<double> values_of_layer(const std::vector<std::vector<LayerResult>>& seeds, std::size_t layer,
                                    const Measure& measure) {
  std::vector<double> values;
  for (const auto& layers : seeds)
    if (layer < layers.size())
      if (const auto value = measure.of_layer(layers[layer]); value && std::isfinite(*value))
        values.push_back(*value);
  return values;
}

ReportTable layer_table(const StudyOutcome& outcome, const StoreReader& store, const Measure& measure) {
  const Measure& first = *find_measure(outcome.study.measures.front());
  ReportTable table{
      .title = QStringLiteral("%1, layer by layer").arg(from_core(measure.label)),
      .header = {QStringLiteral("Combination"), QStringLiteral("All")},
      .rows = {},
      .note = QStringLiteral("Each combination at its best settings by %1; mean ± deviation over "
                             "the seeds. Layers without such a number are left empty.")
                  .arg(from_core(first.label).toLower())};
  std::size_t most_layers = 0;
  for (const Series& series : outcome.layout.series) {
    const auto best = best_cell(outcome, series, first);
    if (!best || table.rows.size() == most_layer_rows) continue;
    QStringList row{from_core(series.label),
                    spread_text(measure, outcome.summary.values(best->cell, series.run, measure))};
    const auto seeds = layers_of(outcome, store, series, best->cell);
    const std::size_t layers = seeds.empty() ? 0 : seeds.front().size();
    for (std::size_t layer = 0; layer < layers; ++layer)
      row << spread_text(measure, values_of_layer(seeds, layer, measure));
    most_layers = std::max(most_layers, layers);
    table.rows.push_back(row);
  }
  for (std::size_t layer = 1; layer <= most_layers; ++layer)
    table.header << QStringLiteral("Layer %1").arg(layer);
  for (QStringList& row : table.rows)
    while (row.size() < table.header.size()) row << QString();
  return table;
}

}  // namespace

std::vector<std::vector<LayerResult>> layers_of(const StudyOutcome& outcome, const StoreReader& store,
                                                const Series& series, std::int64_t cell) {
  std::vector<std::vector<LayerResult>> seeds;
  const auto count = static_cast<std::int64_t>(outcome.study.seeds.size());
  for (std::int64_t seed = 0; seed < count; ++seed)
    if (auto layers = store.layers(cell * count + seed, static_cast<std::int64_t>(series.run));
        !layers.empty())
      seeds.push_back(std::move(layers));
  return seeds;
}

std::vector<ReportTable> layer_tables(const StudyOutcome& outcome, const StoreReader& store) {
  std::vector<ReportTable> tables;
  for (const std::string& name : outcome.study.measures) {
    const Measure& measure = *find_measure(name);
    if (measure.of_layer == nullptr) continue;
    if (ReportTable table = layer_table(outcome, store, measure); !table.rows.empty())
      tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace lfp
