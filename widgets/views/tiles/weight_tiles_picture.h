#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"
#include "widgets/views/heat/heat_range.h"
#include "widgets/views/heat/heat_scale.h"

#include <QImage>
#include <QPainter>
#include <QPoint>
#include <QRect>
#include <QString>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

/// What the weight tiles are to show, and where.
struct TilesWish {
  const Snapshot& snapshot;
  std::size_t run = 0;
  std::optional<std::size_t> subtracted;  ///< the run taken off it, for A − B
  std::vector<std::int64_t> neurons;      ///< of the tiled layer, from 0, in the order of the tiles
  QString hint;                           ///< which neurons these are
  QRect area;
  const Theme& theme;
  QString title;  ///< above the tiles, in figures
};

/// The first layer with weights, if these can be seen as images: of the size of the data's, or of a
/// convolution's kernel.
struct TiledLayer {
  int layer = 0;  ///< from 0
  Shape shape;    ///< of one unit's weights
  bool is_kernel = false;
};
std::optional<TiledLayer> tiled_layer(const Snapshot& snapshot);

/// Each neuron of the first layer with weights as an image of its incoming weights (the mean over colour
/// channels), flipped weights magenta.
class TilesPicture {
 public:
  struct Pixel {
    std::size_t tile = 0;
    std::int64_t neuron = 0;
    int x = 0, y = 0;
    QRect area;
  };

  TilesPicture() = default;
  TilesPicture(const TilesWish& wish, HeatRange& range);

  bool is_empty() const { return tiles_.empty(); }
  void paint(QPainter& painter, const Theme& theme) const;
  std::optional<Pixel> pixel_at(const QPoint& point) const;
  float value_at(const Pixel& pixel) const;
  float range() const { return range_; }
  const std::vector<std::int64_t>& neurons() const { return neurons_; }
  /// The pixels of tile `tile` on screen, without its caption.
  QRect image_area(std::size_t tile) const { return tiles_[tile].area; }

 private:
  struct Tile {
    QRect area;
    Table values;
    QImage image;
    std::int64_t flips = 0;
  };

  void lay_out(const TilesWish& wish);
  void fill(const TilesWish& wish);
  void mark_flips(const TilesWish& wish);
  bool has_room_for_counts(const Theme& theme) const;
  void paint_tile(QPainter& painter, std::size_t index, const Theme& theme) const;

  QString title_, hint_;
  QRect title_area_, footer_;
  int caption_width_ = 0;
  Shape shape_;
  int layer_ = 0;
  float range_ = 0.0F;
  std::vector<std::int64_t> neurons_;
  std::vector<Tile> tiles_;
};

}  // namespace lfp
