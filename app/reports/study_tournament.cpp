#include "app/reports/study_tournament.h"

#include "app/reports/measure_text.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lfp {

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
  for (std::int64_t value = 0; value < axis->count(); ++value) ranking.names << axis_value_text(*axis, value);
  return ranking;
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
  sentence += QStringLiteral(
                  "; if all were equally good, ranks this different would come about with a probability "
                  "of %1 (Friedman test)")
                  .arg(chance < 0.001 ? QStringLiteral("less than 0.001") : QString::number(chance, 'f', 3));
  const auto difference = critical_difference(ranking->ranks.size(), ranking->blocks);
  if (!difference) return sentence + QStringLiteral(".");
  QStringList alike;
  for (int name = 0; name < ranking->names.size(); ++name)
    if (name != best &&
        ranking->ranks[static_cast<std::size_t>(name)] - ranking->ranks[static_cast<std::size_t>(best)] <=
            *difference)
      alike << ranking->names[name];
  return sentence + (alike.isEmpty()
                         ? QStringLiteral("; all others trail it by more than the critical difference, %1.")
                               .arg(*difference, 0, 'f', 2)
                         : QStringLiteral("; %1 cannot be told apart from it (critical difference %2).")
                               .arg(alike.join(QStringLiteral(", ")))
                               .arg(*difference, 0, 'f', 2));
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

}  // namespace lfp
