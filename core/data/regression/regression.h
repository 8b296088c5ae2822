#pragma once

#include "core/base/random.h"
#include "core/data/dataset.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>

namespace lfp {

/// A function to be learnt from noisy samples, as described by its own source file.
struct Regression {
  EntryInfo info;  ///< `settings` contains only those of this function
  SettingInfo noise;
  std::int64_t inputs = 1;  ///< number of inputs, drawn uniformly from `lowest` .. 1
  double lowest = -1.0;
  std::string normalise = "none";  ///< the default normalisation of the inputs
  std::function<double(std::span<const double> inputs, const Settings&)> value;
};

/// The setting "noise": standard deviation of the Gaussian noise that is added to the target.
SettingInfo target_noise(double fallback, double maximum);

/// Makes the registered entry of a function with one output: adds the settings that all functions share
/// (samples, noise, test fraction, normalisation of inputs and target), draws the samples and splits them.
DatasetEntry regression_entry(Regression regression);

}  // namespace lfp
