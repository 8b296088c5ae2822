#include "widgets/views/study/study_text.h"

#include "core/study/value_label.h"
#include "widgets/plot/plot_ticks.h"
#include "widgets/style/core_text.h"
#include "widgets/style/number_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

struct StudyWords {
  Q_DECLARE_TR_FUNCTIONS(Study)
};

/// Formats with three significant digits, without trailing zeros.
QString three_digits(double value) {
  return setting_text(QString::number(value, 'g', 3).toDouble());
}

/// Two significant digits, and whole numbers as long as they are easy to read.
QString deviation_text(double deviation) {
  constexpr double least_whole = 100;
  constexpr double most_whole = 1e5;
  if (deviation < least_whole || deviation >= most_whole) return short_text(deviation);
  return QString::number(std::llround(deviation));
}

bool is_count(const Measure& measure) {
  return measure.name == "epochs_to_target" || measure.name == "diverged_step";
}

/// Relative to the range, so that numbers that were written and read again still count as evenly spaced.
constexpr double nearly = 1e-6;
constexpr std::int64_t least_for_even = 3;

bool follows(const Axis& axis, const AxisRange& range) {
  const double size = std::abs(range.to - range.from);
  for (std::int64_t i = 0; i < range.steps; ++i) {
    const double expected = value_at(range, static_cast<double>(i));
    const double tolerance = nearly * (range.logarithmic ? std::abs(expected) : size);
    if (!(std::abs(*axis.values[static_cast<std::size_t>(i)].number - expected) <= tolerance)) return false;
  }
  return true;
}

/// Returns the range of an axis: its own, or that of an evenly spaced list of numbers.
std::optional<AxisRange> even_range(const Axis& axis) {
  if (axis.range) return axis.range;
  if (!axis.is_numeric() || axis.count() < least_for_even) return std::nullopt;
  AxisRange range{
      .from = *axis.values.front().number, .to = *axis.values.back().number, .steps = axis.count()};
  if (!(range.from < range.to)) return std::nullopt;
  if (follows(axis, range)) return range;
  range.logarithmic = true;
  if (range.from > 0 && follows(axis, range)) return range;
  return std::nullopt;
}

double place_on(const AxisRange& range, double value) {
  const auto last = static_cast<double>(range.steps - 1);
  if (range.logarithmic)
    return (std::log(value) - std::log(range.from)) / (std::log(range.to) - std::log(range.from)) * last;
  return (value - range.from) / (range.to - range.from) * last;
}

/// Returns ticks at every n-th value, so that there are at most `most` labels.
std::vector<StudyTick> value_ticks(const Axis& axis, int most) {
  const std::int64_t count = axis.count();
  const std::int64_t stride = std::max<std::int64_t>(1, (count + most - 1) / std::max(1, most));
  std::vector<StudyTick> ticks;
  for (std::int64_t index = 0; index < count; index += stride)
    ticks.push_back({static_cast<double>(index), axis_value_text(axis, index)});
  return ticks;
}

}  // namespace

/// An axis without a label is named by the last meaningful word of its path.
QString axis_title(const Axis& axis) {
  if (!axis.label.empty() || axis.path.empty()) return QString::fromStdString(axis.title());
  QStringList words = QString::fromStdString(axis.path).split(QLatin1Char('.'));
  if (words.size() > 1 && (words.back() == QLatin1String("name") || words.back() == QLatin1String("kind")))
    words.removeLast();
  return words.back().replace(QLatin1Char('_'), QLatin1Char(' '));
}

QString axis_value_text(const Axis& axis, std::int64_t index) {
  const AxisValue value = axis.at(index);
  return value.number ? three_digits(*value.number) : core_text(value_label(axis, index));
}

