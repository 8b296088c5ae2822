#include "core/data/images/image_decoder.h"

#include <memory>

#include <png.h>
#include <zlib.h>

namespace lfp {
namespace {

std::uint32_t big_endian(std::string_view bytes) {
  return png_get_uint_32(reinterpret_cast<png_const_bytep>(bytes.data()));
}

/// A part of a PNG file: length, name, content, checksum.
struct Chunk {
  std::string_view name;
  std::string_view content;
  bool is_damaged = false;
};

/// Returns the first chunk of that name; an empty one if there is none.
Chunk find_chunk(std::string_view bytes, std::string_view name) {
  constexpr std::size_t signature = 8;
  constexpr std::size_t around_content = 12;
  for (std::size_t at = signature; at + around_content <= bytes.size();) {
    const std::size_t length = big_endian(bytes.substr(at));
    if (length > bytes.size() - at - around_content) return {};
    if (bytes.substr(at + 4, 4) == name) {
      const auto summed = bytes.substr(at + 4, 4 + length);
      const auto sum = crc32_z(0, reinterpret_cast<const Bytef*>(summed.data()), summed.size());
      return {name, summed.substr(4), sum != big_endian(bytes.substr(at + 8 + length))};
    }
    at += around_content + length;
  }
  return {};
}

int png_orientation(std::string_view bytes) {
  constexpr std::string_view start_in_jpeg("Exif\0\0", 6);  // some programs write it here as well
  Chunk exif = find_chunk(bytes, "eXIf");
  if (exif.content.starts_with(start_in_jpeg)) exif.content.remove_prefix(start_in_jpeg.size());
  return exif.is_damaged ? 1 : exif_orientation(exif.content);
}

/// For these chunks, libpng only warns about damage, and the pixels would be wrong.
void check_chunks(const std::filesystem::path& path, std::string_view bytes) {
  for (const char* name : {"tRNS", "gAMA"})
    if (find_chunk(bytes, name).is_damaged)
      fail_to_decode(path, std::string("the checksum of its part ") + name + " does not fit");
}

}  // namespace

Picture decode_png(const std::filesystem::path& path, std::string_view bytes) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  const auto free_image = [](png_image* used) { png_image_free(used); };
  const std::unique_ptr<png_image, decltype(free_image)> guard(&image, free_image);
  if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0)
    fail_to_decode(path, static_cast<const char*>(image.message));
  image.format = PNG_FORMAT_RGB;
  image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;  // nearly always right for 16-bit files that do not specify gamma
  Picture picture = empty_picture(path, image.width, image.height);
  const png_color white{255, 255, 255};
  if (png_image_finish_read(&image, &white, picture.pixels.data(), 0, nullptr) == 0)
    fail_to_decode(path, static_cast<const char*>(image.message));
  check_chunks(path, bytes);
  return upright(std::move(picture), png_orientation(bytes));
}

std::optional<PictureSize> png_size(std::string_view bytes) {
  const Chunk header = find_chunk(bytes, "IHDR");
  if (header.content.size() < 8 || header.is_damaged) return std::nullopt;
  return upright(PictureSize{big_endian(header.content), big_endian(header.content.substr(4))},
                 png_orientation(bytes));
}

}  // namespace lfp
