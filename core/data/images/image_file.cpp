#include "core/data/images/image_file.h"

#include "core/data/images/image_decoder.h"
#include "core/files/file_content.h"
#include "core/files/letter_case.h"
#include "core/files/read_file.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace lfp {
namespace {

constexpr std::uintmax_t largest_image_file = std::uintmax_t{1} << 28U;
constexpr std::int64_t most_pixels = 64'000'000;
constexpr std::string_view png_start = "\x89PNG";
constexpr std::string_view jpeg_start = "\xFF\xD8\xFF";

constexpr auto image_endings = std::to_array<std::string_view>(
    {".png", ".apng", ".jpg",  ".jpeg", ".jpe",  ".jfif", ".jif", ".pjpeg", ".pjp", ".gif", ".bmp",
     ".dib", ".tif",  ".tiff", ".webp", ".heic", ".heif", ".hif", ".avif",  ".jxl", ".jp2", ".j2k",
     ".svg", ".psd",  ".tga",  ".ppm",  ".pgm",  ".pbm",  ".pnm", ".qoi",   ".exr", ".dcm"});

[[noreturn]] void refuse(const std::filesystem::path& path, std::string_view bytes) {
  if (bytes.empty()) fail_to_decode(path, "it is empty");
  const FileContent content = content_of(bytes);
  if (content.description.empty()) fail_to_decode(path, "it is neither PNG nor JPEG");
  const std::string_view remedy = content.is_image         ? "Save it as PNG or JPEG"
                                  : content.remedy.empty() ? "Replace the file, or remove it"
                                                           : content.remedy;
  throw Error(
      path.string(),
      "the image cannot be read: this is " + std::string(content.description) + ", neither PNG nor JPEG",
      std::string(remedy));
}

}  // namespace

Picture empty_picture(const std::filesystem::path& path, std::int64_t width, std::int64_t height) {
  if (width * height > most_pixels)
    fail_to_decode(path, std::to_string(width) + " x " + std::to_string(height) + " pixels are too many");
  return {width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(3 * width * height))};
}

bool is_image_name(const std::filesystem::path& path) {
  return std::ranges::find(image_endings, lower_case(path.extension().string())) != image_endings.end();
}

Picture read_picture(const std::filesystem::path& path) {
  const std::string bytes = read_file(path, largest_image_file);
  if (bytes.starts_with(png_start)) return decode_png(path, bytes);
  if (bytes.starts_with(jpeg_start)) return decode_jpeg(path, bytes);
  refuse(path, bytes);
}

std::optional<PictureSize> picture_size(const std::filesystem::path& path) {
  constexpr std::size_t usual_header = std::size_t{1} << 18U;  // with EXIF, a thumbnail and a colour profile
  for (const std::size_t size : {usual_header, std::size_t{largest_image_file}}) {
    const std::string bytes = start_of_file(path, size);
    if (bytes.starts_with(png_start)) return png_size(bytes);
    if (!bytes.starts_with(jpeg_start)) return std::nullopt;
    try {
      return jpeg_size(path, bytes);
    } catch (const Error&) {
      if (bytes.size() < size) return std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace lfp
