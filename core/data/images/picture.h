#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace lfp {

/// A picture of 8 bits for each of red, green and blue, row by row: pixels [height x width x 3].
struct Picture {
  std::int64_t width = 0;
  std::int64_t height = 0;
  std::vector<std::uint8_t> pixels;
};

struct PictureSize {
  std::int64_t width = 0;
  std::int64_t height = 0;
  // clang-tidy 14 takes the zero of the rewritten comparison for a pointer.
  auto operator<=>(const PictureSize&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// How the camera was held, 1 to 8, from an EXIF block (which begins with the TIFF header "II*" or "MM"); 1,
/// upright, where it does not say so or cannot be read.
int exif_orientation(std::string_view tiff);

/// The picture as it is to be seen, which was stored in the given EXIF orientation.
Picture upright(Picture stored, int orientation);

/// The size of upright(...) from the stored size.
PictureSize upright(PictureSize stored, int orientation);

}  // namespace lfp
