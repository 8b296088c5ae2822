#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace lfp {

/// A picture of 8 bits for each of red, green and blue, row by row: pixels [height x width x 3].
struct Picture {
  std::int64_t width = 0;
  std::int64_t height = 0;
  std::vector<std::uint8_t> pixels;
};

/// Reads a PNG or JPEG file, told apart by their first bytes. What is transparent becomes white. Throws Error
/// naming the file and the reason.
Picture read_picture(const std::filesystem::path& path);

}  // namespace lfp
