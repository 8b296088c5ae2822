#include "core/data/digits/pen.h"

#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

constexpr int pieces_a_span = 6;

/// Interpolates between b (t = 0) and c (t = 1).
double catmull_rom(double a, double b, double c, double d, double t) {
  return b + 0.5 * t * (c - a + t * (2.0 * a - 5.0 * b + 4.0 * c - d + t * (3.0 * (b - c) + d - a)));
}

}  // namespace

std::vector<Point> flattened(const PenStroke& stroke) {
  const auto& points = stroke.points;
  if (!stroke.is_curved || points.size() < 3) return points;
  std::vector<Point> path{points.front()};
  path.reserve(points.size() * pieces_a_span);
  for (std::size_t at = 0; at + 1 < points.size(); ++at) {
    const Point& a = points[at == 0 ? 0 : at - 1];
    const Point& b = points[at];
    const Point& c = points[at + 1];
    const Point& d = points[std::min(at + 2, points.size() - 1)];
    for (int piece = 1; piece <= pieces_a_span; ++piece) {
      const double t = static_cast<double>(piece) / pieces_a_span;
      path.push_back({catmull_rom(a.x, b.x, c.x, d.x, t), catmull_rom(a.y, b.y, c.y, d.y, t)});
    }
  }
  return path;
}

Paper::Paper(std::int64_t width, std::int64_t height)
    : width_(width), height_(height), ink_(static_cast<std::size_t>(width * height), 0.0F) {}

void Paper::draw(std::span<const PenPoint> path) {
  for (std::size_t at = 0; at + 1 < path.size(); ++at) draw_piece(path[at], path[at + 1]);
}

void Paper::draw_piece(const PenPoint& from, const PenPoint& to) {
  constexpr double softness = 0.75;  // half the width of the edge, in pixels
  const double reach = std::max(from.radius, to.radius) + softness;
  const auto low = [&](double a, double b) {
    return std::max<std::int64_t>(0, std::llround(std::floor(std::min(a, b) - reach)));
  };
  const auto high = [&](double a, double b, std::int64_t side) {
    return std::min(side - 1, static_cast<std::int64_t>(std::llround(std::floor(std::max(a, b) + reach))));
  };
  const double dx = to.place.x - from.place.x;
  const double dy = to.place.y - from.place.y;
  const double square = dx * dx + dy * dy;
  for (std::int64_t row = low(from.place.y, to.place.y); row <= high(from.place.y, to.place.y, height_);
       ++row) {
    for (std::int64_t column = low(from.place.x, to.place.x);
         column <= high(from.place.x, to.place.x, width_); ++column) {
      const double x = static_cast<double>(column) + 0.5 - from.place.x;
      const double y = static_cast<double>(row) + 0.5 - from.place.y;
      const double along = square > 0.0 ? std::clamp((x * dx + y * dy) / square, 0.0, 1.0) : 0.0;
      const double distance =
          std::sqrt((x - along * dx) * (x - along * dx) + (y - along * dy) * (y - along * dy));
      const double radius = from.radius + along * (to.radius - from.radius);
      const double ink = std::clamp((radius + softness - distance) / (2.0 * softness), 0.0, 1.0);
      auto& pixel = ink_[static_cast<std::size_t>(row * width_ + column)];
      pixel = std::max(pixel, static_cast<float>(ink));
    }
  }
}

}  // namespace lfp
