#pragma once

#include "core/data/images/picture.h"

#include <filesystem>
#include <optional>

namespace lfp {

/// Whether the name says that it is an image, of a kind that is read or of another one.
bool is_image_name(const std::filesystem::path& path);

/// Reads a PNG or JPEG file, told apart by their first bytes, as it is to be seen: turned upright, what is
/// transparent on white. Throws Error naming the file and the reason: pixels are missing or damaged, or it
/// holds something else.
Picture read_picture(const std::filesystem::path& path);

/// The size of the picture in such a file from its header alone; nothing where that cannot be read.
std::optional<PictureSize> picture_size(const std::filesystem::path& path);

}  // namespace lfp
