#pragma once

#include "core/data/dataset.h"

namespace lfp {

/// Mean and deviation (the square root of the mean squared distance) of each feature over `samples`, at
/// least one. A feature that never changes has deviation 1, so that it becomes 0 and not infinite.
Normalisation per_feature_normalisation(const Samples& samples);

/// Replaces every raw value by (raw - mean) / deviation.
void normalise(Samples& samples, const Normalisation& normalisation);

/// Brings each feature to mean 0 and deviation 1 over the training part; the test part follows suit.
void normalise_per_feature(Dataset& dataset);

/// Normalises pixels from 0 to 1 as the settings "normalise", "mean" and "std" say (see image_settings).
void normalise_pixels(Dataset& dataset, const Settings& settings);

/// Brings each target to mean 0 and deviation 1 over the training part; the test part follows suit.
void normalise_targets(Dataset& dataset);

}  // namespace lfp
