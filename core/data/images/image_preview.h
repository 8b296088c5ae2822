#pragma once

#include "core/data/dataset.h"
#include "core/data/images/picture.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace lfp {

/// A preview of images before training: what there is, and the first samples.
struct ImagePreview {
  struct Class {
    std::string name;
    std::int64_t train = 0;  ///< number of images; all of them if they are still to be split
    std::int64_t test = 0;
  };
  struct Sample {
    Picture picture;  ///< upright, with at most longest_preview_side pixels per side
    std::int32_t label = 0;
    std::string source;  ///< path within the folder, or "image 3"
  };

  std::vector<Class> classes;
  bool has_test = false;                      ///< whether there is a separate set of test images
  std::int64_t count = 0;                     ///< number of images
  std::map<PictureSize, std::int64_t> sizes;  ///< the sizes found, and how often each occurs
  std::int64_t measured = 0;                  ///< number of images whose size was determined
  std::vector<Sample> samples;
  std::vector<std::string> problems;  ///< messages about samples that cannot be read
  LoadReport report;
};

inline constexpr std::int64_t longest_preview_side = 96;

/// Whether this kind of data has a preview.
bool has_image_preview(const std::string& kind);

/// Previews the images described by `choice`, of a kind that has a preview, with at most `most_samples` of
/// the first ones. For most images only the header is read. Throws Error if loading the data would fail
/// before any image is read, and Cancelled.
ImagePreview preview_images(const Choice& choice, const DatasetRequest& request, std::size_t most_samples);

// One function per kind, with all settings filled in.
ImagePreview preview_idx(const Settings& settings, const DatasetRequest& request, std::size_t most_samples);
ImagePreview preview_cifar(const Settings& settings, const DatasetRequest& request, std::size_t most_samples);
ImagePreview preview_image_folder(const Settings& settings, const DatasetRequest& request,
                                  std::size_t most_samples);

/// Returns the picture, or a version with the same aspect ratio that is small enough for a preview.
Picture small_picture(const Picture& picture);

}  // namespace lfp
