#pragma once

#include "core/data/images/picture.h"

#include <filesystem>
#include <optional>

namespace lfp {

/// Whether the file name is that of an image, in a supported format or another one.
bool is_image_name(const std::filesystem::path& path);

/// Reads a PNG or JPEG file, distinguished by their first bytes, as it should be displayed: upright, with
/// transparent pixels on white. Throws an Error that names the file and the reason if pixels are missing or
/// damaged, or if it is not such an image.
Picture read_picture(const std::filesystem::path& path);

/// Returns the size of such a picture, reading only the file's header; nothing if that cannot be read.
std::optional<PictureSize> picture_size(const std::filesystem::path& path);

}  // namespace lfp
