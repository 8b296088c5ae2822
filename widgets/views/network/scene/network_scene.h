#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"
#include "widgets/views/network/scene/network_edges.h"
#include "widgets/views/network/scene/network_layout.h"
#include "widgets/views/network/scene/network_values.h"

#include <QColor>
#include <QFont>
#include <QImage>
#include <QLineF>
#include <QPointF>
#include <QRectF>
#include <QRgb>
#include <QString>
#include <QStringList>
#include <vector>

namespace lfp {

/// A neuron, an input, a connection or a layer's caption.
struct NetworkItem {
  enum class Kind { none, unit, edge, caption };
  Kind kind = Kind::none;
  int layer = 0;            ///< from 0; input_layer for inputs. For an edge: the layer where it arrives
  std::int64_t unit = 0;    ///< for an edge: the unit where it arrives
  std::int64_t input = 0;   ///< for an edge: the unit where it starts
  std::int64_t place = -1;  ///< for a channel: a place of its map, row by row; -1: none
  explicit operator bool() const { return kind != Kind::none; }
  bool operator==(const NetworkItem&) const = default;
  /// Compares everything except the place.
  bool is_same(const NetworkItem& other) const {
    return kind == other.kind && layer == other.layer && unit == other.unit && input == other.input;
  }
};

/// Sizes in pixels at 100 %.
namespace scene_sizes {
inline constexpr double ring_width = 1.2;
inline constexpr double halo_width = 2.0;
}  // namespace scene_sizes

struct SceneUnit {
  QPointF centre;
  double size = 0;  ///< diameter or side
  bool is_cell = false;
  QRgb fill = 0;
  QRgb ring = 0;
  int layer = 0;
  std::int64_t unit = 0;
  bool is_waiting = false;  ///< waits for this step's feedback: a dashed ring without fill
};

/// The sheet below the cells of a column; it is visible between them.
struct SceneSheet {
  NetworkColumn column;
  QRgb colour = 0;
  bool is_waiting = false;  ///< waits for this step's feedback: dashes around empty cells
  QRectF area() const { return column.area.adjusted(-1, -1, 0, 0); }
};

struct SceneEdge {
  QPointF from, to;
  double width = 1;
  QRgb colour = 0;
  double diamond = 0;        ///< height of the mark at the centre; 0: none
  bool is_positive = false;  ///< whether its weight is positive
  double growth = 0;         ///< growth of |weight| in the last update against the largest change, -1 .. 1
  double flow = 0;           ///< feedback it carries in the current layer, relative to the largest, -1 .. 1
  int layer = 0;
  std::int64_t unit = 0;
  std::int64_t input = 0;
};

struct SceneText {
  QRectF area;
  int alignment = 0;
  QString text;
  QFont font;
  QColor colour;
};

struct SceneBox {
  QRectF area;
  QColor fill;
};

struct SceneLine {
  QLineF line;
  QColor colour;
};

struct SceneMark {
  QPointF centre;
  double size = 0;
  int class_index = 0;
};

struct SceneImage {
  QRectF area;
  QImage image;
  QColor frame;
};

/// The channels of a layer as feature maps; `image` has them below one another, one pixel per place. Without
/// an image they wait for this step's feedback or for the sample.
struct SceneMaps {
  NetworkColumn column;
  QImage image;
};

struct SceneScale {
  QRectF area;
  float range = 0;
};

struct SceneCaption {
  QRectF area;
  int layer = 0;
};

/// The bottom line that explains the colours.
struct NetworkLegend {
  QRectF area;
  QString quantity;  ///< such as "Feedback R"
  bool is_signed = true;
  bool has_scale = true;  ///< false before the first batch, which has no values yet
  float range = 0;
  QString positive, negative, flipped;
  QString flipped_briefly;  ///< in a narrow view
};

/// The whole picture as plain numbers and colours, independent of the painter. Lists are in painting order.
struct NetworkScene {
  QSizeF size;
  Theme theme = Theme::make(Theme::Kind::light);
  std::vector<SceneBox> boxes;  ///< below everything
  std::vector<SceneLine> lines;
  std::vector<SceneEdge> edges;
  std::vector<SceneSheet> sheets;
  std::vector<SceneUnit> units;
  std::vector<SceneMaps> maps;
  std::vector<SceneImage> images;
  std::vector<SceneMark> marks;
  std::vector<SceneScale> scales;
  std::vector<SceneText> texts;
  std::vector<SceneCaption> captions;  ///< clickable areas of the layers' captions
  NetworkLegend legend;
  NetworkLayout layout;
  QStringList thinning;  ///< sentences about edges that are left out
  bool has_fresh_flips = false;
};

/// The colour range of a layer's feature maps.
struct MapRange {
  float printed = 0;
  float own = 0;  ///< the range used for their colours
};

/// Everything that a picture depends on.
struct SceneRequest {
  const Snapshot* snapshot = nullptr;
  NetworkOptions options;
  QSizeF size;
  Theme theme = Theme::make(Theme::Kind::light);
  float range = 0;        ///< range in the legend: -range .. +range, or 0 .. range for flips
  float own_range = 0;    ///< the neurons' own colour range if it differs; 0: it does not
  float input_range = 0;  ///< range in the legend for the feedback over an image
  float own_input_range = 0;
  std::vector<MapRange> map_ranges{};  ///< one for each layer; may be empty if no channels are drawn as maps
  int focus_layer = -2;                ///< the layer with a highlighted caption
  NetworkItem selected;                ///< everything else is dimmed,
  std::vector<NetworkItem> path{};     ///< except these connections
  const FlipClock* flips = nullptr;    ///< null: no flip is recent
  std::int64_t now = 0;                ///< time of the clock of `flips`, in milliseconds
};

NetworkScene make_scene(const SceneRequest& request);

/// Returns the exact range of the shown values, of one run or of the difference of two.
float unit_range(const Snapshot& snapshot, const NetworkOptions& options);
float input_feedback_range(const Snapshot& snapshot, const NetworkOptions& options);

/// Returns the item at `place`; an edge is hit within `reach` pixels.
NetworkItem item_at(const NetworkScene& scene, const QPointF& place, double reach);
/// Returns the area of a disc, cell, pixel or map. Null if the scene has no such unit.
QRectF unit_area(const NetworkScene& scene, int layer, std::int64_t unit);

}  // namespace lfp
