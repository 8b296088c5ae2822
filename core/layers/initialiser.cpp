#include "core/layers/initialiser.h"

#include "core/base/progress.h"

#include <cassert>
#include <cmath>

namespace lfp {
namespace {

/// Weights that are drawn within a few milliseconds.
constexpr Index weights_a_look = Index{1} << 18U;

struct Initialiser {
  std::string name;
  bool normal;
  /// Variance of the weights from fan-in and fan-out.
  double (*variance)(double inputs, double outputs);
};

const std::vector<Initialiser>& initialisers() {
  static const std::vector<Initialiser> all = {
      {"kaiming_uniform", false, [](double inputs, double) { return 2.0 / inputs; }},
      {"kaiming_normal", true, [](double inputs, double) { return 2.0 / inputs; }},
      {"xavier_uniform", false, [](double inputs, double outputs) { return 2.0 / (inputs + outputs); }},
      {"xavier_normal", true, [](double inputs, double outputs) { return 2.0 / (inputs + outputs); }},
      {"uniform", false, [](double inputs, double) { return 1.0 / (3.0 * inputs); }},
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

  const auto inputs = static_cast<double>(parameters.weight.cols());
  const auto outputs = static_cast<double>(parameters.weight.rows());
  const double deviation = std::sqrt(chosen->variance(inputs, outputs));
  const double bound = std::sqrt(3.0) * deviation;  // of a uniform distribution with that deviation
  for (Index i = 0; i < parameters.weight.size(); ++i) {
    if (fresh.progress != nullptr && i % weights_a_look == 0) fresh.progress->check();
    const double drawn = chosen->normal ? deviation * random.normal() : random.uniform(-bound, bound);
    parameters.weight.data()[i] = static_cast<Scalar>(drawn);
  }
  const double bias_bound = 1.0 / std::sqrt(inputs);
  for (Index j = 0; j < parameters.bias.size(); ++j)
    parameters.bias[j] = static_cast<Scalar>(random.uniform(-bias_bound, bias_bound));
}

}  // namespace lfp
