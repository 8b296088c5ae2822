#include "core/data/normalise.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace lfp {

Normalisation per_feature_normalisation(const Samples& samples) {
  assert(samples.count() > 0);
  const auto features = static_cast<std::size_t>(samples.features);
  // Distances from the first sample: a constant feature gives exactly 0, and a large offset costs no digits.
  const auto origin = samples.input(0);
  std::vector<double> sums(features, 0.0);
  std::vector<double> squares(features, 0.0);
  for (std::int64_t row = 0; row < samples.count(); ++row) {
    const auto input = samples.input(row);
    for (std::size_t at = 0; at < features; ++at) {
      const double distance = static_cast<double>(input[at]) - static_cast<double>(origin[at]);
      sums[at] += distance;
      squares[at] += distance * distance;
    }
  }

  Normalisation result;
  result.mean.resize(features);
  result.deviation.resize(features);
  const auto count = static_cast<double>(samples.count());
  for (std::size_t at = 0; at < features; ++at) {
    const double shift = sums[at] / count;
    const auto deviation = static_cast<float>(std::sqrt(std::max(squares[at] / count - shift * shift, 0.0)));
    result.mean[at] = static_cast<float>(static_cast<double>(origin[at]) + shift);
    result.deviation[at] = deviation > 0.0F ? deviation : 1.0F;
  }
  return result;
}

void normalise(Samples& samples, const Normalisation& normalisation) {
  const auto features = static_cast<std::size_t>(samples.features);
  const bool shared = normalisation.mean.size() == 1;
  for (std::size_t at = 0; at < samples.inputs.size(); ++at) {
    const std::size_t feature = shared ? 0 : at % features;
    samples.inputs[at] =
        (samples.inputs[at] - normalisation.mean[feature]) / normalisation.deviation[feature];
  }
}

void normalise_per_feature(Dataset& dataset) {
  dataset.normalisation = per_feature_normalisation(dataset.train);
  normalise(dataset.train, dataset.normalisation);
  normalise(dataset.test, dataset.normalisation);
}

}  // namespace lfp
