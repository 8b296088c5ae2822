#include "core/data/common_settings.h"

#include <utility>

namespace lfp {

SettingInfo samples_setting(std::string summary, std::int64_t fallback, std::int64_t fewest) {
  auto samples = integer_setting("samples", "Samples", std::move(summary), fallback, fewest, 100000);
  samples.logarithmic = true;
  return samples;
}

SettingInfo test_fraction_setting(const std::string& samples) {
  return real_setting("test_fraction", "Test fraction",
                      "The part of the " + samples + " that is kept for testing and never trained on.", 0.2,
                      0.01, 0.9);
}

SettingInfo normalise_setting(std::string summary, const std::string& fallback) {
  auto normalise = choice_setting("normalise", "Normalise", std::move(summary), {"none", "per_feature"});
  normalise.fallback = fallback;
  return normalise;
}

SettingInfo normalise_targets_setting() {
  return flag_setting("normalise_targets", "Normalise targets",
                      "Bring the targets to mean 0 and deviation 1, measured on the training part.", true);
}

std::vector<SettingInfo> count_settings() {
  constexpr std::int64_t most = 10000000;
  return {integer_setting("train", "Training samples",
                          "How many samples to train on, from the start of the files.", 8000, 1, most),
          integer_setting("test", "Test samples",
                          "How many samples to test on, those after the training samples.", 2000, 1, most)};
}

std::vector<SettingInfo> image_settings() {
  return {choice_setting(
              "normalise", "Normalise",
              "Fixed mean and deviation, each pixel's own over the training samples, or pixels from 0 to 1.",
              {"fixed", "per_feature", "none"}),
          real_setting("mean", "Mean", "Taken from every pixel (0 to 1) where normalising is fixed.", 0.5,
                       0.0, 1.0),
          real_setting("std", "Deviation", "Every pixel is divided by it where normalising is fixed.", 0.5,
                       0.001, 1.0),
          text_setting("only_classes", "Only classes",
                       "Leave out all other classes: names or ranges of numbers, such as 0-4 or cat, dog. "
                       "Empty: all.",
                       "")};
}

}  // namespace lfp
