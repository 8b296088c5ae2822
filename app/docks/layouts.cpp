#include "app/docks/layouts.h"

#include <QCoreApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <algorithm>
#include <array>
#include <cmath>
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

/// A perspective's views by region: in each of them the one that is wanted most is open, the others are
/// closed behind it.
class Regions {
 public:
  Regions(PerspectiveKind perspective, const DataTraits& traits)
      : perspective_(perspective), traits_(traits) {
    for (const Region region :
         {Region::network, Region::history, Region::data, Region::detail, Region::timeline, Region::close_up})
      open_most_wanted(region);
    for (const ViewEntry& entry : view_entries())
      if (!is_open(entry)) at(closed_place(entry)).closed.append(entry.dock_name());
  }

  bool is_empty(Region region) { return at(region).docks.isEmpty(); }
  Block block(Region region, double length = 0) {
    Block block = at(region);
    block.length = length;
    return block;
  }
  /// The views of `from` stand closed in `to`.
  void close_into(Region to, Region from) {
    at(to).closed += at(from).docks + at(from).closed;
    at(from) = {};
  }
  /// The open ones of `from` are tabs of `to`.
  void stack_onto(Region to, Region from) {
    at(to).docks += at(from).docks;
    at(to).closed += at(from).closed;
    at(from) = {};
  }
  void close(Region region, const char* dock) { at(region).closed.append(QLatin1String(dock)); }

 private:
  Block& at(Region region) { return blocks_[static_cast<std::size_t>(region)]; }

  bool is_open(const ViewEntry& entry) const {
    return std::ranges::any_of(blocks_,
                               [&](const Block& block) { return block.docks.contains(entry.dock_name()); });
  }

  int rank(const ViewEntry& entry, Region region) const {
    if (is_open(entry) || (entry.shows != nullptr && !entry.shows(traits_))) return 0;
    for (const ViewPlace& place : entry.places)
      if (place.perspective == perspective_ && place.region == region &&
          (place.when == nullptr || place.when(traits_)))
        return place.rank;
    return 0;
  }

  void open_most_wanted(Region region) {
    const ViewEntry* open = nullptr;
    for (const ViewEntry& entry : view_entries())
      if (rank(entry, region) > (open == nullptr ? 0 : rank(*open, region))) open = &entry;
    if (open != nullptr) at(region).docks = {open->dock_name()};
  }

  Region closed_place(const ViewEntry& entry) const {
    for (const ViewPlace& place : entry.places)
      if (place.perspective == perspective_ && place.rank == 0) return place.region;
    return entry.home;
  }

  PerspectiveKind perspective_;
  const DataTraits& traits_;
  std::array<Block, 6> blocks_;
};

constexpr const char* setup = "dock.setup";
constexpr const char* study = "dock.study";

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

/// Where the panel of studies appears when it is opened in a perspective that is not about them.
void close_study(Regions& regions) {
  regions.close(Region::detail, study);
}

double setup_width(const LayoutRequest& request) {
  return is_compact(request) ? 244 : 276;
}

/// The right-hand column of Build and Train: the data above the detail, or one of them alone; in a narrow
/// window it takes the set-up in as a tab.
Block right_column(const LayoutRequest& request, Regions& regions, double data_length = 0) {
  // The set-up keeps its width, so that the share is of what remains.
  const double length = is_compact(request) ? 0.402 : 0.423;
  if (regions.is_empty(Region::data)) {
    regions.close_into(Region::detail, Region::data);
    Block only = regions.block(Region::detail, length);
    if (is_narrow(request)) only.docks.append(setup);
    return only;
  }
  Block upper = regions.block(Region::data, data_length);
  if (is_narrow(request)) upper.docks.append(setup);
  if (!regions.is_empty(Region::detail))
    return column({std::move(upper), regions.block(Region::detail)}, length);
  upper.length = length;
  return upper;
}

Block beside_setup(const LayoutRequest& request, Block rest) {
  if (is_narrow(request)) return rest;
  return row({place({setup}, {}, setup_width(request)), std::move(rest)});
}

Block build_layout(const LayoutRequest& request) {
  Regions regions(PerspectiveKind::build, request.traits);
  close_study(regions);
  regions.close_into(Region::network, Region::history);
  regions.close_into(Region::detail, Region::timeline);
  regions.close_into(Region::detail, Region::close_up);
  Block network = regions.block(Region::network);
  return beside_setup(request, row({std::move(network), right_column(request, regions, 0.4)}));
}

