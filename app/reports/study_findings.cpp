#include "app/reports/study_findings.h"

#include "app/reports/measure_text.h"
#include "app/reports/study_comparisons.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lfp {
namespace {

constexpr std::size_t most_sentences = 14;
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
  const auto values = outcome.summary.values(ranked.best.cell, ranked.series->run, measure);
  const QString place = settings_text(outcome, ranked.best.cell);
  const QString at = place.isEmpty() ? QString() : QStringLiteral(" at its best, with %1").arg(place);
  return QStringLiteral("%1 %2%3%4%5.")
      .arg(from_core(ranked.series->label), outcome_text(measure, values), at,
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

QString comparison(const StudyOutcome& outcome, const Measure& measure, const Ranked& first,
                   const Ranked& second) {
  const auto all = differences(outcome, measure, first, second);
  if (all.empty()) return {};
  const QString difference = difference_text(measure, spread_of(all).mean);
  const QString start = QStringLiteral("At their best, %1 and %2 differ by %3 in %4")
                            .arg(from_core(first.series->label), from_core(second.series->label), difference,
                                 from_core(measure.label).toLower());
  return start + certainty_text(measure, all) + QStringLiteral(".");
}

/// Compares the first two runs, each at its best, if the study has several; else the two best series.
QString verdict(const StudyOutcome& outcome, const Measure& measure, const std::vector<Ranked>& ranked) {
  if (ranked.size() < 2) return {};
  const auto other = std::ranges::find_if(
      ranked, [&](const Ranked& one) { return one.series->run != ranked.front().series->run; });
  return comparison(outcome, measure, ranked.front(), other == ranked.end() ? ranked[1] : *other);
}

QString tournament_sentence(const StudyOutcome& outcome, const Measure& measure, std::size_t run) {
  const auto ranking = ranking_of(outcome, measure, run);
  if (!ranking) return {};
  const auto best = std::ranges::min_element(ranking->ranks) - ranking->ranks.begin();
  QString sentence = QStringLiteral("Over %1 blocks (%2), %3 has the best mean rank, %4 of %5")
                         .arg(ranking->blocks)
                         .arg(from_core(outcome.summary.runs()[run]), ranking->names[best])
                         .arg(ranking->ranks[static_cast<std::size_t>(best)], 0, 'f', 2)
                         .arg(ranking->names.size());
  const double chance = friedman_probability(ranking->ranks, ranking->blocks);
  sentence +=
      QStringLiteral("; by the test of Friedman, ranks as different come by chance with a probability of %1")
          .arg(chance < 0.001 ? QStringLiteral("less than 0.001") : QString::number(chance, 'f', 3));
  const auto difference = critical_difference(ranking->ranks.size(), ranking->blocks);
  if (!difference) return sentence + QStringLiteral(".");
  QStringList alike;
  for (int name = 0; name < ranking->names.size(); ++name)
    if (name != best &&
        ranking->ranks[static_cast<std::size_t>(name)] - ranking->ranks[static_cast<std::size_t>(best)] <=
            *difference)
      alike << ranking->names[name];
  return sentence +
         (alike.isEmpty()
              ? QStringLiteral("; all others are behind it by more than the critical difference, %1.")
                    .arg(*difference, 0, 'f', 2)
              : QStringLiteral("; %1 cannot be told from it (critical difference %2).")
                    .arg(alike.join(QStringLiteral(", ")))
                    .arg(*difference, 0, 'f', 2));
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
    if (ranked.empty()) continue;
    QStringList values;
    for (std::size_t axis = 0; axis < outcome.study.axes.size(); ++axis) {
      const Axis& varied = outcome.study.axes[axis];
      const QString value = from_core(varied.at(outcome.study.position_of(cell)[axis]).label);
      values << (varied.is_numeric() ? QStringLiteral("%1 %2").arg(from_core(short_title(varied)), value)
                                     : value);
    }
    QStringList runs;
    for (const Ranked& one : ranked)
      runs << QStringLiteral("%1 %2").arg(
          from_core(one.series->label),
          outcome_text(measure, outcome.summary.values(cell, one.series->run, measure)));
    QString sentence =
        QStringLiteral("With %1, %2").arg(values.join(QStringLiteral(", ")), runs.join(QStringLiteral(", ")));
    if (ranked.size() > 1) {
      const auto all = differences(part, measure, ranked[0], ranked[1]);
      sentence += QStringLiteral("; the first two differ by %1%2")
                      .arg(difference_text(measure, spread_of(all).mean), certainty_text(measure, all));
    }
    sentences << sentence + QStringLiteral(".");
  }
  return sentences;
}

/// Returns each contestant's mean over all tasks and seeds, in order of mean rank.
QString contestants_sentence(const StudyOutcome& outcome, const Measure& measure, std::size_t run) {
  const auto ranking = ranking_of(outcome, measure, run);
  if (!ranking) return {};
  const auto axis =
      static_cast<std::size_t>(std::ranges::find(outcome.study.axes, outcome.study.tournament, &Axis::name) -
                               outcome.study.axes.begin());
  std::vector<std::vector<double>> values(ranking->ranks.size());
  for (std::int64_t cell = 0; cell < outcome.study.cells(); ++cell) {
    auto& own = values[static_cast<std::size_t>(outcome.study.position_of(cell)[axis])];
    const auto of_cell = outcome.summary.values(cell, run, measure);
    own.insert(own.end(), of_cell.begin(), of_cell.end());
  }
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t index) { return ranking->ranks[index]; });
  QStringList parts;
  for (const std::size_t index : order)
    parts << QStringLiteral("%1 %2 (mean rank %3)")
                 .arg(ranking->names[static_cast<int>(index)],
                      measure_text(measure, spread_of(values[index]).mean))
                 .arg(ranking->ranks[index], 0, 'f', 2);
  return QStringLiteral("Means of %1 over all tasks and seeds: %2.")
      .arg(from_core(measure.label).toLower(), parts.join(QStringLiteral(", ")));
}

