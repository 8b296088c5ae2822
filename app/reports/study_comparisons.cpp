#include "app/reports/study_comparisons.h"

#include "app/reports/measure_text.h"

#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

constexpr std::int64_t most_values = 4;
constexpr std::int64_t most_gaps = 10;

bool changes(const Axis& axis, const char* start) {
  if (!axis.path.empty()) return axis.path.starts_with(start);
  for (const AxisValue& value : axis.values)
    for (const ValueChange& change : value.changes)
      if (change.path.starts_with(start)) return true;
  return false;
}

std::optional<double> value_of(const StudyOutcome& outcome, const Measure& measure, std::int64_t cell,
                               std::size_t run, std::size_t seed) {
  const RunResult* result = outcome.summary.results(cell, run)[seed];
  const auto value = result != nullptr ? measure.value(*result) : std::nullopt;
  return value && std::isfinite(*value) ? value : std::nullopt;
}

/// Returns for each seed how much `value` of the axis differs from the first value, averaged over all else.
std::vector<double> effects(const StudyOutcome& outcome, const Measure& measure, std::size_t run,
                            std::size_t axis, std::int64_t value) {
  std::vector<double> all;
  for (std::size_t seed = 0; seed < outcome.study.seeds.size(); ++seed) {
    std::vector<double> of_seed;
    for (std::int64_t cell = 0; cell < outcome.study.cells(); ++cell) {
      auto position = outcome.study.position_of(cell);
      if (position[axis] != value) continue;
      position[axis] = 0;
      const auto changed = value_of(outcome, measure, cell, run, seed);
      const auto first = value_of(outcome, measure, outcome.study.cell_at(position), run, seed);
      if (changed && first) of_seed.push_back(*changed - *first);
    }
    if (!of_seed.empty()) all.push_back(spread_of(of_seed).mean);
  }
  return all;
}

/// Returns the mean, or the median if the values differ by orders of magnitude: the mean of such values would
/// be that of the few that are about to diverge.
double typical(const Measure& measure, std::vector<double> values) {
  if (!measure.logarithmic) return spread_of(values).mean;
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace

bool is_given(const Axis& axis) {
  return !changes(axis, "runs[") && !changes(axis, "batch_") && !changes(axis, "stop");
}

QString without_value(const QString& values, const QString& value) {
  QStringList parts = values.split(QStringLiteral(", "));
  if (parts.size() > 1) parts.removeOne(value);
  return parts.join(QStringLiteral(", "));
}

QString settings_text(const StudyOutcome& outcome, std::int64_t cell) {
  const auto position = outcome.study.position_of(cell);
  QStringList parts;
  for (const auto& axis : {outcome.layout.x, outcome.layout.y})
    if (axis)
      parts << QStringLiteral("%1 = %2").arg(axis_title(outcome.study.axes[*axis]),
                                             axis_value_text(outcome.study.axes[*axis], position[*axis]));
  return parts.join(QStringLiteral(", "));
}

QStringList effect_sentences(const StudyOutcome& outcome, const Measure& measure, std::size_t axis) {
  const Axis& varied = outcome.study.axes[axis];
  if (varied.is_numeric() || varied.count() > most_values || changes(varied, "dataset") ||
      changes(varied, "runs["))
    return {};
  QStringList sentences;
  for (std::int64_t value = 1; value < varied.count(); ++value)
    for (std::size_t run = 0; run < outcome.summary.runs().size(); ++run) {
      const auto all = effects(outcome, measure, run, axis, value);
      if (all.empty()) continue;
      const double mean = spread_of(all).mean;
      sentences << QStringLiteral(
                       "“%1” instead of “%2” changes the %3 of %4 by %5%6, averaged over everything else%7.")
                       .arg(axis_value_text(varied, value), axis_value_text(varied, 0),
                            from_core(measure.label).toLower(), from_core(outcome.summary.runs()[run]),
                            mean > 0 ? QStringLiteral("+") : QString(), difference_text(measure, mean),
                            certainty_text(measure, all));
    }
  return sentences;
}

QString gap_sentence(const StudyOutcome& outcome, const Measure& measure) {
  const Study& study = outcome.study;
  const bool is_asked = study.axes.size() == 1 && study.axes[0].is_numeric() && is_given(study.axes[0]) &&
                        outcome.summary.runs().size() == 2 && study.cells() <= most_gaps;
  if (!is_asked) return {};
  QStringList gaps;
  for (std::int64_t cell = 0; cell < study.cells(); ++cell) {
    std::vector<double> ahead;
    for (std::size_t seed = 0; seed < study.seeds.size(); ++seed) {
      const auto first = value_of(outcome, measure, cell, 0, seed);
      const auto second = value_of(outcome, measure, cell, 1, seed);
      if (first && second) ahead.push_back(measure.more_is_better ? *first - *second : *second - *first);
    }
    if (ahead.empty()) continue;
    QString gap =
        QStringLiteral("%1 at %2")
            .arg(difference_text(measure, spread_of(ahead).mean), axis_value_text(study.axes[0], cell));
    if (ahead.size() < study.seeds.size())
      gap += QStringLiteral(" (%1 of %2 seeds)").arg(ahead.size()).arg(study.seeds.size());
    gaps << gap;
  }
  if (gaps.size() < 2) return {};
  return QStringLiteral("In %1, %2 leads %3 by (negative: trails by), over “%4”: %5.")
      .arg(from_core(measure.label).toLower(), from_core(outcome.summary.runs()[0]),
           from_core(outcome.summary.runs()[1]), axis_title(study.axes[0]), gaps.join(QStringLiteral(", ")));
}

QString means_sentence(const StudyOutcome& outcome, const Measure& measure) {
  const std::size_t runs = outcome.summary.runs().size();
  if (runs < 2) return {};
  QStringList parts;
  for (std::size_t run = 0; run < runs; ++run) {
    std::vector<double> values;
    std::int64_t done = 0;
    for (std::int64_t cell = 0; cell < outcome.study.cells(); ++cell)
      for (std::size_t seed = 0; seed < outcome.study.seeds.size(); ++seed) {
        done += outcome.summary.results(cell, run)[seed] != nullptr ? 1 : 0;
        if (const auto value = value_of(outcome, measure, cell, run, seed)) values.push_back(*value);
      }
    if (done == 0) return {};
    const QString name = from_core(outcome.summary.runs()[run]);
    if (values.empty()) {
      parts << QStringLiteral("%1 %2").arg(
          name, measure.name == "epochs_to_target" ? QStringLiteral("never") : QStringLiteral("none"));
      continue;
    }
    QString part = QStringLiteral("%1 %2").arg(name, measure_text(measure, typical(measure, values)));
    if (std::ssize(values) < done)
      part += QStringLiteral(" (%1 of %2 trainings)").arg(values.size()).arg(done);
    parts << part;
  }
  return QStringLiteral("%1, %2 of all trainings: %3.")
      .arg(from_core(measure.label), measure.logarithmic ? QStringLiteral("median") : QStringLiteral("mean"),
           parts.join(QStringLiteral("; ")));
}

}  // namespace lfp
