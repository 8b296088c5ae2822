#include "core/lockstep/intervene.h"

#include "core/base/error.h"
#include "core/inspection/inspect_unit.h"
#include "core/training/trainer.h"

#include <cmath>
#include <variant>

namespace lfp {

InspectedItem parameter_of(const ParameterEdit& edit, const Network& network) {
  const InspectedItem parameter{.layer = edit.layer, .unit = edit.unit, .input = edit.input};
  if (edit.layer < 0 || !has_item(network, parameter))
    throw Error("Set weight", "there is no such weight", "Choose a connection or a bias");
  if (!std::isfinite(static_cast<Scalar>(edit.value)))
    throw Error("Set weight", "the value is not finite", "Give a number");
  return parameter;
}

void intervene(Trainer& trainer, const Intervention& intervention) {
  if (const auto* spec = std::get_if<RunSpec>(&intervention.what))
    trainer.change_run(*spec);
  else if (const auto* edit = std::get_if<ParameterEdit>(&intervention.what))
    trainer.set_parameter(parameter_of(*edit, trainer.network()), static_cast<Scalar>(edit->value));
  else
    trainer.teach(std::get<Teaching>(intervention.what));
}

}  // namespace lfp