/// Describes all combinations, each at its best along the axes of the chart.
QStringList series_sentences(const StudyOutcome& outcome, const Measure& measure,
                             const std::vector<Ranked>& ranked) {
  QStringList sentences{verdict(outcome, measure, ranked)};
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

std::optional<Ranking> ranking_of(const StudyOutcome& outcome, const Measure& measure, std::size_t run) {
  const auto& axes = outcome.study.axes;
  const auto axis = std::ranges::find(axes, outcome.study.tournament, &Axis::name);
  if (axis == axes.end() || !is_changed_by(*axis, run)) return std::nullopt;
  const auto place = static_cast<std::size_t>(axis - axes.begin());
  std::vector<std::vector<double>> scores;
  for (std::int64_t cell = 0; cell < outcome.study.cells(); ++cell) {
    auto position = outcome.study.position_of(cell);
    if (position[place] != 0) continue;
    for (std::size_t seed = 0; seed < outcome.study.seeds.size(); ++seed) {
      std::vector<double> block;
      for (position[place] = 0; position[place] < axis->count(); ++position[place]) {
        const RunResult* result = outcome.summary.results(outcome.study.cell_at(position), run)[seed];
        const auto value = result != nullptr ? measure.value(*result) : std::nullopt;
        if (value && std::isfinite(*value)) block.push_back(*value);
      }
      if (std::ssize(block) == axis->count()) scores.push_back(std::move(block));
    }
  }
  if (scores.empty()) return std::nullopt;
  Ranking ranking{.names = {}, .ranks = mean_ranks(scores, measure.more_is_better), .blocks = scores.size()};
  for (std::int64_t value = 0; value < axis->count(); ++value)
    ranking.names << from_core(axis->at(value).label);
  return ranking;
}

QStringList findings_of(const StudyOutcome& outcome) {
  const Measure& measure = *find_measure(outcome.study.measures.front());
  const auto ranked = ranked_series(outcome, measure);
  if (ranked.empty()) return {QStringLiteral("Nothing was done that could be told of.")};
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
