#include "app/reports/measure_text.h"

#include "widgets/style/number_text.h"

#include <cmath>

namespace lfp {
namespace {

const QString none = QStringLiteral("–");

}  // namespace

QString difference_text(const Measure& measure, double difference) {
  if (measure.is_fraction) return QStringLiteral("%1 points").arg(fixed_text(100 * difference, 1));
  return short_text(difference);
}

QString spread_text(const Measure& measure, std::span<const double> values) {
  const Spread spread = spread_of(values);
  if (spread.count == 0) return none;
  const QString mean = measure_text(measure, spread.mean);
  if (spread.count < 2) return mean;
  const QString deviation =
      measure.is_fraction ? fixed_text(100 * spread.deviation, 1) : short_text(spread.deviation);
  return QStringLiteral("%1 ± %2").arg(mean, deviation);
}

QString interval_text(const Measure& measure, std::span<const double> values) {
  const auto interval = bootstrap_interval(values);
  if (!interval) return none;
  return QStringLiteral("%1 to %2")
      .arg(measure_text(measure, interval->low), measure_text(measure, interval->high));
}

}  // namespace lfp
