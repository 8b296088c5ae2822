#pragma once

#include "core/data/dataset.h"

namespace lfp {

/// Computes mean and standard deviation (dividing by the number of samples) of each feature over `samples`,
/// at least one. A constant feature gets deviation 1, so that it becomes 0 instead of infinite.
Normalisation per_feature_normalisation(const Samples& samples);

/// Replaces every raw value by (raw - mean) / deviation.
void normalise(Samples& samples, const Normalisation& normalisation);

/// Scales each feature to mean 0 and deviation 1 over the training split, and the test split likewise.
void normalise_per_feature(Dataset& dataset);

/// Normalises pixels in 0..1 according to the settings "normalise", "mean" and "std" (see image_settings).
void normalise_pixels(Dataset& dataset, const Settings& settings);

/// Scales each target to mean 0 and deviation 1 over the training split, and the test split likewise.
void normalise_targets(Dataset& dataset);

}  // namespace lfp
