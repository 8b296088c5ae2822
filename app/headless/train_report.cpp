#include "app/headless/train_report.h"

#include "app/headless/number_text.h"
#include "widgets/views/names/score.h"

namespace lfp {

std::string results_text(const Snapshot& snapshot) {
  const bool of_values = learns_values(snapshot);
  std::string text;
  for (const auto& run : snapshot.runs) {
    const auto& signs = run.sign_changes;
    const double share =
        signs.total > 0 ? static_cast<double>(signs.flipped) / static_cast<double>(signs.total) : 0.0;
    text += run.name + ": " +
            (run.divergence ? "diverged at step " + std::to_string(run.divergence->step)
                            : std::string("test ") + (of_values ? "R² " : "accuracy ") +
                                  score(run.test_accuracy, of_values)) +
            ", " + std::to_string(signs.flipped) + " of " + std::to_string(signs.total) +
            " weights flipped (" + percent(share, 2) + ")\n";
  }
  return text;
}

std::string divergences_text(const Snapshot& snapshot) {
  std::string text;
  for (const auto& run : snapshot.runs)
    if (run.divergence)
      text += "lfplab: " + run.name + " diverged at layer " + std::to_string(run.divergence->layer) +
              ", step " + std::to_string(run.divergence->step) + ": " + run.divergence->cause + ". " +
              run.divergence->remedy + ".\n";
  return text;
}

}  // namespace lfp
