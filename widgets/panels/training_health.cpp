#include "widgets/panels/training_health.h"

#include "widgets/controls/run_badge.h"
#include "widgets/style/number_text.h"

#include <QCoreApplication>
#include <cmath>

namespace lfp {
namespace {

/// Feedback this many times as large as at the output is worth a warning.
constexpr float much_growth = 30.0F;

QString translated(const char* text) {
  return QCoreApplication::translate("lfp::HealthReport", text);
}

struct Growth {
  float factor = 0.0F;
  int run = 0;
  int layer = 0;  // from 1
};

Growth largest_growth(const Snapshot& snapshot) {
  Growth largest;
  for (std::size_t run = 0; run < snapshot.runs.size(); ++run) {
    const auto& layers = snapshot.runs[run].layers;
    if (snapshot.runs[run].method != Method::lfp || layers.empty() || !(layers.back().feedback_norm > 0.0F))
      continue;
    for (std::size_t layer = 0; layer + 1 < layers.size(); ++layer) {
      const float factor = layers[layer].feedback_norm / layers.back().feedback_norm;
      if (factor > largest.factor)
        largest = {.factor = factor, .run = static_cast<int>(run), .layer = static_cast<int>(layer) + 1};
    }
  }
  return largest;
}

}  // namespace

HealthReport health_of(const Snapshot& snapshot) {
  for (std::size_t run = 0; run < snapshot.runs.size(); ++run) {
    const auto& divergence = snapshot.runs[run].divergence;
    if (!divergence) continue;
    return {Health::error, translated("Diverged"), translated("Diverged"),
            translated("Run %1 diverged: layer %2, step %3")
                .arg(run_letter(static_cast<int>(run)))
                .arg(divergence->layer)
                .arg(count_text(divergence->step))};
  }
  if (const Growth growth = largest_growth(snapshot); growth.factor >= much_growth) {
    const QString factor = count_text(static_cast<qint64>(std::lround(growth.factor)));
    return {
        Health::warning, translated("Feedback × %1").arg(factor), translated("R × %1").arg(factor),
        translated(
            "Feedback × %1 at layer %2 of run %3, against the output: some pre-activations are close to zero")
            .arg(factor)
            .arg(growth.layer)
            .arg(run_letter(growth.run))};
  }
  return {Health::stable, translated("Stable"), translated("Stable"),
          translated("Feedback keeps its size on the way down")};
}

}  // namespace lfp