QString cell_title(const Study& study, std::int64_t cell) {
  const auto position = study.position_of(cell);
  QStringList parts;
  for (std::size_t axis = 0; axis < position.size(); ++axis)
    parts << QStringLiteral("%1 %2").arg(axis_title(study.axes[axis]),
                                         axis_value_text(study.axes[axis], position[axis]));
  return parts.join(QStringLiteral(" · "));
}

QString measure_text(const Measure& measure, double value) {
  if (measure.is_fraction) return percent_text(value);
  if (is_count(measure))
    return value == std::floor(value) ? count_text(std::llround(value)) : fixed_text(value, 1);
  return compact_text(value);
}

QString spread_text(const Measure& measure, double mean, std::optional<double> deviation) {
  const QString text = measure_text(measure, mean);
  if (!deviation) return text;
  if (measure.is_fraction || is_count(measure))
    return QStringLiteral("%1 ± %2").arg(text,
                                         fixed_text(measure.is_fraction ? 100 * *deviation : *deviation, 1));
  return QStringLiteral("%1 ± %2").arg(text, deviation_text(*deviation));
}

QString shown_text(const StudyMapChoice& choice, double value) {
  const Measure& measure = measures()[choice.measure];
  if (choice.statistic == StudyStatistic::diverged) return count_text(std::llround(value));
  if (choice.statistic == StudyStatistic::deviation && measure.is_fraction) {
    const QString points = points_text(value);
    return points.startsWith(QLatin1Char('+')) ? points.mid(1) : points;
  }
  return measure_text(measure, value);
}

QString shown_title(const StudyMapChoice& choice) {
  const QString measure = core_text(measures()[choice.measure].label);
  switch (choice.statistic) {
    case StudyStatistic::mean:
      return StudyWords::tr("%1, mean of seeds").arg(measure);
    case StudyStatistic::deviation:
      return StudyWords::tr("%1, deviation over seeds").arg(measure);
    case StudyStatistic::worst:
      return StudyWords::tr("%1, worst of seeds").arg(measure);
    case StudyStatistic::diverged:
      return StudyWords::tr("Seeds that diverged");
  }
  return measure;
}

QStringList cell_lines(const StudyPicture& picture, const StudyMapChoice& choice, std::int64_t cell) {
  const CellNumbers numbers = picture.numbers(cell, choice.run, choice.measure);
  if (numbers.done == 0 && numbers.failed > 0) {
    const QString reason = QString::fromStdString(picture.failure(cell));
    return {StudyWords::tr("There is no such training"), reason};
  }
  if (numbers.done == 0) return {StudyWords::tr("not computed yet")};
  const Measure& measure = measures()[choice.measure];
  QString line = core_text(measure.label).toLower() + QLatin1Char(' ');
  line += numbers.mean ? spread_text(measure, *numbers.mean, numbers.deviation) : QStringLiteral("–");
  QStringList lines{line};
  if (numbers.worst && numbers.done > 1)
    lines << StudyWords::tr("worst %1").arg(measure_text(measure, *numbers.worst));
  const auto seeds = static_cast<int>(picture.study().seeds.size());
  QString counts = StudyWords::tr("diverged %1 of %2").arg(numbers.diverged).arg(numbers.done);
  if (numbers.done < seeds) counts += StudyWords::tr(" · %1 to come").arg(seeds - numbers.done);
  return lines << counts;
}

std::vector<StudyTick> axis_ticks(const Axis& axis, int most) {
  const auto range = even_range(axis);
  if (!range || range->steps < 2 || !(range->from < range->to)) return value_ticks(axis, most);
  const PlotRange ends{.low = range->from, .high = range->to};
  std::vector<StudyTick> ticks;
  const auto at = range->logarithmic ? logarithmic_ticks(ends, most) : linear_ticks(ends, most);
  for (const PlotTick& tick : at) ticks.push_back({place_on(*range, tick.at), tick.label});
  // No ticks are placed between whole numbers, so a few of them are all labelled.
  if (range->whole && range->steps <= most) return value_ticks(axis, most);
  return ticks;
}

}  // namespace lfp
