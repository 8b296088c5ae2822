#include "core/training/optimiser.h"

namespace lfp {

OptimiserEntry sgd_entry() {
  return {{.name = "sgd",
           .label = "SGD",
           .summary = "Steps along the feedback (or against the gradient), with momentum",
           .formula = "v ← μ v + F,  w ← w + η v",
           .settings = {with_usual_range(real_setting("learning_rate", "Learning rate", "Length of a step, η",
                                                      0.1, 0.0, 1e12, true),
                                         1e-4, 10.0),
                        real_setting("momentum", "Momentum", "How much of the last step is kept, μ", 0.0, 0.0,
                                     0.9999)}},
          [](const Settings& settings) {
            auto optimiser = std::make_unique<Optimiser>();
            optimiser->learning_rate = static_cast<Scalar>(settings.real("learning_rate"));
            optimiser->momentum = static_cast<Scalar>(settings.real("momentum"));
            return optimiser;
          }};
}

}  // namespace lfp
