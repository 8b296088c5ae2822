#include "core/data/normalise.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace lfp {
namespace {

/// Computes mean and standard deviation of each column of `values` [rows x columns].
Normalisation measure(std::span<const float> values, std::size_t columns) {
  assert(columns > 0 && values.size() >= columns);
  // Distances from the first row: a constant column gives exactly 0, and a large offset costs no digits.
  const auto origin = values.first(columns);
  std::vector<double> sums(columns, 0.0);
  std::vector<double> squares(columns, 0.0);
  for (std::size_t row = 0; row < values.size(); row += columns) {
    for (std::size_t at = 0; at < columns; ++at) {
      const double distance = static_cast<double>(values[row + at]) - static_cast<double>(origin[at]);
      sums[at] += distance;
      squares[at] += distance * distance;
    }
  }

  Normalisation result;
  result.mean.resize(columns);
  result.deviation.resize(columns);
  const std::size_t rows = values.size() / columns;
  const auto count = static_cast<double>(rows);
  for (std::size_t at = 0; at < columns; ++at) {
    const double shift = sums[at] / count;
    const auto deviation = static_cast<float>(std::sqrt(std::max(squares[at] / count - shift * shift, 0.0)));
    result.mean[at] = static_cast<float>(static_cast<double>(origin[at]) + shift);
    result.deviation[at] = deviation > 0.0F ? deviation : 1.0F;
  }
  return result;
}

void apply(std::span<float> values, std::size_t columns, const Normalisation& normalisation) {
  const bool shared = normalisation.mean.size() == 1;
  for (std::size_t at = 0; at < values.size(); ++at) {
    const std::size_t column = shared ? 0 : at % columns;
    values[at] = (values[at] - normalisation.mean[column]) / normalisation.deviation[column];
  }
}

}  // namespace

Normalisation per_feature_normalisation(const Samples& samples) {
  return measure(samples.inputs, static_cast<std::size_t>(samples.features));
}

void normalise(Samples& samples, const Normalisation& normalisation) {
  apply(samples.inputs, static_cast<std::size_t>(samples.features), normalisation);
}

void normalise_per_feature(Dataset& dataset) {
  dataset.normalisation = per_feature_normalisation(dataset.train);
  normalise(dataset.train, dataset.normalisation);
  normalise(dataset.test, dataset.normalisation);
}

void normalise_pixels(Dataset& dataset, const Settings& settings) {
  const std::string& way = settings.text("normalise");
  if (way == "per_feature") normalise_per_feature(dataset);
  if (way != "fixed") return;
  dataset.normalisation = {.mean = {static_cast<float>(settings.real("mean"))},
                           .deviation = {static_cast<float>(settings.real("std"))}};
  normalise(dataset.train, dataset.normalisation);
  normalise(dataset.test, dataset.normalisation);
}

void normalise_targets(Dataset& dataset) {
  const auto outputs = static_cast<std::size_t>(dataset.train.outputs);
  dataset.target_normalisation = measure(dataset.train.targets, outputs);
  apply(dataset.train.targets, outputs, dataset.target_normalisation);
  apply(dataset.test.targets, outputs, dataset.target_normalisation);
}

}  // namespace lfp
