#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include <jpeglib.h>

namespace lfp::test {

/// How a test wants its JPEG; the rest is chosen for pixels to come back nearly as they were.
struct JpegStyle {
  J_COLOR_SPACE given = JCS_RGB;     ///< what the samples are
  J_COLOR_SPACE stored = JCS_YCbCr;  ///< what the file holds
  bool has_adobe_marker = false;
  bool is_progressive = false;
  bool is_arithmetic = false;
  int horizontal_subsampling = 1;
  int vertical_subsampling = 1;
  unsigned restart_rows = 0;
  std::string exif{};  ///< with "Exif\0\0" in front; empty: none
};

/// The bytes of a JPEG file of width x height pixels, whose samples are given row by row.
std::string jpeg_bytes(int width, int height, const std::vector<std::uint8_t>& samples,
                       const JpegStyle& style = {});

/// An EXIF block with one entry: tag, type, count and value as given.
std::string exif_bytes(bool is_big_endian, unsigned tag, unsigned type, unsigned count, unsigned value);

/// The block of a camera that was held in this orientation.
std::string exif_bytes(bool is_big_endian, unsigned orientation);

/// As it stands in a JPEG file.
std::string exif_marker(const std::string& block);

}  // namespace lfp::test
