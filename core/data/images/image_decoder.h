#pragma once

#include "core/base/error.h"
#include "core/data/images/picture.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace lfp {

// The decoders behind image_file.h, one for each file format. `path` is only used in messages.

[[noreturn]] inline void fail_to_decode(const std::filesystem::path& path, const std::string& reason) {
  throw Error(path.string(), "the image cannot be read: " + reason, "Replace the file, or remove it");
}

/// Returns a black picture; throws Error if it would have too many pixels.
Picture empty_picture(const std::filesystem::path& path, std::int64_t width, std::int64_t height);

Picture decode_png(const std::filesystem::path& path, std::string_view bytes);
std::optional<PictureSize> png_size(std::string_view bytes);

Picture decode_jpeg(const std::filesystem::path& path, std::string_view bytes);
/// Throws Error if `bytes` do not contain a complete header.
PictureSize jpeg_size(const std::filesystem::path& path, std::string_view bytes);

}  // namespace lfp
