#include "widgets/panels/transport/training_health.h"

#include "core/snapshot/feedback_health.h"
#include "widgets/controls/run_badge.h"
#include "widgets/style/number_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <optional>
#include <utility>

namespace lfp {
namespace {

struct HealthWords {
  Q_DECLARE_TR_FUNCTIONS(HealthWords)
};

/// The worst warning among all runs, with its run.
struct RunWarning {
  TrainingWarning warning;
  int run = 0;
};

/// Returns by what factor the warning's value differs from normal, in either direction.
float severity(const TrainingWarning& warning) {
  return warning.factor > 0.0F ? std::max(warning.factor, 1.0F / warning.factor) : 0.0F;
}

std::optional<RunWarning> worst_warning(const Snapshot& snapshot) {
  std::optional<RunWarning> worst;
  for (std::size_t run = 0; run < snapshot.runs.size(); ++run) {
    auto warning = training_warning(snapshot, run);
    if (!warning) continue;
    const bool is_worse =
        !worst || warning->fault < worst->warning.fault ||
        (warning->fault == worst->warning.fault && severity(*warning) > severity(worst->warning));
    if (is_worse) worst = {.warning = *std::move(warning), .run = static_cast<int>(run)};
  }
  return worst;
}

struct FaultWords {
  QString text;
  QString short_text;
};

FaultWords words_of(TrainingFault fault, float factor) {
  const QString times = times_text(std::min(factor, 1e9F));
  switch (fault) {
    case TrainingFault::spikes_silent:
      return {HealthWords::tr("No spikes"), HealthWords::tr("No spikes")};
    case TrainingFault::spikes_saturated:
      return {HealthWords::tr("All spike"), HealthWords::tr("All spike")};
    case TrainingFault::layer_off:
      return {HealthWords::tr("Layer off"), HealthWords::tr("Layer off")};
    case TrainingFault::outputs_alike:
      return {HealthWords::tr("Outputs alike"), HealthWords::tr("o alike")};
    case TrainingFault::feedback_grows:
    case TrainingFault::outputs_grow:
      return {HealthWords::tr("Feedback %1").arg(times), HealthWords::tr("R %1").arg(times)};
    case TrainingFault::feedback_vanishes:
      return {HealthWords::tr("R vanishes"), HealthWords::tr("R vanishes")};
  }
  return {};
}

/// Adds the run's letter: "A: R vanishes".
QString with_letter(int run, const QString& text) {
  return HealthWords::tr("%1: %2").arg(run_letter(run), text);
}

/// Adds the run's letter if there are several runs.
QString with_run(const Snapshot& snapshot, int run, const QString& text) {
  return snapshot.runs.size() < 2 ? text : with_letter(run, text);
}

HealthReport report_of(const Snapshot& snapshot, const RunWarning& worst) {
  const FaultWords words = words_of(worst.warning.fault, worst.warning.factor);
  return {Health::warning,
          with_run(snapshot, worst.run, words.text),
          with_run(snapshot, worst.run, words.short_text),
          HealthWords::tr("Run %1: %2. %3.")
              .arg(run_letter(worst.run), QString::fromStdString(worst.warning.cause),
                   QString::fromStdString(worst.warning.remedy)),
          worst.run,
          worst.warning.layer};
}

}  // namespace

HealthReport health_of(const Snapshot& snapshot) {
  for (std::size_t run = 0; run < snapshot.runs.size(); ++run) {
    const auto& divergence = snapshot.runs[run].divergence;
    if (!divergence) continue;
    const QString text = with_run(snapshot, static_cast<int>(run), HealthWords::tr("Diverged"));
    return {Health::error,
            text,
            text,
            HealthWords::tr("Run %1 diverged: layer %2, step %3")
                .arg(run_letter(static_cast<int>(run)))
                .arg(divergence->layer)
                .arg(count_text(divergence->step)),
            static_cast<int>(run),
            divergence->layer};
  }
  if (const auto worst = worst_warning(snapshot)) return report_of(snapshot, *worst);
  return {Health::stable, HealthWords::tr("Stable"), HealthWords::tr("Stable"),
          HealthWords::tr("Feedback keeps its size on the way down")};
}

QStringList health_texts(bool is_short) {
  constexpr float large_factor = 2.1e5F;
  QStringList texts{with_letter(0, HealthWords::tr("Diverged"))};
  for (const TrainingFault fault :
       {TrainingFault::spikes_silent, TrainingFault::spikes_saturated, TrainingFault::layer_off,
        TrainingFault::outputs_alike, TrainingFault::feedback_grows, TrainingFault::feedback_vanishes}) {
    const FaultWords words = words_of(fault, large_factor);
    texts << with_letter(0, is_short ? words.short_text : words.text);
  }
  return texts;
}

}  // namespace lfp
