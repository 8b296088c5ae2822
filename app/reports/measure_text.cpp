#include "app/reports/measure_text.h"

#include "widgets/style/number_text.h"

#include <cmath>
#include <optional>

namespace lfp {
namespace {

const QString none = QStringLiteral("–");

}  // namespace

QString difference_text(const Measure& measure, double difference) {
  if (measure.is_fraction) return QStringLiteral("%1 points").arg(fixed_text(100 * difference, 1));
  return short_text(difference);
}

QString certainty_text(const Measure& measure, std::span<const double> differences) {
  const auto interval = bootstrap_interval(differences);
  if (!interval) return QStringLiteral(", of a single seed, which tells nothing of chance");
  const bool is_apart = interval->low > 0 || interval->high < 0;
  return QStringLiteral(" (95 % interval %1 to %2, over %3 seeds): %4")
      .arg(difference_text(measure, interval->low), difference_text(measure, interval->high))
      .arg(differences.size())
      .arg(is_apart ? QStringLiteral("the interval leaves out zero")
                    : QStringLiteral("the interval holds zero, so that these seeds do not tell them apart"));
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
  return QStringLiteral("comes to %1 %2").arg(from_core(measure.label).toLower(), spread);
}

QString interval_text(const Measure& measure, std::span<const double> values) {
  const auto interval = bootstrap_interval(values);
  if (!interval) return none;
  return QStringLiteral("%1 to %2")
      .arg(measure_text(measure, interval->low), measure_text(measure, interval->high));
}

}  // namespace lfp
