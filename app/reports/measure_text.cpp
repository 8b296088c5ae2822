#include "app/reports/measure_text.h"

#include "widgets/style/number_text.h"

#include <cmath>
#include <optional>

namespace lfp {
namespace {

const QString none = QStringLiteral("–");

/// The difference without its unit.
QString difference_number(const Measure& measure, double difference) {
  return measure.is_fraction ? fixed_text(100 * difference, 1) : short_text(difference);
}

}  // namespace

QString difference_text(const Measure& measure, double difference) {
  const QString number = difference_number(measure, difference);
  return measure.is_fraction ? QStringLiteral("%1 points").arg(number) : number;
}

QString certainty_text(const Measure& measure, std::span<const double> differences) {
  const auto interval = bootstrap_interval(differences);
  if (!interval) return QStringLiteral(", with a single seed, which says nothing about chance");
  QString text = QStringLiteral(" (95 % interval %1 to %2, %3 seeds): ")
                     .arg(difference_number(measure, interval->low), difference_text(measure, interval->high))
                     .arg(differences.size());
  const bool is_apart = interval->low > 0 || interval->high < 0;
  if (!is_apart)
    return text + QStringLiteral("the interval includes zero, so these seeds cannot tell them apart");
  text += QStringLiteral("the interval excludes zero");
  if (differences.size() <= most_few_seeds)
    text += QStringLiteral(", but by chance alone %1 seeds agree in sign one time in %2")
                .arg(differences.size())
                .arg(std::size_t{1} << (differences.size() - 1));
  return text;
}

QString spread_text(const Measure& measure, std::span<const double> values) {
  const Spread spread = spread_of(values);
  if (spread.count == 0) return none;
  return spread_text(measure, spread.mean, spread.count < 2 ? std::nullopt : std::optional(spread.deviation));
}

QString outcome_text(const Measure& measure, std::span<const double> values) {
  const QString spread = spread_text(measure, values);
  if (measure.name == "epochs_to_target")
    return QStringLiteral("reaches the target after %1 epochs").arg(spread);
  if (measure.name == "loss_rises") return QStringLiteral("raises the loss in %1 of its steps").arg(spread);
  const QString label = from_core(measure.label).toLower();
  return measure.name.ends_with("accuracy") ? QStringLiteral("reaches a %1 of %2").arg(label, spread)
                                            : QStringLiteral("ends with %1 %2").arg(label, spread);
}

QString interval_text(const Measure& measure, std::span<const double> values) {
  const auto interval = bootstrap_interval(values);
  if (!interval) return none;
  return QStringLiteral("%1 to %2")
      .arg(measure_text(measure, interval->low), measure_text(measure, interval->high));
}

}  // namespace lfp
