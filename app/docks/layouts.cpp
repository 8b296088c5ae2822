#include "app/docks/layouts.h"

#include <QCoreApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace lfp {

namespace {

Block place(const QStringList& docks, const QStringList& closed = {}, double length = 0) {
  return {.length = length, .docks = docks, .closed = closed, .direction = Qt::Horizontal, .blocks = {}};
}

Block row(std::vector<Block> blocks, double length = 0) {
  return {
      .length = length, .docks = {}, .closed = {}, .direction = Qt::Horizontal, .blocks = std::move(blocks)};
}

Block column(std::vector<Block> blocks, double length = 0) {
  return {
      .length = length, .docks = {}, .closed = {}, .direction = Qt::Vertical, .blocks = std::move(blocks)};
}

constexpr const char* setup = "dock.setup";
constexpr const char* network = "dock.network";
constexpr const char* raster = "dock.raster";
constexpr const char* boundary = "dock.boundary";
constexpr const char* weights = "dock.weights";
constexpr const char* tiles = "dock.tiles";
constexpr const char* confusion = "dock.confusion";
constexpr const char* teaching = "dock.teaching";
constexpr const char* curves = "dock.curves";
constexpr const char* flips = "dock.flips";
constexpr const char* histograms = "dock.histograms";
constexpr const char* samples = "dock.samples";
constexpr const char* pad = "dock.pad";
constexpr const char* maps = "dock.maps";
constexpr const char* spikes = "dock.spikes";
constexpr const char* ledger = "dock.ledger";
constexpr const char* inspector = "dock.inspector";

bool is_compact(const LayoutRequest& request) {
  return request.size.width() < 1400;
}

/// Too narrow for the set-up beside the other columns.
bool is_narrow(const LayoutRequest& request) {
  return request.size.width() < 1100;
}

/// A presentation, or a small screen: fewer docks at once, each large enough to be read.
bool is_short(const LayoutRequest& request) {
  return request.size.height() < 600;
}

double setup_width(const LayoutRequest& request) {
  return is_compact(request) ? 244 : 276;
}

/// The right-hand column of Build and Train; in a narrow window it takes the set-up in as a tab.
Block right_column(const LayoutRequest& request, Block upper, std::optional<Block> lower = std::nullopt) {
  if (is_narrow(request)) upper.docks.append(setup);
  // The set-up keeps its width, so that the share is of what remains.
  const double length = is_compact(request) ? 0.402 : 0.423;
  if (lower) return column({std::move(upper), *std::move(lower)}, length);
  upper.length = length;
  return upper;
}

Block beside_setup(const LayoutRequest& request, Block rest) {
  if (is_narrow(request)) return rest;
  return row({place({setup}, {}, setup_width(request)), std::move(rest)});
}

/// `open` on top of `below`, with the closed ones of `all` behind it.
Block data_block(const char* open, const QStringList& all, const QStringList& elsewhere) {
  QStringList closed = all;
  closed.removeAll(QLatin1String(open));
  for (const QString& dock : elsewhere) closed.removeAll(dock);
  return place({QLatin1String(open)}, closed);
}

/// The views of the data one above the other: first the one in which most is to be seen, then `lower`; closed
/// what has nothing to show.
struct DataBlocks {
  std::optional<Block> upper;
  Block lower;
};

DataBlocks data_blocks(const DataSights& sights, const char* lower) {
  const char* upper = sights.boundary    ? boundary
                      : sights.tiles     ? tiles
                      : sights.confusion ? confusion
                                         : nullptr;
  if (upper == nullptr)
    return {std::nullopt,
            place({weights}, {boundary, tiles, confusion, histograms, samples, pad, maps, spikes, teaching})};
  if (upper == lower) lower = weights;
  return {data_block(upper, {boundary, tiles, samples, pad, maps}, {}),
          data_block(lower, {weights, confusion, histograms, spikes, teaching}, {QLatin1String(upper)})};
}

Block build_layout(const LayoutRequest& request) {
  DataBlocks data = data_blocks(request.sights, weights);
  data.lower.closed.append({curves, ledger, inspector});
  if (!data.upper)
    return beside_setup(
        request, row({place({network}, {raster, flips}), right_column(request, std::move(data.lower))}));
  data.upper->length = 0.4;
  Block right = right_column(request, *std::move(data.upper), std::move(data.lower));
  return beside_setup(request, row({place({network}, {raster, flips}), std::move(right)}));
}

Block train_middle(const LayoutRequest& request) {
  if (request.sights.tiles || is_short(request)) return place({network}, {raster, flips});
  return column({place({network}), place({raster}, {flips}, is_compact(request) ? 0.39 : 0.372)});
}

Block train_right(const LayoutRequest& request) {
  const bool are_classes_of_images = request.sights.tiles && request.sights.confusion;
  DataBlocks data = data_blocks(request.sights, are_classes_of_images ? confusion : weights);
  if (!data.upper) return right_column(request, std::move(data.lower));
  if (!is_short(request)) return right_column(request, *std::move(data.upper), std::move(data.lower));
  data.upper->docks.append(data.lower.docks);
  data.upper->closed.append(data.lower.closed);
  return right_column(request, *std::move(data.upper));
}

Block train_layout(const LayoutRequest& request) {
  const double curves_height = is_short(request) ? 168 : is_compact(request) ? 188 : 0.267;
  return beside_setup(request, column({row({train_middle(request), train_right(request)}),
                                       place({curves}, {ledger, inspector}, curves_height)}));
}

Block compare_layout(const LayoutRequest& request) {
  const DataSights& sights = request.sights;
  const char* left = sights.boundary ? boundary : sights.confusion ? confusion : network;
  QStringList behind_left{network, setup, boundary, samples, pad, maps};
  QStringList behind_middle{tiles, confusion, histograms, spikes};
  for (QStringList* closed : {&behind_left, &behind_middle}) closed->removeAll(QLatin1String(left));
  const double curves_height = is_short(request) ? 168 : 0.41;
  const double boundary_width = is_compact(request) ? 0.34 : 0.38;
  if (is_narrow(request))
    return column(
        {place({curves}, {}, curves_height),
         row({place({left}, behind_left),
              place({weights, flips}, behind_middle + QStringList{raster, teaching, ledger, inspector})})});
  return column(
      {place({curves}, {}, curves_height),
       row({place({left}, behind_left, sights.boundary ? boundary_width : 0.32),
            place({weights}, behind_middle), place({flips}, {raster, teaching, ledger, inspector}, 0.32)})});
}

/// The network and where its feedback goes at the left, one neuron or connection in full at the right.
Block microscope_layout(const LayoutRequest& request) {
  const QStringList behind_network{setup, raster, flips, boundary, tiles, samples, pad, maps};
  const QStringList behind_ledger{weights, confusion, curves, histograms, spikes, teaching};
  if (is_narrow(request))
    return column({place({network}, behind_network, 0.5), place({inspector, ledger}, behind_ledger)});
  Block left = column(
      {place({network}, behind_network, is_compact(request) ? 0.58 : 0.62), place({ledger}, behind_ledger)});
  return row({std::move(left), place({inspector}, {}, is_compact(request) ? 0.5 : 0.505)});
}

const Block& first_leaf(const Block& block) {
  return block.blocks.empty() ? block : first_leaf(block.blocks.front());
}

/// A leaf for which the nearest block in `direction` around it is the parent of `block`; so resizing it
/// resizes `block`.
const Block& handle_of(const Block& block, Qt::Orientation direction) {
  if (block.blocks.empty()) return block;
  for (const Block& inner : block.blocks) {
    if (inner.blocks.empty() || inner.direction != direction) return handle_of(inner, direction);
  }
  return first_leaf(block);
}

QDockWidget* dock(const QMainWindow& window, const QString& name) {
  auto* found = window.findChild<QDockWidget*>(name);
  Q_ASSERT(found != nullptr);
  return found;
}

QDockWidget* top_of(const QMainWindow& window, const Block& block) {
  return dock(window, first_leaf(block).docks.front());
}

/// Opens the first leaf of every block, parents before children, so that the splits nest as the blocks do.
void split(QMainWindow& window, const Block& block) {
  for (std::size_t at = 1; at < block.blocks.size(); ++at) {
    window.splitDockWidget(top_of(window, block.blocks[at - 1]), top_of(window, block.blocks[at]),
                           block.direction);
  }
  for (const Block& inner : block.blocks) split(window, inner);
}

void pile_up(QMainWindow& window, const Block& block) {
  for (const Block& inner : block.blocks) pile_up(window, inner);
  if (block.docks.empty()) return;
  QDockWidget* top = dock(window, block.docks.front());
  top->show();
  for (const QString& name : block.docks.mid(1)) {
    window.tabifyDockWidget(top, dock(window, name));
    dock(window, name)->show();
  }
  for (const QString& name : block.closed) {
    window.tabifyDockWidget(top, dock(window, name));
    dock(window, name)->hide();
  }
  if (block.docks.size() > 1) top->raise();
}

std::vector<int> lengths_of(const Block& block, int whole, double zoom) {
  std::vector<int> lengths;
  int taken = 0;
  int open = 0;
  for (const Block& inner : block.blocks) {
    const double length = inner.length < 1 ? inner.length * whole : inner.length * zoom;
    lengths.push_back(static_cast<int>(std::lround(length)));
    taken += lengths.back();
    open += inner.length == 0 ? 1 : 0;
  }
  for (std::size_t at = 0; at < lengths.size(); ++at) {
    if (block.blocks[at].length == 0) lengths[at] = std::max(1, (whole - taken) / open);
  }
  return lengths;
}

}  // namespace

