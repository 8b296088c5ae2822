#include "widgets/panels/transport/training_health.h"

#include "core/snapshot/feedback_health.h"
#include "widgets/controls/run_badge.h"
#include "widgets/style/number_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <optional>

namespace lfp {
namespace {

struct HealthWords {
  Q_DECLARE_TR_FUNCTIONS(HealthWords)
};

/// The worst warning of all runs, and whose it is: growth before loss.
struct RunWarning {
  FeedbackWarning warning;
  std::size_t run = 0;
};

std::optional<RunWarning> worst_warning(const Snapshot& snapshot) {
  std::optional<RunWarning> worst;
  for (std::size_t run = 0; run < snapshot.runs.size(); ++run) {
    const auto warning = feedback_warning(snapshot, run);
    if (!warning) continue;
    const bool is_worse = !worst || (warning->grows && !worst->warning.grows) ||
                          (warning->grows == worst->warning.grows &&
                           (warning->factor > worst->warning.factor) == warning->grows);
    if (is_worse) worst = {.warning = *warning, .run = run};
  }
  return worst;
}

/// "A: R × 40", or of a single run "R × 40".
QString of_run(const Snapshot& snapshot, std::size_t run, const QString& words) {
  return snapshot.runs.size() < 2 ? words
                                  : QStringLiteral("%1: %2").arg(run_letter(static_cast<int>(run)), words);
}

QString run_title(const Snapshot& snapshot, std::size_t run) {
  const QString name = QString::fromStdString(snapshot.runs[run].name);
  return snapshot.runs.size() < 2 ? name
                                  : QStringLiteral("%1 · %2").arg(run_letter(static_cast<int>(run)), name);
}

HealthReport report_of(const Snapshot& snapshot, const RunWarning& worst) {
  const FeedbackWarning& warning = worst.warning;
  HealthReport report{.health = Health::warning,
                      .text = {},
                      .short_text = {},
                      .details = {},
                      .run = worst.run,
                      .layer = warning.layer};
  const QString title = run_title(snapshot, worst.run);
  if (!warning.grows) {
    report.text = report.short_text = of_run(snapshot, worst.run, HealthWords::tr("R vanishes"));
    report.details = HealthWords::tr("%1: layer %2 gets less than a thousandth of the feedback at the output")
                         .arg(title)
                         .arg(warning.layer);
    return report;
  }
  const QString factor = times_text(static_cast<double>(warning.factor));
  report.text =
      of_run(snapshot, worst.run,
             (snapshot.runs.size() < 2 ? HealthWords::tr("Feedback %1") : HealthWords::tr("feedback %1"))
                 .arg(factor));
  report.short_text = of_run(snapshot, worst.run, HealthWords::tr("R %1").arg(factor));
  report.details = HealthWords::tr("%1: the feedback that reaches layer %2 is %3 that at the output")
                       .arg(title)
                       .arg(warning.layer)
                       .arg(factor);
  return report;
}

/// "A diverged", "A, B diverged".
std::optional<HealthReport> divergence_of(const Snapshot& snapshot) {
  QStringList letters;
  QStringList details;
  HealthReport report{.health = Health::error, .text = {}, .short_text = {}, .details = {}};
  for (std::size_t run = 0; run < snapshot.runs.size(); ++run) {
    const auto& divergence = snapshot.runs[run].divergence;
    if (!divergence) continue;
    if (letters.isEmpty()) {
      report.run = run;
      report.layer = divergence->layer;
    }
    letters << run_letter(static_cast<int>(run));
    details << HealthWords::tr("%1 diverged: layer %2, step %3")
                   .arg(run_title(snapshot, run))
                   .arg(divergence->layer)
                   .arg(count_text(divergence->step));
  }
  if (letters.isEmpty()) return std::nullopt;
  report.text = report.short_text =
      snapshot.runs.size() < 2 ? HealthWords::tr("Diverged")
                               : HealthWords::tr("%1 diverged").arg(letters.join(QStringLiteral(", ")));
  report.details = details.join(QStringLiteral("<br>"));
  return report;
}

}  // namespace

HealthReport health_of(const Snapshot& snapshot) {
  if (const auto divergence = divergence_of(snapshot)) return *divergence;
  if (const auto worst = worst_warning(snapshot)) return report_of(snapshot, *worst);
  return {.health = Health::stable,
          .text = HealthWords::tr("Stable"),
          .short_text = HealthWords::tr("Stable"),
          .details = HealthWords::tr("In every run feedback keeps its size on the way down")};
}

}  // namespace lfp
