#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lfp {

/// A point of the plane that the user has drawn, with its class.
struct DrawnPoint {
  double x = 0.0;
  double y = 0.0;
  std::int32_t label = 0;
  bool operator==(const DrawnPoint&) const = default;
};

/// Classes are distinguished by colour and shape; this is the number of different ones.
inline constexpr std::int32_t most_drawn_classes = 6;
/// Coordinates must be between minus and plus this number.
inline constexpr double largest_drawn_coordinate = 100.0;
inline constexpr std::size_t most_drawn_points = 5000;

/// The drawing area initially extends from minus to plus this value in both coordinates.
inline constexpr float drawn_reach = 1.5F;
/// The name of this kind of data.
inline constexpr const char* drawn_kind = "drawn";

/// Parses "[[0.5, -1, 0], [1.2, 0.4, 1]]": x, y and class of each point. Throws an Error at `place`, naming
/// the point, for invalid lists, numbers out of range, and points of fewer than two classes.
std::vector<DrawnPoint> parse_points(const std::string& json, const std::string& place);
/// Returns a text that parses to the same points, rounded to three decimals.
std::string points_text(const std::vector<DrawnPoint>& points);

}  // namespace lfp
