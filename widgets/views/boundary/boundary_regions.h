#pragma once

#include "core/snapshot/boundary_snapshot.h"

#include <QPainterPath>
#include <QPolygonF>
#include <vector>

namespace lfp {

/// The areas that a run assigns to classes, as outlines that are sharp at any size. They lie in the unit
/// square with y downwards, as painted: multiply by the square's side.
struct BoundaryRegions {
  struct Region {
    int label = 0;
    QPainterPath area;
  };
  int backdrop = 0;                 ///< most frequent class, which covers what the regions leave free
  std::vector<Region> regions;      ///< one for each other class present
  std::vector<QPolygonF> contours;  ///< between classes, without the square's edge
};

/// Finds the areas by marching squares over the cells' centres. Between two cells of different classes, the
/// boundary lies where their margins cancel out (2 certainty - 1, as if the neighbour's class had the rest of
/// the probability); this is exact for two classes.
BoundaryRegions boundary_regions(const BoundarySnapshot& boundary);

}  // namespace lfp
