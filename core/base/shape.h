#pragma once

#include <cstdint>
#include <string>

namespace lfp {

/// The shape of one sample at some place in the network. Batches are stored as
/// [batch x (channels * height * width)], row-major channel, row, column; plain features are channels with
/// height and width 1.
struct Shape {
  std::int64_t channels = 0;
  std::int64_t height = 1;
  std::int64_t width = 1;

  std::int64_t size() const { return channels * height * width; }
  bool is_image() const { return height > 1 || width > 1; }
  bool operator==(const Shape&) const = default;
};

/// "784" or "1 × 28 × 28".
std::string to_text(const Shape& shape);

}  // namespace lfp