const std::vector<Perspective>& perspectives() {
  static const std::vector<Perspective> all = {
      {QStringLiteral("build"), QCoreApplication::translate("Perspective", "Build"),
       QCoreApplication::translate("Perspective", "Set up data, network and methods"), build_layout},
      {QStringLiteral("train"), QCoreApplication::translate("Perspective", "Train"),
       QCoreApplication::translate("Perspective", "Watch feedback and sign flips while it learns"),
       train_layout},
      {QStringLiteral("microscope"), QCoreApplication::translate("Perspective", "Microscope"),
       QCoreApplication::translate("Perspective", "One step, one neuron, one connection: every number"),
       microscope_layout},
      {QStringLiteral("compare"), QCoreApplication::translate("Perspective", "Compare"),
       QCoreApplication::translate("Perspective", "The runs side by side"), compare_layout},
  };
  return all;
}

bool are_alike(const Block& left, const Block& right) {
  return left.docks == right.docks && left.direction == right.direction &&
         std::ranges::equal(left.blocks, right.blocks, are_alike);
}

void place_docks(QMainWindow& window, const Block& layout) {
  for (auto* known : window.findChildren<QDockWidget*>()) {
    known->setFloating(false);
    window.removeDockWidget(known);
  }
  window.addDockWidget(Qt::LeftDockWidgetArea, top_of(window, layout));
  split(window, layout);
  pile_up(window, layout);
}

void size_docks(QMainWindow& window, const Block& layout, QSize size, double zoom) {
  if (layout.blocks.empty()) return;
  const bool is_row = layout.direction == Qt::Horizontal;
  const std::vector<int> lengths = lengths_of(layout, is_row ? size.width() : size.height(), zoom);
  QList<QDockWidget*> handles;
  for (const Block& inner : layout.blocks) {
    handles.append(dock(window, handle_of(inner, layout.direction).docks.front()));
  }
  window.resizeDocks(handles, QList<int>(lengths.begin(), lengths.end()), layout.direction);
  for (std::size_t at = 0; at < layout.blocks.size(); ++at) {
    const QSize inner = is_row ? QSize(lengths[at], size.height()) : QSize(size.width(), lengths[at]);
    size_docks(window, layout.blocks[at], inner, zoom);
  }
}

}  // namespace lfp
