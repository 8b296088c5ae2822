#include "core/data/images/picture.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace lfp {
namespace {

/// Numbers at given positions of an EXIF block, in its byte order; 0 beyond its end.
class ExifBlock {
 public:
  explicit ExifBlock(std::string_view bytes) : bytes_(bytes), is_big_endian_(bytes.starts_with("MM")) {}

  std::uint32_t number(std::uint64_t at, std::size_t size) const {
    std::uint32_t value = 0;
    if (at + size > bytes_.size()) return value;
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t next = is_big_endian_ ? i : size - 1 - i;
      value = (value << 8U) | static_cast<std::uint8_t>(bytes_[static_cast<std::size_t>(at) + next]);
    }
    return value;
  }
  bool is_valid() const {
    constexpr std::uint32_t tiff_version = 42;
    return (is_big_endian_ || bytes_.starts_with("II")) && number(2, 2) == tiff_version;
  }

 private:
  std::string_view bytes_;
  bool is_big_endian_;
};

bool swaps_sides(int orientation) {
  return orientation >= 5;
}

/// Returns the stored position of a pixel of the upright picture.
std::pair<std::int64_t, std::int64_t> stored_place(int orientation, std::int64_t row, std::int64_t column,
                                                   std::int64_t last_row, std::int64_t last_column) {
  if (swaps_sides(orientation)) std::swap(row, column);
  const bool from_below = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  const bool from_the_right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  return {from_below ? last_row - row : row, from_the_right ? last_column - column : column};
}

}  // namespace

int exif_orientation(std::string_view tiff) {
  constexpr std::uint32_t orientation_tag = 0x0112;
  constexpr std::uint32_t short_type = 3;
  constexpr std::uint32_t long_type = 4;
  constexpr std::uint64_t entry_size = 12;
  const ExifBlock block(tiff);
  if (!block.is_valid()) return 1;
  const std::uint64_t directory = block.number(4, 4);
  const std::uint64_t entries = block.number(directory, 2);
  for (std::uint64_t index = 0; index < entries; ++index) {
    const std::uint64_t entry = directory + 2 + entry_size * index;
    if (block.number(entry, 2) != orientation_tag) continue;
    const std::uint32_t type = block.number(entry + 2, 2);
    if ((type != short_type && type != long_type) || block.number(entry + 4, 4) != 1) return 1;
    const std::uint32_t value = block.number(entry + 8, type == short_type ? 2 : 4);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
  }
  return 1;
}

PictureSize upright(PictureSize stored, int orientation) {
  if (swaps_sides(orientation)) std::swap(stored.width, stored.height);
  return stored;
}

Picture upright(Picture stored, int orientation) {
  assert(orientation >= 1 && orientation <= 8);
  if (orientation == 1) return stored;
  const auto [width, height] = upright(PictureSize{stored.width, stored.height}, orientation);
  Picture turned{width, height, {}};
  turned.pixels.reserve(stored.pixels.size());
  for (std::int64_t row = 0; row < height; ++row) {
    for (std::int64_t column = 0; column < width; ++column) {
      const auto [stored_row, stored_column] =
          stored_place(orientation, row, column, stored.height - 1, stored.width - 1);
      const auto pixel = stored.pixels.begin() + 3 * (stored_row * stored.width + stored_column);
      turned.pixels.insert(turned.pixels.end(), pixel, pixel + 3);
    }
  }
  return turned;
}

}  // namespace lfp
