#pragma once

#include "core/base/settings.h"

#include <string>
#include <vector>

namespace lfp {

// Settings shared by several kinds of data: a setting with the same name and range keeps its value when
// another kind is chosen.

/// "samples": the number of samples to generate.
SettingInfo samples_setting(std::string summary, std::int64_t fallback, std::int64_t fewest = 20);
/// "test_fraction": the fraction of the samples that is held out for testing; `samples` names them in texts.
SettingInfo test_fraction_setting(const std::string& samples = "points");
/// "normalise": scales each input to mean 0 and standard deviation 1, or "none"; `fallback` is the default.
SettingInfo normalise_setting(std::string summary, const std::string& fallback = "none");
/// "normalise_targets": a flag that is on by default.
SettingInfo normalise_targets_setting();
/// "train" and "test": the numbers of samples to read from the files.
std::vector<SettingInfo> count_settings();
/// "normalise", "mean" and "std" of data whose values are pixels from 0 to 1 (see normalise_pixels), and
/// "only_classes" (see only_classes.h).
std::vector<SettingInfo> image_settings();

}  // namespace lfp
