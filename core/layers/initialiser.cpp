#include "core/layers/initialiser.h"

#include "core/base/progress.h"

#include <cassert>
#include <cmath>

namespace lfp {
namespace {

/// Weights that are drawn within a few milliseconds.
constexpr Index weights_a_look = Index{1} << 18U;

enum class Drawn { uniform, normal, constant, zero };

struct Initialiser {
  std::string name;
  Drawn drawn;
  /// Variance of the weights from fan-in and fan-out; null where nothing is random.
  double (*variance)(double inputs, double outputs);
};

const std::vector<Initialiser>& initialisers() {
  static const std::vector<Initialiser> all = {
      {"kaiming_uniform", Drawn::uniform, [](double inputs, double) { return 2.0 / inputs; }},
      {"kaiming_normal", Drawn::normal, [](double inputs, double) { return 2.0 / inputs; }},
      {"xavier_uniform", Drawn::uniform,
       [](double inputs, double outputs) { return 2.0 / (inputs + outputs); }},
      {"xavier_normal", Drawn::normal,
       [](double inputs, double outputs) { return 2.0 / (inputs + outputs); }},
      {"uniform", Drawn::uniform, [](double inputs, double) { return 1.0 / (3.0 * inputs); }},
      {"constant", Drawn::constant, nullptr},
      {"zero", Drawn::zero, nullptr},
  };
  return all;
}

}  // namespace

const std::vector<std::string>& initialiser_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> result;
    for (const auto& initialiser : initialisers()) result.push_back(initialiser.name);
    return result;
  }();
  return names;
}

void initialise(Parameters& parameters, const FreshWeights& fresh) {
  Random& random = fresh.random;
  const Initialiser* chosen = nullptr;
  for (const auto& initialiser : initialisers())
    if (initialiser.name == fresh.initialiser) chosen = &initialiser;
  assert(chosen != nullptr);
  if (chosen->variance == nullptr) {
    const auto value = static_cast<Scalar>(chosen->drawn == Drawn::constant ? fresh.value : 0.0);
    parameters.weight.setConstant(value);
    parameters.bias.setConstant(value);
    return;
  }

  const auto inputs = static_cast<double>(parameters.weight.cols());
  const auto outputs = static_cast<double>(parameters.weight.rows());
  const double deviation = std::sqrt(chosen->variance(inputs, outputs));
  const double bound = std::sqrt(3.0) * deviation;  // of a uniform distribution with that deviation
  for (Index i = 0; i < parameters.weight.size(); ++i) {
    if (fresh.progress != nullptr && i % weights_a_look == 0) fresh.progress->check();
    const double drawn =
        chosen->drawn == Drawn::normal ? deviation * random.normal() : random.uniform(-bound, bound);
    parameters.weight.data()[i] = static_cast<Scalar>(drawn);
  }
  const double bias_bound = 1.0 / std::sqrt(inputs);
  for (Index j = 0; j < parameters.bias.size(); ++j)
    parameters.bias[j] = static_cast<Scalar>(random.uniform(-bias_bound, bias_bound));
}

}  // namespace lfp
