#pragma once

#include "core/base/error.h"
#include "core/data/images/picture.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace lfp {

// What image_file.h is made of: one decoder for each kind of file. `path` is for messages.

[[noreturn]] inline void fail_to_decode(const std::filesystem::path& path, const std::string& reason) {
  throw Error(path.string(), "the image cannot be read: " + reason, "Replace the file, or remove it");
}

/// A black picture; throws Error where it would have too many pixels.
Picture empty_picture(const std::filesystem::path& path, std::int64_t width, std::int64_t height);

Picture decode_png(const std::filesystem::path& path, std::string_view bytes);
std::optional<PictureSize> png_size(std::string_view bytes);

Picture decode_jpeg(const std::filesystem::path& path, std::string_view bytes);
/// Throws Error where there is no whole header in these bytes.
PictureSize jpeg_size(const std::filesystem::path& path, std::string_view bytes);

}  // namespace lfp
