#include "app/reports/study_layers.h"

#include "app/reports/measure_text.h"

#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

constexpr std::size_t most_layer_rows = 60;
/// Deeper networks have several tables, as a page is not wide enough for more columns.
constexpr qsizetype most_layer_columns = 7;

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

/// What a table of layers shows of one combination: its label and the numbers, those of all layers first.
using LayerRow = QStringList;

std::vector<LayerRow> rows_of(const StudyOutcome& outcome, const StoreReader& store, const Measure& measure) {
  const Measure& first = *find_measure(outcome.study.measures.front());
  std::vector<LayerRow> rows;
  for (const Series& series : outcome.layout.series) {
    const auto best = best_cell(outcome, series, first);
    if (!best || rows.size() == most_layer_rows) continue;
    LayerRow row{from_core(series.label),
                 spread_text(measure, outcome.summary.values(best->cell, series.run, measure))};
    const auto seeds = layers_of(outcome, store, series, best->cell);
    for (std::size_t layer = 0; layer < (seeds.empty() ? 0 : seeds.front().size()); ++layer)
      row << spread_text(measure, values_of_layer(seeds, layer, measure));
    rows.push_back(std::move(row));
  }
  return rows;
}

/// Returns the table of the layers from `first` on, counted from 0, as many as a page is wide enough for.
ReportTable table_from(const std::vector<LayerRow>& rows, qsizetype first, qsizetype layers) {
  const qsizetype last = std::min(first + most_layer_columns, layers);
  ReportTable table{.title = {}, .header = {QStringLiteral("Combination")}, .rows = {}, .note = {}};
  if (first == 0) table.header << QStringLiteral("All");
  for (qsizetype layer = first; layer < last; ++layer)
    table.header << QStringLiteral("Layer %1").arg(layer + 1);
  for (const LayerRow& row : rows) {
    QStringList cells{row[0]};
    if (first == 0) cells << row[1];
    if (row.size() <= first + 2 && first > 0) continue;  // it has fewer layers
    for (qsizetype layer = first; layer < last; ++layer) cells << row.value(layer + 2);
    table.rows.push_back(cells);
  }
  return table;
}

std::vector<ReportTable> tables_of_measure(const StudyOutcome& outcome, const StoreReader& store,
                                           const Measure& measure) {
  const auto rows = rows_of(outcome, store, measure);
  qsizetype layers = 0;
  for (const LayerRow& row : rows) layers = std::max(layers, row.size() - 2);
  std::vector<ReportTable> tables;
  for (qsizetype first = 0; !rows.empty() && first < std::max<qsizetype>(layers, 1);
       first += most_layer_columns) {
    tables.push_back(table_from(rows, first, layers));
    tables.back().title = QStringLiteral("%1, layer by layer").arg(from_core(measure.label));
    if (first > 0) tables.back().title += QStringLiteral(", from layer %1 on").arg(first + 1);
  }
  if (!tables.empty())
    tables.back().note =
        QStringLiteral(
            "Each combination at its best settings by %1; mean ± deviation over the seeds. Layers without "
            "such a number are left empty.")
            .arg(from_core(find_measure(outcome.study.measures.front())->label).toLower());
  return tables;
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
    for (ReportTable& table : tables_of_measure(outcome, store, measure)) tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace lfp
