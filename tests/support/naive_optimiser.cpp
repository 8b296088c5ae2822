#include "tests/support/naive_optimiser.h"

#include <cmath>

namespace lfp::test {

void naive_sgd(const Settings& settings, NaiveParameter& p, double F, double eta, int /*t*/) {
  F -= settings.real("weight_decay") * p.value;
  const double mu = settings.real("momentum");
  p.momentum = mu * p.momentum + F;
  p.value += eta * (settings.flag("nesterov") ? F + mu * p.momentum : p.momentum);
}

void naive_adam(const Settings& settings, NaiveParameter& p, double F, double eta, int t) {
  const double beta1 = settings.real("beta1");
  const double beta2 = settings.real("beta2");
  F -= settings.real("weight_decay") * p.value;
  p.momentum = beta1 * p.momentum + (1 - beta1) * F;
  p.square = beta2 * p.square + (1 - beta2) * F * F;
  const double mean = p.momentum / (1 - std::pow(beta1, t));
  const double mean_square = p.square / (1 - std::pow(beta2, t));
  p.value += eta * mean / (std::sqrt(mean_square) + settings.real("epsilon"));
}

void naive_adamw(const Settings& settings, NaiveParameter& p, double F, double eta, int t) {
  p.value -= eta * settings.real("weight_decay") * p.value;
  Settings without_decay = settings;
  without_decay.set("weight_decay", 0.0);
  naive_adam(without_decay, p, F, eta, t);
}

void naive_rmsprop(const Settings& settings, NaiveParameter& p, double F, double eta, int /*t*/) {
  F -= settings.real("weight_decay") * p.value;
  p.square = settings.real("smoothing") * p.square + (1 - settings.real("smoothing")) * F * F;
  p.momentum = settings.real("momentum") * p.momentum + F / (std::sqrt(p.square) + settings.real("epsilon"));
  p.value += eta * p.momentum;
}

}  // namespace lfp::test
