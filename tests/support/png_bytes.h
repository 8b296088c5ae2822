#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <png.h>

namespace lfp::test {

/// How a test wants its PNG.
struct PngStyle {
  int bit_depth = 8;
  int colour_type = PNG_COLOR_TYPE_RGB;
  bool is_interlaced = false;
  double gamma = 0.0;                        ///< 0: the file does not say
  std::vector<png_color> palette{};          ///< of indexed colours
  std::vector<std::uint8_t> transparency{};  ///< one value a colour of the palette
};

/// The bytes of a PNG file, from rows as the format stores them (16-bit values with the high byte first).
std::string png_bytes(unsigned width, const std::vector<std::vector<std::uint8_t>>& rows,
                      const PngStyle& style = {});

}  // namespace lfp::test
