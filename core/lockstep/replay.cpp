#include "core/lockstep/replay.h"

#include <variant>

namespace lfp {

void intervene(Trainer& trainer, const Intervention& intervention) {
  if (const auto* spec = std::get_if<RunSpec>(&intervention.what))
    trainer.change_run(*spec);
  else if (const auto* edit = std::get_if<ParameterEdit>(&intervention.what))
    trainer.set_parameter(*edit);
  else if (const auto* pruning = std::get_if<Pruning>(&intervention.what))
    trainer.prune(*pruning);
  else
    trainer.teach(std::get<Teaching>(intervention.what));
}

}  // namespace lfp
