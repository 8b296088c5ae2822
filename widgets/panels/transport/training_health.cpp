#include "widgets/panels/transport/training_health.h"

#include "core/snapshot/feedback_health.h"
#include "widgets/controls/run_badge.h"
#include "widgets/style/number_text.h"

#include <QCoreApplication>
#include <cmath>
#include <optional>

namespace lfp {
namespace {

struct HealthWords {
  Q_DECLARE_TR_FUNCTIONS(HealthWords)
};

/// The worst warning of all runs, and whose it is: growth before loss.
struct RunWarning {
  FeedbackWarning warning;
  int run = 0;
};

std::optional<RunWarning> worst_warning(const Snapshot& snapshot) {
  std::optional<RunWarning> worst;
  for (std::size_t run = 0; run < snapshot.runs.size(); ++run) {
    const auto warning = feedback_warning(snapshot, run);
    if (!warning) continue;
    const bool is_worse = !worst || (warning->grows && !worst->warning.grows) ||
                          (warning->grows == worst->warning.grows &&
                           (warning->factor > worst->warning.factor) == warning->grows);
    if (is_worse) worst = {.warning = *warning, .run = static_cast<int>(run)};
  }
  return worst;
}

HealthReport report_of(const RunWarning& worst) {
  const FeedbackWarning& warning = worst.warning;
  const QString where = run_letter(worst.run);
  if (warning.grows) {
    const QString factor = count_text(static_cast<qint64>(std::lround(warning.factor)));
    return {
        Health::warning, HealthWords::tr("Feedback × %1").arg(factor), HealthWords::tr("R × %1").arg(factor),
        HealthWords::tr(
            "Feedback × %1 at layer %2 of run %3, against the output: some pre-activations are close to zero")
            .arg(factor)
            .arg(warning.layer)
            .arg(where)};
  }
  return {Health::warning, HealthWords::tr("R vanishes"), HealthWords::tr("R vanishes"),
          HealthWords::tr("At layer %1 of run %2 less than a thousandth of the output's feedback arrives")
              .arg(warning.layer)
              .arg(where)};
}

}  // namespace

HealthReport health_of(const Snapshot& snapshot) {
  for (std::size_t run = 0; run < snapshot.runs.size(); ++run) {
    const auto& divergence = snapshot.runs[run].divergence;
    if (!divergence) continue;
    return {Health::error, HealthWords::tr("Diverged"), HealthWords::tr("Diverged"),
            HealthWords::tr("Run %1 diverged: layer %2, step %3")
                .arg(run_letter(static_cast<int>(run)))
                .arg(divergence->layer)
                .arg(count_text(divergence->step))};
  }
  if (const auto worst = worst_warning(snapshot)) return report_of(*worst);
  return {Health::stable, HealthWords::tr("Stable"), HealthWords::tr("Stable"),
          HealthWords::tr("Feedback keeps its size on the way down")};
}

}  // namespace lfp
