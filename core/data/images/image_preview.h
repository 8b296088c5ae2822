#pragma once

#include "core/data/dataset.h"
#include "core/data/images/picture.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace lfp {

/// A look at images before they are learnt from: what there is, and the first ones.
struct ImagePreview {
  struct Class {
    std::string name;
    std::int64_t train = 0;  ///< so many images; all of them where they are still to be split
    std::int64_t test = 0;
  };
  struct Sample {
    Picture picture;  ///< as it is to be seen, at most longest_preview_side pixels a side
    std::int32_t label = 0;
    std::string source;  ///< its path within the folder, or "image 3"
  };

  std::vector<Class> classes;
  bool has_test = false;                      ///< whether there are images for testing apart from the others
  std::int64_t count = 0;                     ///< of images
  std::map<PictureSize, std::int64_t> sizes;  ///< found, and how often
  std::int64_t measured = 0;                  ///< so many images were looked at for their size
  std::vector<Sample> samples;
  std::vector<std::string> problems;  ///< messages on samples that cannot be read
  LoadReport report;
};

inline constexpr std::int64_t longest_preview_side = 96;

/// Whether there is a preview of that kind of data.
bool has_image_preview(const std::string& kind);

/// A look at the images that `choice` describes, of a kind that has a preview, with at most so many of the
/// first ones. Nothing is trained, and of most images no more than the header is read. Throws Error where
/// loading the data would fail before any image is read, and Cancelled.
ImagePreview preview_images(const Choice& choice, const DatasetRequest& request, std::size_t most_samples);

// One for each kind, with all settings filled in.
ImagePreview preview_idx(const Settings& settings, const DatasetRequest& request, std::size_t most_samples);
ImagePreview preview_cifar(const Settings& settings, const DatasetRequest& request, std::size_t most_samples);
ImagePreview preview_image_folder(const Settings& settings, const DatasetRequest& request,
                                  std::size_t most_samples);

/// The picture itself, or one of the same proportions that is small enough for a preview.
Picture small_picture(const Picture& picture);

}  // namespace lfp
