#pragma once

#include "core/data/digits/digit_shapes.h"

#include <cstdint>
#include <span>
#include <vector>

namespace lfp {

/// A point of the pen's path on the paper, in pixels, with half the width of the line there.
struct PenPoint {
  Point place;
  double radius = 1.0;
};

/// The stroke as a line of short straight pieces: a Catmull-Rom curve through its points, or its points.
std::vector<Point> flattened(const PenStroke& stroke);

/// Grey paper, 0 where there is no ink, 1 where there is all. Pixel (x, y) covers x .. x + 1, y .. y + 1.
class Paper {
 public:
  Paper(std::int64_t width, std::int64_t height);

  /// Inks the path with round ends and soft edges; strokes that cross do not add up.
  void draw(std::span<const PenPoint> path);
  std::span<const float> ink() const { return ink_; }

 private:
  void draw_piece(const PenPoint& from, const PenPoint& to);

  std::int64_t width_;
  std::int64_t height_;
  std::vector<float> ink_;
};

}  // namespace lfp
