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
  int layer = 0;            ///< from 0; input_layer for inputs. Of an edge: where it arrives
  std::int64_t unit = 0;    ///< of an edge: where it arrives
  std::int64_t input = 0;   ///< of an edge: the unit it leaves
  std::int64_t place = -1;  ///< of a channel: which of its map, row by row; -1: none of them
  explicit operator bool() const { return kind != Kind::none; }
  bool operator==(const NetworkItem&) const = default;
  /// The same but for the place.
  bool is_same(const NetworkItem& other) const {
    return kind == other.kind && layer == other.layer && unit == other.unit && input == other.input;
  }
};

/// In pixels at 100 %.
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
  bool is_waiting = false;  ///< for the feedback of this step: a dashed ring, no fill
};

/// What lies below the cells of a column, and shows between them.
struct SceneSheet {
  NetworkColumn column;
  QRgb colour = 0;
  bool is_waiting = false;  ///< for the feedback of this step: dashes around empty cells
  QRectF area() const { return column.area.adjusted(-1, -1, 0, 0); }
};

struct SceneEdge {
  QPointF from, to;
  double width = 1;
  QRgb colour = 0;
  double diamond = 0;        ///< height of the mark at the middle; 0: none
  bool is_positive = false;  ///< its weight
  double growth = 0;         ///< what the last update made of the weight's size, against the most, -1 .. 1
  double flow = 0;           ///< feedback through it in the layer in work, against the largest, -1 .. 1
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

/// The channels of a layer as feature maps; in `image` one below the other, a pixel a place. No image: they
/// wait for the feedback of this step, or for the sample.
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

/// The line below: what the colours mean.
struct NetworkLegend {
  QRectF area;
  QString quantity;  ///< "Feedback R"
  bool is_signed = true;
  float range = 0;
  QString positive, negative, flipped;
};

/// The whole picture as plain numbers and colours, whoever paints it. Lists are in the order of painting.
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
  std::vector<SceneCaption> captions;  ///< where layers can be clicked
  NetworkLegend legend;
  NetworkLayout layout;
  QStringList thinning;  ///< what the picture says about edges that it leaves out
  bool has_fresh_flips = false;
};

/// The range of a layer's feature maps.
struct MapRange {
  float printed = 0;
  float own = 0;  ///< what they are coloured by
};

/// All that a picture follows from.
struct SceneRequest {
  const Snapshot* snapshot = nullptr;
  NetworkOptions options;
  QSizeF size;
  Theme theme = Theme::make(Theme::Kind::light);
  float range = 0;        ///< printed, of the neurons' colours: -range .. +range, or 0 .. range for flips
  float own_range = 0;    ///< what they are coloured by, if it is another one; 0: it is not
  float input_range = 0;  ///< of the feedback shown over an image, likewise
  float own_input_range = 0;
  std::vector<MapRange> map_ranges{};  ///< of each layer; none needed where no channels are maps
  int focus_layer = -2;                ///< its caption stands out
  NetworkItem selected;                ///< all else is dimmed,
  std::vector<NetworkItem> path{};     ///< but for these connections
  const FlipClock* flips = nullptr;    ///< null: no flip is fresh
  std::int64_t now = 0;                ///< by the clock of `flips`, in milliseconds
};

NetworkScene make_scene(const SceneRequest& request);

/// The ranges of the colours for what is shown, exact: of one run, or of the difference of two.
float unit_range(const Snapshot& snapshot, const NetworkOptions& options);
float input_feedback_range(const Snapshot& snapshot, const NetworkOptions& options);

/// What lies at `place`; edges count within `reach` pixels.
NetworkItem item_at(const NetworkScene& scene, const QPointF& place, double reach);
/// The area of a unit: of a disc, a cell, a pixel or a map. Null if the scene has no such unit.
QRectF unit_area(const NetworkScene& scene, int layer, std::int64_t unit);

}  // namespace lfp
