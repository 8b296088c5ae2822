#include "app/reports/study_tables.h"

#include "app/reports/measure_text.h"

#include <algorithm>
#include <map>

namespace lfp {
namespace {

constexpr std::size_t most_rows = 120;

/// The numbers of one cell and run by a measure.
QStringList numbers_of(const StudyOutcome& outcome, std::int64_t cell, std::size_t run,
                       const Measure& measure) {
  const auto values = outcome.summary.values(cell, run, measure);
  const Spread spread = spread_of(values);
  const double worst = measure.more_is_better ? spread.least : spread.largest;
  return {spread_text(measure, values), interval_text(measure, values),
          spread.count > 0 ? measure_text(measure, worst) : QStringLiteral("–"),
          QString::number(spread.count), QString::number(outcome.summary.diverged(cell, run))};
}

const QStringList number_headers{QStringLiteral("Mean ± deviation"), QStringLiteral("95 % interval"),
                                 QStringLiteral("Worst"), QStringLiteral("Seeds"),
                                 QStringLiteral("Diverged")};

ReportTable best_table(const StudyOutcome& outcome, const Measure& measure) {
  ReportTable table{
      .title = QStringLiteral("%1: each combination at its best").arg(from_core(measure.label)),
      .header = QStringList{QStringLiteral("Combination"), QStringLiteral("Settings")} + number_headers,
      .rows = {},
      .note = {}};
  for (const Series& series : outcome.layout.series) {
    const auto best = best_cell(outcome, series, measure);
    if (!best || table.rows.size() == most_rows) continue;
    table.rows.push_back(QStringList{from_core(series.label),
                                     from_core(place_text(outcome.study, outcome.layout, best->cell))} +
                         numbers_of(outcome, best->cell, series.run, measure));
  }
  if (outcome.layout.series.size() > most_rows)
    table.note = QStringLiteral("The first %1 of %2; cells.csv has all.")
                     .arg(most_rows)
                     .arg(outcome.layout.series.size());
  return table;
}

/// Of the first measure; nothing where each combination has a single setting anyway.
std::vector<ReportTable> all_table(const StudyOutcome& outcome) {
  const Measure& measure = *find_measure(outcome.study.measures.front());
  if (!outcome.layout.x) return {};
  ReportTable table{
      .title = QStringLiteral("%1: all settings").arg(from_core(measure.label)),
      .header = QStringList{QStringLiteral("Combination"), QStringLiteral("Settings")} + number_headers,
      .rows = {},
      .note = {}};
  for (const Series& series : outcome.layout.series)
    for (const std::int64_t cell : cells_of(outcome.study, outcome.layout, series)) {
      if (table.rows.size() == most_rows) {
        table.note = QStringLiteral("The first %1; cells.csv has all.").arg(most_rows);
        return {table};
      }
      table.rows.push_back(
          QStringList{from_core(series.label), from_core(place_text(outcome.study, outcome.layout, cell))} +
          numbers_of(outcome, cell, series.run, measure));
    }
  return {table};
}

std::vector<ReportTable> failures_table(const StudyOutcome& outcome) {
  std::map<std::string, std::int64_t> reasons;
  for (std::int64_t cell = 0; cell < outcome.study.cells(); ++cell)
    if (const std::string& reason = outcome.summary.failure(cell); !reason.empty()) ++reasons[reason];
  if (reasons.empty()) return {};
  ReportTable table{.title = QStringLiteral("Cells that could not be done"),
                    .header = {QStringLiteral("Reason"), QStringLiteral("Cells")},
                    .rows = {},
                    .note = {}};
  for (const auto& [reason, count] : reasons)
    if (table.rows.size() < most_rows) table.rows.push_back({from_core(reason), QString::number(count)});
  return {table};
}

}  // namespace

std::vector<ReportTable> tables_of(const StudyOutcome& outcome, const std::vector<ReportTable>& of_layers) {
  std::vector<ReportTable> tables;
  for (const std::string& name : outcome.study.measures)
    if (ReportTable table = best_table(outcome, *find_measure(name)); !table.rows.empty())
      tables.push_back(std::move(table));
  for (const auto& further : {of_layers, all_table(outcome), failures_table(outcome)})
    tables.insert(tables.end(), further.begin(), further.end());
  return tables;
}

}  // namespace lfp
