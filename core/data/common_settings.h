#pragma once

#include "core/base/settings.h"

#include <string>
#include <vector>

namespace lfp {

// Settings that several kinds of data share: what has the same name and range keeps its value when another
// kind is chosen.

/// "samples": how many are generated.
SettingInfo samples_setting(std::string summary, std::int64_t fallback, std::int64_t fewest = 20);
/// "test_fraction": the part of the samples (as the summary calls them) that is kept for testing.
SettingInfo test_fraction_setting(const std::string& samples = "points");
/// "normalise": each input to mean 0 and deviation 1, or none; `fallback` is one of the two.
SettingInfo normalise_setting(std::string summary, const std::string& fallback = "none");
/// "normalise_targets": a flag, on.
SettingInfo normalise_targets_setting();
/// "train" and "test": how many samples are taken from files.
std::vector<SettingInfo> count_settings();
/// "normalise", "mean" and "std" of data whose values are pixels from 0 to 1 (see normalise_pixels), and
/// "only_classes" (see only_classes.h).
std::vector<SettingInfo> image_settings();

}  // namespace lfp
