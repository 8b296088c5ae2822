#include "core/data/images/image_file.h"

#include "core/base/error.h"
#include "core/files/read_file.h"

#include <memory>
#include <string_view>

#include <png.h>
#include <turbojpeg.h>

namespace lfp {
namespace {

constexpr std::uintmax_t largest_image_file = std::uintmax_t{1} << 28U;
constexpr std::int64_t most_pixels = 64'000'000;

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& reason) {
  throw Error(path.string(), "the image cannot be read: " + reason, "Replace the file, or remove it");
}

Picture empty_picture(const std::filesystem::path& path, std::int64_t width, std::int64_t height) {
  if (width * height > most_pixels)
    fail(path, std::to_string(width) + " x " + std::to_string(height) + " pixels are too many");
  return {width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(3 * width * height))};
}

Picture decode_png(const std::filesystem::path& path, std::string_view bytes) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  const auto free_image = [](png_image* used) { png_image_free(used); };
  const std::unique_ptr<png_image, decltype(free_image)> guard(&image, free_image);
  if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0)
    fail(path, static_cast<const char*>(image.message));
  image.format = PNG_FORMAT_RGB;
  image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;  // what 16-bit files without a word on gamma mean nearly always
  Picture picture = empty_picture(path, image.width, image.height);
  const png_color white{255, 255, 255};
  if (png_image_finish_read(&image, &white, picture.pixels.data(), 0, nullptr) == 0)
    fail(path, static_cast<const char*>(image.message));
  return picture;
}

Picture decode_jpeg(const std::filesystem::path& path, std::string_view bytes) {
  const auto destroy = [](void* used) { tjDestroy(used); };
  const std::unique_ptr<void, decltype(destroy)> decoder(tjInitDecompress(), destroy);
  const auto* const data = reinterpret_cast<const unsigned char*>(bytes.data());
  int width = 0;
  int height = 0;
  int subsampling = 0;
  int colours = 0;
  if (tjDecompressHeader3(decoder.get(), data, bytes.size(), &width, &height, &subsampling, &colours) != 0)
    fail(path, tjGetErrorStr2(decoder.get()));
  Picture picture = empty_picture(path, width, height);
  // Warnings count: a file that breaks off gives grey instead of its lower half.
  if (tjDecompress2(decoder.get(), data, bytes.size(), picture.pixels.data(), width, 0, height, TJPF_RGB,
                    TJFLAG_ACCURATEDCT) != 0)
    fail(path, tjGetErrorStr2(decoder.get()));
  return picture;
}

}  // namespace

Picture read_picture(const std::filesystem::path& path) {
  const std::string bytes = read_file(path, largest_image_file);
  if (bytes.starts_with("\x89PNG")) return decode_png(path, bytes);
  if (bytes.starts_with("\xFF\xD8\xFF")) return decode_jpeg(path, bytes);
  fail(path, bytes.empty() ? "it is empty" : "it is neither PNG nor JPEG");
}

}  // namespace lfp
