#include "app/reports/study_findings.h"

#include "app/reports/measure_text.h"
#include "app/reports/study_comparisons.h"
#include "app/reports/study_tournament.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace lfp {
namespace {

constexpr std::size_t most_sentences = 14;
constexpr qsizetype most_verdicts = 8;
/// Up to this many cells are described one by one.
constexpr std::int64_t most_combinations = 14;
/// How far below the best still counts as working: absolute for fractions, relative for other measures.
constexpr double close_points = 0.05;
constexpr double close_part = 0.2;

bool is_close(const Measure& measure, double mean, double best) {
  if (measure.is_fraction) return std::abs(mean - best) <= close_points;
  return std::abs(mean - best) <= close_part * std::abs(best);
}

std::optional<double> mean_at(const StudyOutcome& outcome, const Series& series, std::int64_t cell,
                              const Measure& measure) {
  const Spread spread = spread_of(outcome.summary.values(cell, series.run, measure));
  if (spread.count == 0) return std::nullopt;
  return spread.mean;
}

/// Returns text such as "; within 5 points of that at 8 of 20 settings, from 0.03 to 1".
QString reach_text(const StudyOutcome& outcome, const Series& series, const Measure& measure,
                   const BestCell& best) {
  const auto cells = cells_of(outcome.study, outcome.layout, series);
  if (cells.size() < 2) return {};
  std::vector<std::int64_t> close;
  for (const std::int64_t cell : cells)
    if (const auto mean = mean_at(outcome, series, cell, measure);
        mean && is_close(measure, *mean, best.mean))
      close.push_back(cell);
  const QString what = measure.is_fraction ? QStringLiteral("5 points") : QStringLiteral("a fifth");
  QString sentence = QStringLiteral("; within %1 of that at %2 of %3 settings")
                         .arg(what)
                         .arg(close.size())
                         .arg(cells.size());
  if (!outcome.layout.y && close.size() > 1)
    sentence += QStringLiteral(", from %1 to %2")
                    .arg(settings_text(outcome, close.front()),
                         axis_value_text(outcome.study.axes[*outcome.layout.x],
                                         outcome.study.position_of(close.back())[*outcome.layout.x]));
  return sentence;
}

QString divergence_text(const StudyOutcome& outcome, const Series& series) {
  std::int64_t diverged = 0;
  std::int64_t done = 0;
  for (const std::int64_t cell : cells_of(outcome.study, outcome.layout, series)) {
    diverged += outcome.summary.diverged(cell, series.run);
    for (const RunResult* result : outcome.summary.results(cell, series.run))
      done += result != nullptr ? 1 : 0;
  }
  if (diverged == 0) return QStringLiteral("; it never diverged");
  return QStringLiteral("; it diverged in %1 of %2 trainings").arg(diverged).arg(done);
}

/// Returns the value of an axis in a sentence: "Rotation 30" for a number, "random" for a name.
QString value_text(const Axis& axis, std::int64_t index) {
  const QString value = axis_value_text(axis, index);
  return axis.is_numeric() ? QStringLiteral("%1 %2").arg(axis_title(axis), value) : value;
}

/// Returns the number of seeds for which the run was trained in this cell.
std::size_t trained_seeds(const StudyOutcome& outcome, std::int64_t cell, std::size_t run) {
  const auto is_done = [](const RunResult* result) { return result != nullptr; };
  return static_cast<std::size_t>(std::ranges::count_if(outcome.summary.results(cell, run), is_done));
}

bool never_reaches_target(const StudyOutcome& outcome, const Measure& measure, std::int64_t cell,
                          std::size_t run) {
  return measure.name == "epochs_to_target" && trained_seeds(outcome, cell, run) > 0 &&
         outcome.summary.values(cell, run, measure).empty();
}

/// Says what became of the run in this cell; a target may have been reached with a part of the seeds only.
QString outcome_text(const StudyOutcome& outcome, const Measure& measure, std::int64_t cell,
                     std::size_t run) {
  const auto values = outcome.summary.values(cell, run, measure);
  const std::size_t seeds = trained_seeds(outcome, cell, run);
  QString text = outcome_text(measure, values);
  if (values.size() < seeds) text += QStringLiteral(" (%1 of %2 seeds)").arg(values.size()).arg(seeds);
  return text;
}

struct Ranked {
  const Series* series;
  BestCell best;
};

std::vector<Ranked> ranked_series(const StudyOutcome& outcome, const Measure& measure) {
  std::vector<Ranked> ranked;
  for (const Series& series : outcome.layout.series)
    if (const auto best = best_cell(outcome, series, measure)) ranked.push_back({&series, *best});
  std::ranges::stable_sort(ranked, [&](const Ranked& a, const Ranked& b) {
    return measure.more_is_better ? a.best.mean > b.best.mean : a.best.mean < b.best.mean;
  });
  return ranked;
}

QString series_sentence(const StudyOutcome& outcome, const Measure& measure, const Ranked& ranked) {
  const QString place = settings_text(outcome, ranked.best.cell);
  const QString at = place.isEmpty() ? QString() : QStringLiteral(" at its best, with %1").arg(place);
  return QStringLiteral("%1 %2%3%4%5.")
      .arg(from_core(ranked.series->label),
           outcome_text(outcome, measure, ranked.best.cell, ranked.series->run), at,
           reach_text(outcome, *ranked.series, measure, ranked.best),
           divergence_text(outcome, *ranked.series));
}

/// Returns for each seed by how much the first of two series is ahead, each at its best settings.
std::vector<double> differences(const StudyOutcome& outcome, const Measure& measure, const Ranked& a,
                                const Ranked& b) {
  const auto of_a = outcome.summary.results(a.best.cell, a.series->run);
  const auto of_b = outcome.summary.results(b.best.cell, b.series->run);
  std::vector<double> all;
  for (std::size_t seed = 0; seed < of_a.size(); ++seed) {
    if (of_a[seed] == nullptr || of_b[seed] == nullptr) continue;
    const auto first = measure.value(*of_a[seed]);
    const auto second = measure.value(*of_b[seed]);
    if (first && second && std::isfinite(*first) && std::isfinite(*second))
      all.push_back(measure.more_is_better ? *first - *second : *second - *first);
  }
  return all;
}

/// Names the values of those axes that vary the task of the series: "Task moons"; "" if no axis does.
QString task_text(const StudyOutcome& outcome, const Series& series) {
  QStringList parts;
  for (std::size_t axis = 0; axis < outcome.study.axes.size(); ++axis) {
    const Axis& varied = outcome.study.axes[axis];
    if (axis != outcome.layout.x && axis != outcome.layout.y && is_given(varied) &&
        is_changed_by(varied, series.run))
      parts << value_text(varied, series.position[axis]);
  }
  return parts.join(QStringLiteral(", "));
}

QString comparison(const StudyOutcome& outcome, const Measure& measure, const QString& task,
                   const Ranked& first, const Ranked& second) {
  const auto all = differences(outcome, measure, first, second);
  if (all.empty()) return {};
  const auto name = [&task](const Ranked& ranked) {
    QString label = from_core(ranked.series->label);
    for (const QString& value : task.split(QStringLiteral(", "))) label = without_value(label, value);
    return label;
  };
  return QStringLiteral("%1 %2 and %3 differ by %4 in %5%6.")
      .arg(task.isEmpty() ? QStringLiteral("At their best,")
                          : QStringLiteral("With %1, at their best,").arg(task),
           name(first), name(second), difference_text(measure, spread_of(all).mean),
           from_core(measure.label).toLower(), certainty_text(measure, all));
}

/// Compares the best series of two runs if the study has several, else the two best series; for each task by
/// itself, as one task may be easier than another.
QStringList verdicts(const StudyOutcome& outcome, const Measure& measure, const std::vector<Ranked>& ranked) {
  QStringList tasks;
  std::map<QString, std::vector<Ranked>> of_task;
  for (const Ranked& one : ranked) {
    const QString task = task_text(outcome, *one.series);
    if (!of_task.contains(task)) tasks << task;
    of_task[task].push_back(one);
  }
  QStringList sentences;
  for (const QString& task : tasks) {
    const auto& own = of_task[task];
    if (own.size() < 2 || sentences.size() == most_verdicts) continue;
    const auto other = std::ranges::find_if(
        own, [&](const Ranked& one) { return one.series->run != own.front().series->run; });
    sentences << comparison(outcome, measure, task, own.front(), other == own.end() ? own[1] : *other);
  }
  return sentences;
}

/// Compares the runs for each combination of axis values; used if no axis is drawn along a chart.
QStringList combination_sentences(const StudyOutcome& outcome, const Measure& measure) {
  QStringList sentences;
  for (std::int64_t cell = 0;
       cell < outcome.study.cells() && sentences.size() < static_cast<qsizetype>(most_sentences); ++cell) {
    StudyOutcome part{.study = outcome.study, .summary = outcome.summary, .layout = {}};
    for (std::size_t run = 0; run < outcome.summary.runs().size(); ++run)
      part.layout.series.push_back(
          {.label = outcome.summary.runs()[run], .run = run, .position = outcome.study.position_of(cell)});
    const auto ranked = ranked_series(part, measure);
    QStringList runs;
    for (const Ranked& one : ranked)
      runs << QStringLiteral("%1 %2").arg(from_core(one.series->label),
                                          outcome_text(outcome, measure, cell, one.series->run));
    for (const Series& series : part.layout.series)
      if (never_reaches_target(outcome, measure, cell, series.run))
        runs << QStringLiteral("%1 never reaches the target").arg(from_core(series.label));
    if (runs.empty()) continue;
    QStringList values;
    for (std::size_t axis = 0; axis < outcome.study.axes.size(); ++axis)
      values << value_text(outcome.study.axes[axis], outcome.study.position_of(cell)[axis]);
    QString sentence =
        QStringLiteral("With %1: %2").arg(values.join(QStringLiteral(", ")), runs.join(QStringLiteral("; ")));
    sentence += QStringLiteral(".");
    if (ranked.size() > 1)
      if (const auto all = differences(part, measure, ranked[0], ranked[1]); !all.empty())
        sentence += QStringLiteral(" The first two differ by %1%2.")
                        .arg(difference_text(measure, spread_of(all).mean), certainty_text(measure, all));
    sentences << sentence;
  }
  return sentences;
}

/// Describes all combinations, each at its best along the axes of the chart.
QStringList series_sentences(const StudyOutcome& outcome, const Measure& measure,
                             const std::vector<Ranked>& ranked) {
  QStringList sentences = verdicts(outcome, measure, ranked);
  for (std::size_t index = 0; index < std::min(ranked.size(), most_sentences); ++index)
    sentences << series_sentence(outcome, measure, ranked[index]);
  if (ranked.size() > most_sentences)
    sentences << QStringLiteral("%1 more combinations did less well; the table has them.")
                     .arg(ranked.size() - most_sentences);
  return sentences;
}

}  // namespace

