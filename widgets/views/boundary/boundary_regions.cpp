#include "widgets/views/boundary/boundary_regions.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <map>
#include <utility>

namespace lfp {

namespace {

// The sides of a square formed by four neighbouring nodes.
enum Side { below, right, above, left };

// A piece of outline that enters a square at one side and leaves it at another, with the inside on its left
// (y upwards).
struct Piece {
  Side from;
  Side to;
};

// Indexed by the corners that are inside: 1 lower left, 2 lower right, 4 upper right, 8 upper left. Opposite
// corners (5 and 10) are separate here and connected by joined_pieces().
std::vector<Piece> pieces_of(int corners) {
  switch (corners) {
    case 1:
      return {{below, left}};
    case 2:
      return {{right, below}};
    case 3:
      return {{right, left}};
    case 4:
      return {{above, right}};
    case 5:
      return {{below, left}, {above, right}};
    case 6:
      return {{above, below}};
    case 7:
      return {{above, left}};
    case 8:
      return {{left, above}};
    case 9:
      return {{below, above}};
    case 10:
      return {{right, below}, {left, above}};
    case 11:
      return {{right, above}};
    case 12:
      return {{left, right}};
    case 13:
      return {{below, right}};
    case 14:
      return {{left, below}};
    default:
      return {};
  }
}

std::vector<Piece> joined_pieces(int corners) {
  if (corners == 5) return {{below, right}, {above, left}};
  return {{right, above}, {left, below}};
}

// A field over nodes: the cells' centres, a ring with their values on the square's edge, and an outer ring at
// the same positions that is outside the class, so that every outline is closed and follows the edge.
class Outliner {
 public:
  Outliner(const BoundarySnapshot& boundary, int label);

  std::vector<QPolygonF> outlines();

 private:
  float value(int row, int column) const { return values_[index(row, column)]; }
  std::size_t index(int row, int column) const { return static_cast<std::size_t>(row * side_ + column); }
  double place(int node) const { return places_[static_cast<std::size_t>(node)]; }
  int crossing(int row, int column, Side side) const;
  QPointF point(int crossing_number) const;
  void smooth();
  void link(int row, int column);
  QPolygonF follow(int first);

