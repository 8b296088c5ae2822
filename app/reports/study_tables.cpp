#include "app/reports/study_tables.h"

#include "app/reports/measure_text.h"
#include "app/reports/study_comparisons.h"

#include <algorithm>
#include <map>
#include <utility>

namespace lfp {
namespace {

constexpr std::size_t most_rows = 120;

/// Returns the table columns of one cell and run for a measure.
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

/// Returns an empty table with columns for the combination and, if an axis is drawn along, for its settings.
ReportTable empty_table(const StudyOutcome& outcome, const QString& title) {
  QStringList header{QStringLiteral("Combination")};
  if (outcome.layout.x) header << QStringLiteral("Settings");
  return {.title = title, .header = header + number_headers, .rows = {}, .note = {}};
}

/// Adds no row if there are no values.
void add_row(const StudyOutcome& outcome, const Series& series, std::int64_t cell, const Measure& measure,
             ReportTable& table) {
  if (outcome.summary.values(cell, series.run, measure).empty()) return;
  QStringList row{from_core(series.label)};
  if (outcome.layout.x) row << settings_text(outcome, cell);
  table.rows.push_back(row + numbers_of(outcome, cell, series.run, measure));
}

/// Shows `measure` for each combination at the settings where the study's first measure is best: settings
/// chosen by one measure are not chosen again by another.
ReportTable best_table(const StudyOutcome& outcome, const Measure& measure) {
  const Measure& first = *find_measure(outcome.study.measures.front());
  const QString title = !outcome.layout.x ? from_core(measure.label)
                        : measure.name == first.name
                            ? QStringLiteral("%1: each combination at its best").arg(from_core(measure.label))
                            : QStringLiteral("%1: each combination where its %2 is best")
                                  .arg(from_core(measure.label), from_core(first.label).toLower());
  ReportTable table = empty_table(outcome, title);
  for (const Series& series : outcome.layout.series)
    if (const auto best = best_cell(outcome, series, first); best && table.rows.size() < most_rows)
      add_row(outcome, series, best->cell, measure, table);
  if (outcome.layout.series.size() > most_rows)
    table.note = QStringLiteral("The first %1 of %2; cells.csv has all.")
                     .arg(most_rows)
                     .arg(outcome.layout.series.size());
  return table;
}

ReportTable all_table(const StudyOutcome& outcome, const Measure& measure) {
  ReportTable table = empty_table(outcome, QStringLiteral("%1: all settings").arg(from_core(measure.label)));
  for (const Series& series : outcome.layout.series)
    for (const std::int64_t cell : cells_of(outcome.study, outcome.layout, series)) {
      if (table.rows.size() == most_rows) {
        table.note = QStringLiteral("The first %1; cells.csv has all.").arg(most_rows);
        return table;
      }
      add_row(outcome, series, cell, measure, table);
    }
  return table;
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
  const auto add = [&tables](ReportTable table) {
    if (!table.rows.empty()) tables.push_back(std::move(table));
  };
  // The value of an axis that varies the task is not chosen by its result.
  const bool is_chosen = !outcome.layout.x || !is_given(outcome.study.axes[*outcome.layout.x]);
  for (const std::string& name : outcome.study.measures)
    add(is_chosen ? best_table(outcome, *find_measure(name)) : all_table(outcome, *find_measure(name)));
  for (const ReportTable& table : of_layers) tables.push_back(table);
  if (is_chosen && outcome.layout.x) add(all_table(outcome, *find_measure(outcome.study.measures.front())));
  for (ReportTable& table : failures_table(outcome)) tables.push_back(std::move(table));
  return tables;
}

}  // namespace lfp
