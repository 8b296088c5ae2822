#pragma once

#include "core/data/digits/digit_shapes.h"

#include <cstdint>
#include <span>
#include <vector>

namespace lfp {

/// A point on the pen's path on the paper, in pixels, with half the line width at that point.
struct PenPoint {
  Point place;
  double radius = 1.0;
};

/// Converts a stroke to short straight pieces: a Catmull-Rom curve through its points, or just its points.
std::vector<Point> flattened(const PenStroke& stroke);

/// A greyscale image, from 0 for no ink to 1 for full ink. Pixel (x, y) covers x .. x + 1, y .. y + 1.
class Paper {
 public:
  Paper(std::int64_t width, std::int64_t height);

  /// Draws the path with round ends and soft edges; where strokes cross, their ink does not add up.
  void draw(std::span<const PenPoint> path);
  std::span<const float> ink() const { return ink_; }

 private:
  void draw_piece(const PenPoint& from, const PenPoint& to);

  std::int64_t width_;
  std::int64_t height_;
  std::vector<float> ink_;
};

}  // namespace lfp
