#include "core/data/regression/regression.h"

#include "core/data/common_settings.h"
#include "core/data/normalise.h"
#include "core/data/split.h"

#include <utility>

namespace lfp {
namespace {

std::vector<SettingInfo> all_settings(const Regression& regression) {
  std::vector<SettingInfo> settings{samples_setting("How many samples there are.", 1000), regression.noise};
  settings.insert(settings.end(), regression.info.settings.begin(), regression.info.settings.end());
  settings.push_back(test_fraction_setting("samples"));
  settings.push_back(normalise_setting(
      "Bring each input to mean 0 and deviation 1, measured on the training part.", regression.normalise));
  settings.push_back(normalise_targets_setting());
  return settings;
}

Samples make_samples(const Regression& regression, const Settings& settings, std::uint64_t seed) {
  const std::int64_t count = settings.integer("samples");
  const double noise = settings.real("noise");
  Samples samples;
  samples.features = regression.inputs;
  samples.outputs = 1;
  samples.inputs.reserve(static_cast<std::size_t>(count * regression.inputs));
  samples.targets.reserve(static_cast<std::size_t>(count));
  Random random(seed, RandomStream::data);
  std::vector<double> inputs(static_cast<std::size_t>(regression.inputs));
  for (std::int64_t sample = 0; sample < count; ++sample) {
    for (auto& input : inputs) {
      input = random.uniform(regression.lowest, 1.0);
      samples.inputs.push_back(static_cast<float>(input));
    }
    samples.targets.push_back(
        static_cast<float>(regression.value(inputs, settings) + noise * random.normal()));
  }
  return samples;
}

Dataset load_regression(const Regression& regression, const Settings& settings,
                        const DatasetRequest& request) {
  const Samples samples = make_samples(regression, settings, request.seed);
  const Split split = random_split(samples.count(), settings.real("test_fraction"), request.seed);
  Dataset dataset;
  dataset.name = regression.info.label;
  dataset.shape = {.channels = regression.inputs};
  dataset.target_names = {"y"};
  dataset.train = rows_of(samples, split.train);
  dataset.test = rows_of(samples, split.test);
  if (settings.text("normalise") == "per_feature") normalise_per_feature(dataset);
  if (settings.flag("normalise_targets")) normalise_targets(dataset);
  return dataset;
}

}  // namespace

SettingInfo target_noise(double fallback, double maximum) {
  return real_setting("noise", "Noise", "The deviation of the Gaussian noise on the target.", fallback, 0.0,
                      maximum);
}

DatasetEntry regression_entry(Regression regression) {
  DatasetEntry entry;
  entry.info = regression.info;
  entry.info.settings = all_settings(regression);
  entry.info.tags = {"regression"};
  entry.is_toy = true;
  entry.load = [regression = std::move(regression)](const Settings& settings, const DatasetRequest& request) {
    return load_regression(regression, settings, request);
  };
  return entry;
}

}  // namespace lfp
