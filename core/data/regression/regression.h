#pragma once

#include "core/base/random.h"
#include "core/data/dataset.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>

namespace lfp {

/// A function to be learnt from noisy samples, as its own file describes it.
struct Regression {
  EntryInfo info;  ///< `settings` holds only what no other function has
  SettingInfo noise;
  std::int64_t inputs = 1;  ///< drawn evenly from `lowest` .. 1
  double lowest = -1.0;
  std::string normalise = "none";  ///< how inputs are normalised where the experiment is silent
  std::function<double(std::span<const double> inputs, const Settings&)> value;
};

/// "noise" as the deviation of a Gaussian that is added to the target.
SettingInfo target_noise(double fallback, double maximum);

/// The registered entry of a function with one output: adds the settings that all share (samples, noise, test
/// fraction, normalisation of inputs and of the target), draws the samples and splits them.
DatasetEntry regression_entry(Regression regression);

}  // namespace lfp