Block train_middle(const LayoutRequest& request, Regions& regions) {
  if (is_short(request) || regions.is_empty(Region::history)) {
    regions.close_into(Region::network, Region::history);
    return regions.block(Region::network);
  }
  return column(
      {regions.block(Region::network), regions.block(Region::history, is_compact(request) ? 0.39 : 0.372)});
}

Block train_layout(const LayoutRequest& request) {
  Regions regions(PerspectiveKind::train, request.traits);
  close_study(regions);
  regions.close_into(Region::timeline, Region::close_up);
  if (is_short(request) && !regions.is_empty(Region::data)) regions.stack_onto(Region::data, Region::detail);
  const double curves_height = is_short(request) ? 168 : is_compact(request) ? 188 : 0.267;
  Block middle = train_middle(request, regions);
  return beside_setup(request, column({row({std::move(middle), right_column(request, regions)}),
                                       regions.block(Region::timeline, curves_height)}));
}

Block compare_layout(const LayoutRequest& request) {
  Regions regions(PerspectiveKind::compare, request.traits);
  close_study(regions);
  regions.close_into(Region::data, Region::network);
  regions.close_into(Region::history, Region::close_up);
  regions.close(Region::data, setup);
  Block curves = regions.block(Region::timeline, is_short(request) ? 168 : 0.41);
  if (is_narrow(request)) {
    regions.stack_onto(Region::detail, Region::history);
    return column({std::move(curves), row({regions.block(Region::data), regions.block(Region::detail)})});
  }
  const double boundary_width = is_compact(request) ? 0.34 : 0.38;
  return column(
      {std::move(curves), row({regions.block(Region::data, request.traits.is_plane ? boundary_width : 0.32),
                               regions.block(Region::detail), regions.block(Region::history, 0.32)})});
}

/// The network and where its feedback goes at the left, one neuron or connection in full at the right.
Block microscope_layout(const LayoutRequest& request) {
  Regions regions(PerspectiveKind::microscope, request.traits);
  close_study(regions);
  regions.close_into(Region::network, Region::history);
  regions.close_into(Region::network, Region::data);
  regions.close_into(Region::detail, Region::timeline);
  regions.close(Region::network, setup);
  if (is_narrow(request)) {
    regions.stack_onto(Region::close_up, Region::detail);
    // Side by side the network keeps the whole height, and the inspector scrolls.
    if (is_short(request))
      return row({regions.block(Region::network, 0.54), regions.block(Region::close_up)});
    return column({regions.block(Region::network, 0.5), regions.block(Region::close_up)});
  }
  Block left = column(
      {regions.block(Region::network, is_compact(request) ? 0.58 : 0.62), regions.block(Region::detail)});
  return row({std::move(left), regions.block(Region::close_up, is_compact(request) ? 0.5 : 0.505)});
}

/// What is studied, its map with the chosen cell below, and all maps in one scale. In a narrow window they
/// are tabs.
Block explore_layout(const LayoutRequest& request) {
  Regions regions(PerspectiveKind::explore, request.traits);
  regions.close_into(Region::network, Region::detail);
  regions.close_into(Region::network, Region::timeline);
  regions.close_into(Region::network, Region::close_up);
  regions.close(Region::network, setup);
  const double cell_height = is_short(request) ? 0.4 : 0.315;
  if (is_narrow(request)) {
    regions.stack_onto(Region::network, Region::data);
    Block maps = regions.block(Region::network);
    maps.docks.append(study);
    return column({std::move(maps), regions.block(Region::history, cell_height)});
  }
  Block middle = column({regions.block(Region::network), regions.block(Region::history, cell_height)});
  Block rest = row({std::move(middle), regions.block(Region::data, is_compact(request) ? 0.34 : 0.411)});
  return row({place({study}, {}, setup_width(request)), std::move(rest)});
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
       microscope_layout, true},
      {QStringLiteral("compare"), QCoreApplication::translate("Perspective", "Compare"),
       QCoreApplication::translate("Perspective", "The runs side by side"), compare_layout},
      {QStringLiteral("explore"), QCoreApplication::translate("Perspective", "Explore"),
       QCoreApplication::translate("Perspective", "Studies: maps of what settings come to"), explore_layout},
  };
  return all;
}

QStringList open_docks(const Block& layout) {
  QStringList open = layout.docks;
  for (const Block& inner : layout.blocks) open += open_docks(inner);
  return open;
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