  int side_;
  std::vector<double> places_;
  std::vector<float> values_;
  std::vector<int> next_;  // the next crossing along the outline for each crossing, -1: none
};

Outliner::Outliner(const BoundarySnapshot& boundary, int label) : side_(boundary.resolution + 4) {
  const int cells = boundary.resolution;
  for (int node = 0; node < side_; ++node) {
    places_.push_back(node < 2 ? 0.0 : node >= cells + 2 ? 1.0 : (node - 1.5) / cells);
  }
  values_.assign(static_cast<std::size_t>(side_) * static_cast<std::size_t>(side_), -1.0F);
  next_.assign(2 * values_.size(), -1);
  for (int row = 1; row + 1 < side_; ++row) {
    for (int column = 1; column + 1 < side_; ++column) {
      const int cell = std::clamp(row - 2, 0, cells - 1) * cells + std::clamp(column - 2, 0, cells - 1);
      const auto at = static_cast<std::size_t>(cell);
      const float margin = std::max(0.02F, 2.0F * static_cast<float>(boundary.certainty[at]) / 255.0F - 1.0F);
      values_[index(row, column)] = boundary.predicted[at] == label ? margin : -margin;
    }
  }
  smooth();
}

// Smooths with weights 1, 2, 1 in both directions. Evenly rising certainty is left unchanged; where it jumps
// between cells, the outline would otherwise show the cells' corners.
void Outliner::smooth() {
  const std::vector<float> before = values_;
  for (int row = 1; row + 1 < side_; ++row) {
    for (int column = 1; column + 1 < side_; ++column) {
      float sum = 0.0F;
      for (int down = -1; down <= 1; ++down) {
        for (int across = -1; across <= 1; ++across) {
          // The outer ring is not part of the plane.
          const int r = std::clamp(row + down, 1, side_ - 2);
          const int c = std::clamp(column + across, 1, side_ - 2);
          sum += static_cast<float>((2 - std::abs(down)) * (2 - std::abs(across))) * before[index(r, c)];
        }
      }
      values_[index(row, column)] = sum / 16.0F;
    }
  }
}

// A crossing lies between a node and its right (even number) or upper (odd number) neighbour.
int Outliner::crossing(int row, int column, Side side) const {
  if (side == above) ++row;
  if (side == right) ++column;
  const int is_upright = side == left || side == right ? 1 : 0;
  return 2 * (row * side_ + column) + is_upright;
}

QPointF Outliner::point(int crossing_number) const {
  const int node = crossing_number / 2;
  const int row = node / side_;
  const int column = node % side_;
  const int other_row = row + crossing_number % 2;
  const int other_column = column + 1 - crossing_number % 2;
  const double here = value(row, column);
  const double there = value(other_row, other_column);
  const double part = here / (here - there);
  const double x = place(column) + part * (place(other_column) - place(column));
  const double y = place(row) + part * (place(other_row) - place(row));
  return {x, 1.0 - y};
}

void Outliner::link(int row, int column) {
  const std::array<float, 4> corners{value(row, column), value(row, column + 1), value(row + 1, column + 1),
                                     value(row + 1, column)};
  int inside = 0;
  for (std::size_t i = 0; i < corners.size(); ++i) inside |= corners[i] > 0.0F ? 1 << i : 0;
  if (inside == 0 || inside == 15) return;
  const bool is_opposite = inside == 5 || inside == 10;
  const bool is_joined = is_opposite && corners[0] + corners[1] + corners[2] + corners[3] > 0.0F;
  for (const Piece& piece : is_joined ? joined_pieces(inside) : pieces_of(inside)) {
    next_[static_cast<std::size_t>(crossing(row, column, piece.from))] = crossing(row, column, piece.to);
  }
}

QPolygonF Outliner::follow(int first) {
  QPolygonF outline;
  for (int at = first; at >= 0;) {
    outline.append(point(at));
    at = std::exchange(next_[static_cast<std::size_t>(at)], -1);
  }
  return outline;
}

std::vector<QPolygonF> Outliner::outlines() {
  for (int row = 0; row + 1 < side_; ++row) {
    for (int column = 0; column + 1 < side_; ++column) link(row, column);
  }
  std::vector<QPolygonF> result;
  for (std::size_t i = 0; i < next_.size(); ++i) {
    if (next_[i] >= 0) result.push_back(follow(static_cast<int>(i)));
  }
  return result;
}

bool is_along_edge(const QPointF& a, const QPointF& b) {
  const auto both = [](double p, double q, double edge) { return p == edge && q == edge; };
  return both(a.x(), b.x(), 0.0) || both(a.x(), b.x(), 1.0) || both(a.y(), b.y(), 0.0) ||
         both(a.y(), b.y(), 1.0);
}

// Adds the parts of a closed outline that do not follow the square's edge.
void append_contours(std::vector<QPolygonF>& contours, const QPolygonF& outline) {
  QPolygonF contour;
  for (qsizetype i = 1; i < outline.size(); ++i) {
    if (!is_along_edge(outline[i - 1], outline[i])) {
      if (contour.isEmpty()) contour.append(outline[i - 1]);
      contour.append(outline[i]);
    } else if (!contour.isEmpty()) {
      contours.push_back(std::exchange(contour, {}));
    }
  }
  if (!contour.isEmpty()) contours.push_back(contour);
}

}  // namespace

BoundaryRegions boundary_regions(const BoundarySnapshot& boundary) {
  std::map<int, int> cells;  // number of cells per class
  for (const std::uint8_t label : boundary.predicted) ++cells[label];
  BoundaryRegions result;
  if (cells.empty()) return result;
  result.backdrop =
      std::ranges::max_element(cells, {}, [](const auto& entry) { return entry.second; })->first;
  for (const auto& [label, count] : cells) {
    if (label == result.backdrop) continue;
    BoundaryRegions::Region region{.label = label, .area = {}};
    for (const QPolygonF& outline : Outliner(boundary, label).outlines()) {
      region.area.addPolygon(outline);
      region.area.closeSubpath();
      append_contours(result.contours, outline);
    }
    result.regions.push_back(std::move(region));
  }
  return result;
}

}  // namespace lfp
