#pragma once

#include "core/snapshot/boundary_snapshot.h"

#include <QPainterPath>
#include <QPolygonF>
#include <vector>

namespace lfp {

/// The areas that a run assigns to classes, as outlines: sharp at any size. In the unit square with y
/// downwards, as it is painted: multiply by the square's side.
struct BoundaryRegions {
  struct Region {
    int label = 0;
    QPainterPath area;
  };
  int backdrop = 0;                 ///< the most frequent class: what the regions leave uncovered
  std::vector<Region> regions;      ///< of all other classes present
  std::vector<QPolygonF> contours;  ///< between classes, not along the square's edge
};

/// By marching squares over the cells' centres. Between two cells of different classes the boundary lies
/// where their margins (2 certainty - 1, as if the neighbour's class had all that is left) cancel out; this
/// is exact for two classes.
BoundaryRegions boundary_regions(const BoundarySnapshot& boundary);

}  // namespace lfp
