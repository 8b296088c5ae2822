#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lfp {

/// A point of the plane that someone has drawn, with its class.
struct DrawnPoint {
  double x = 0.0;
  double y = 0.0;
  std::int32_t label = 0;
  bool operator==(const DrawnPoint&) const = default;
};

/// Classes are told apart by colour and shape, of which there are this many.
inline constexpr std::int32_t most_drawn_classes = 6;
/// Coordinates lie between minus and plus this number.
inline constexpr double largest_drawn_coordinate = 100.0;
inline constexpr std::size_t most_drawn_points = 5000;

/// What can be drawn on to begin with, from minus to plus in both coordinates.
inline constexpr float drawn_reach = 1.5F;
/// The name of the kind of data.
inline constexpr const char* drawn_kind = "drawn";

/// "[[0.5, -1, 0], [1.2, 0.4, 1]]": x, y and class of each point. Throws Error at `place`, naming the point,
/// for what is no such list, numbers out of range, and points of fewer than two classes.
std::vector<DrawnPoint> parse_points(const std::string& json, const std::string& place);
/// The text that reads back as the same points, to three decimals.
std::string points_text(const std::vector<DrawnPoint>& points);

}  // namespace lfp
