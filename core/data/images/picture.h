#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace lfp {

/// A picture with 8 bits for each of red, green and blue, in row-major order: [height x width x 3].
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

/// Returns the orientation, 1 to 8, from an EXIF block (which begins with the TIFF header "II*" or "MM"); 1,
/// which means upright, if it is missing or cannot be read.
int exif_orientation(std::string_view tiff);

/// Converts a picture stored in the given EXIF orientation to upright.
Picture upright(Picture stored, int orientation);

/// Returns the size of upright(...) for the stored size.
PictureSize upright(PictureSize stored, int orientation);

}  // namespace lfp