std::optional<BestCell> best_cell(const StudyOutcome& outcome, const Series& series, const Measure& measure) {
  std::optional<BestCell> best;
  for (const std::int64_t cell : cells_of(outcome.study, outcome.layout, series))
    if (const auto mean = mean_at(outcome, series, cell, measure))
      if (!best || (measure.more_is_better ? *mean > best->mean : *mean < best->mean))
        best = BestCell{.cell = cell, .mean = *mean};
  return best;
}

QStringList findings_of(const StudyOutcome& outcome) {
  const Measure& measure = *find_measure(outcome.study.measures.front());
  const auto ranked = ranked_series(outcome, measure);
  if (ranked.empty() && measure.name != "epochs_to_target")
    return {QStringLiteral("There are no results to report.")};
  QStringList findings;
  for (std::size_t run = 0; run < outcome.summary.runs().size(); ++run)
    findings << tournament_sentence(outcome, measure, run) << contestants_sentence(outcome, measure, run);
  findings.removeAll(QString());
  if (!findings.isEmpty()) return findings;
  const bool compares_runs = outcome.summary.runs().size() > 1 && !outcome.study.axes.empty() &&
                             (!outcome.layout.x || (is_given(outcome.study.axes[*outcome.layout.x]) &&
                                                    outcome.study.cells() <= most_combinations));
  findings =
      compares_runs ? combination_sentences(outcome, measure) : series_sentences(outcome, measure, ranked);
  for (std::size_t axis = 0; axis < outcome.study.axes.size(); ++axis)
    findings << effect_sentences(outcome, measure, axis);
  for (const std::string& name : outcome.study.measures)
    findings << gap_sentence(outcome, *find_measure(name));
  for (std::size_t further = 1; further < outcome.study.measures.size(); ++further)
    findings << means_sentence(outcome, *find_measure(outcome.study.measures[further]));
  findings.removeAll(QString());
  return findings;
}

}  // namespace lfp
