#include "core/data/images/image_preview.h"

#include "core/data/images/resize.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <string_view>

namespace lfp {
namespace {

struct PreviewOfKind {
  std::string_view kind;
  ImagePreview (*make)(const Settings& settings, const DatasetRequest& request, std::size_t most_samples);
};

constexpr std::array previews{PreviewOfKind{"idx", preview_idx}, PreviewOfKind{"cifar", preview_cifar},
                              PreviewOfKind{"images", preview_image_folder}};

const PreviewOfKind* preview_of(const std::string& kind) {
  const auto* const found = std::ranges::find(previews, kind, &PreviewOfKind::kind);
  return found == previews.end() ? nullptr : found;
}

}  // namespace

bool has_image_preview(const std::string& kind) {
  return preview_of(kind) != nullptr;
}

ImagePreview preview_images(const Choice& choice, const DatasetRequest& request, std::size_t most_samples) {
  const auto& entry = find_entry(dataset_entries(), choice.name, "dataset.kind");
  const auto* preview = preview_of(choice.name);
  assert(preview != nullptr);
  return preview->make(checked(entry.info, choice.settings, "dataset"), request, most_samples);
}

Picture small_picture(const Picture& picture) {
  const std::int64_t longest = std::max(picture.width, picture.height);
  if (longest <= longest_preview_side) return picture;
  const auto shortened = [&](std::int64_t side) {
    return std::max<std::int64_t>(1, side * longest_preview_side / longest);
  };
  Picture reduced{shortened(picture.width), shortened(picture.height), {}};
  const auto planes = resized(picture, 3, reduced.height, reduced.width);
  const auto size = static_cast<std::size_t>(reduced.width * reduced.height);
  reduced.pixels.resize(3 * size);
  for (std::size_t channel = 0; channel < 3; ++channel)
    for (std::size_t at = 0; at < size; ++at)
      reduced.pixels[3 * at + channel] =
          static_cast<std::uint8_t>(std::lround(255.0F * planes[channel * size + at]));
  return reduced;
}

}  // namespace lfp
