#include "widgets/views/tiles/weight_tiles_picture.h"

#include "widgets/controls/elided_label.h"
#include "widgets/controls/marks.h"
#include "widgets/controls/scale_bar.h"
#include "widgets/style/number_text.h"

#include <QFontMetrics>
#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

const LayerWeights* weights_of(const Snapshot& snapshot, std::size_t run, int layer) {
  if (run >= snapshot.runs.size()) return nullptr;
  return snapshot.runs[run].layers[static_cast<std::size_t>(layer)].weights.get();
}

struct Grid {
  int columns = 0, rows = 0;
  double tile_width = 0.0;
};

// The grid of `count` tiles with captions in which the tiles come out largest; of equals the widest. Large
// pixels are whole ones; with small ones that would waste too much room.
Grid best_grid(int count, const QSize& area, int gap, int caption, const Shape& shape) {
  const auto pixels = static_cast<double>(shape.width);
  const double aspect = pixels / static_cast<double>(shape.height);
  Grid best;
  for (int columns = 1; columns <= count; ++columns) {
    const int rows = (count + columns - 1) / columns;
    if ((count + rows - 1) / rows < columns) continue;  // as many rows need fewer columns
    const double widest = (area.width() - gap * (columns - 1)) / static_cast<double>(columns);
    const double highest = (area.height() - gap * (rows - 1)) / static_cast<double>(rows) - caption;
    double width = std::min(widest, highest * aspect);
    if (width >= 3.0 * pixels) width = std::floor(width / pixels) * pixels;
    if (width >= best.tile_width) best = {columns, rows, width};
  }
  return best;
}

}  // namespace

std::optional<TiledLayer> tiled_layer(const Snapshot& snapshot) {
  if (!snapshot.dataset || !snapshot.experiment || snapshot.runs.empty()) return std::nullopt;
  const auto& layers = snapshot.runs.front().layers;
  const auto first =
      std::find_if(layers.begin(), layers.end(), [](const auto& each) { return each.parameters > 0; });
  if (first == layers.end() || !snapshot.dataset->shape.is_image()) return std::nullopt;
  const auto layer = first - layers.begin();
  if (first->inputs == snapshot.dataset->shape.size())
    return TiledLayer{static_cast<int>(layer), snapshot.dataset->shape, false};
  const Settings& settings =
      snapshot.experiment->network.layers[static_cast<std::size_t>(layer)].kind.settings;
  if (!settings.has("kernel_height") || !settings.has("kernel_width")) return std::nullopt;
  Shape kernel{
      .channels = 1, .height = settings.integer("kernel_height"), .width = settings.integer("kernel_width")};
  if (first->inputs % kernel.size() != 0) return std::nullopt;
  kernel.channels = first->inputs / kernel.size();
  return TiledLayer{static_cast<int>(layer), kernel, true};
}

TilesPicture::TilesPicture(const TilesWish& wish, HeatRange& range) : title_(wish.title), hint_(wish.hint) {
  const auto tiled = tiled_layer(wish.snapshot);
  if (!tiled) return;
  shape_ = tiled->shape;
  layer_ = tiled->layer;
  const LayerWeights* weights = weights_of(wish.snapshot, wish.run, layer_);
  if (weights == nullptr || weights->weight.columns != shape_.size()) return;
  if (wish.subtracted && weights_of(wish.snapshot, *wish.subtracted, layer_) == nullptr) return;
  neurons_ = wish.neurons;
  tiles_.resize(neurons_.size());
  lay_out(wish);
  if (tiles_.empty()) return;
  fill(wish);
  range_ = range.follow(QStringLiteral("weights"), wish.snapshot.running, [this] {
    std::vector<float> all;
    for (const Tile& tile : tiles_)
      all.insert(all.end(), tile.values.values.begin(), tile.values.values.end());
    return symmetric_range(all);
  });
  const HeatScale scale = HeatScale::for_signed(wish.theme, range_);
  for (Tile& tile : tiles_) tile.image = heat_image(tile.values, scale);
  if (!wish.subtracted) mark_flips(wish);
}

void TilesPicture::lay_out(const TilesWish& wish) {
  const Theme& theme = wish.theme;
  QRect area = wish.area.adjusted(theme.px(12), theme.px(8), -theme.px(12), -theme.px(6));
  if (!title_.isEmpty()) {
    title_area_ = QRect(area.left(), area.top(), area.width(), QFontMetrics(theme.bold()).height());
    area.setTop(title_area_.bottom() + theme.px(10));
  }
  const int line = QFontMetrics(theme.small()).height();
  footer_ = QRect(area.left(), area.bottom() - line - theme.px(3), area.width(), line + theme.px(4));
  area.setBottom(footer_.top() - theme.px(6));

  const int caption = line + theme.px(2);
  const int gap = theme.px(8);
  const int count = static_cast<int>(tiles_.size());
  const Grid grid = best_grid(count, area.size(), gap, caption, shape_);
  const int width = static_cast<int>(grid.tile_width);
  const int height = static_cast<int>(width * shape_.height / shape_.width);
  if (width < 4 || height < 4) return tiles_.clear();

  // Room to spare goes between the tiles, evenly.
  const double step_x = static_cast<double>(area.width()) / grid.columns;
  const int step_y = height + caption + gap;
  caption_width_ = static_cast<int>(step_x) - theme.px(5);
  const int left = area.left() + static_cast<int>((step_x - width) / 2.0);
  const int top = area.top() + std::max(0, (area.height() - (grid.rows * step_y - gap)) / 2);
  for (int i = 0; i < count; ++i) {
    tiles_[static_cast<std::size_t>(i)].area = QRect(left + static_cast<int>(i % grid.columns * step_x),
                                                     top + i / grid.columns * step_y, width, height);
  }
}

void TilesPicture::fill(const TilesWish& wish) {
  const LayerWeights& own = *weights_of(wish.snapshot, wish.run, layer_);
  const LayerWeights* other = wish.subtracted ? weights_of(wish.snapshot, *wish.subtracted, layer_) : nullptr;
  const std::int64_t pixels = shape_.height * shape_.width;
  const float share = 1.0F / static_cast<float>(shape_.channels);
  for (std::size_t i = 0; i < tiles_.size(); ++i) {
    Table& values = tiles_[i].values;
    values = {.rows = shape_.height, .columns = shape_.width, .values = {}};
    values.values.resize(static_cast<std::size_t>(pixels), 0.0F);
    for (std::int64_t input = 0; input < shape_.size(); ++input) {
      const float weight = own.weight.at(neurons_[i], input) -
                           (other != nullptr ? other->weight.at(neurons_[i], input) : 0.0F);
      values.values[static_cast<std::size_t>(input % pixels)] += weight * share;
    }
  }
}

void TilesPicture::mark_flips(const TilesWish& wish) {
  const LayerWeights& weights = *weights_of(wish.snapshot, wish.run, layer_);
  const std::int64_t pixels = shape_.height * shape_.width;
  for (std::size_t i = 0; i < tiles_.size(); ++i) {
    for (std::int64_t input = 0; input < shape_.size(); ++input) {
      if (!weights.is_flipped(static_cast<std::size_t>(neurons_[i] * shape_.size() + input))) continue;
      const auto pixel = static_cast<int>(input % pixels);
      const int width = static_cast<int>(shape_.width);
      tiles_[i].image.setPixel(pixel % width, pixel / width, wish.theme.flip.rgb());
      ++tiles_[i].flips;
    }
  }
}

void TilesPicture::paint(QPainter& painter, const Theme& theme) const {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, false);
  if (!title_.isEmpty()) {
    painter.setFont(theme.bold());
    painter.setPen(theme.text);
    painter.drawText(title_area_, Qt::AlignLeft | Qt::AlignVCenter, title_);
  }
  for (std::size_t i = 0; i < tiles_.size(); ++i) paint_tile(painter, i, theme);

  const int bar = footer_.width() < theme.px(440) ? 50 : 80;
  const int scale = signed_scale_width(theme, bar);
  paint_signed_scale(painter, footer_.adjusted(footer_.width() - scale, 0, 0, 0), range_, theme, bar);
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  const int room = footer_.width() - scale - theme.px(12);
  const QString hint = fitting_words(hint_, QFontMetrics(theme.small()), room);
  painter.drawText(QRect(footer_.left(), footer_.top(), room, footer_.height()),
                   Qt::AlignLeft | Qt::AlignVCenter, hint);
  painter.restore();
}

void TilesPicture::paint_tile(QPainter& painter, std::size_t index, const Theme& theme) const {
  const Tile& tile = tiles_[index];
  painter.drawImage(tile.area,
                    title_.isEmpty() ? tile.image : with_sharp_cells(tile.image, tile.area.size()));
  painter.setPen(theme.control_border);
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(tile.area.adjusted(-1, -1, 0, 0));

  const QFontMetrics small(theme.small());
  const QRect caption(tile.area.left(), tile.area.bottom() + theme.px(2), caption_width_, small.height());
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  painter.drawText(caption, Qt::AlignLeft | Qt::AlignVCenter, QString::number(neurons_[index] + 1));
  if (tile.flips == 0) return;
  int right = tile.area.right() + 1;
  if (has_room_for_counts(theme)) {
    const QString flips = count_text(tile.flips);
    painter.setPen(theme.text);
    painter.drawText(caption, Qt::AlignRight | Qt::AlignVCenter, flips);
    right = caption.right() + 1 - small.horizontalAdvance(flips) - theme.px(3);
  }
  const double side = theme.px(9);
  painter.setRenderHint(QPainter::Antialiasing, true);
  paint_diamond(painter, QPointF(right - side / 2.0, caption.center().y() + 0.5), side, theme);
  painter.setRenderHint(QPainter::Antialiasing, false);
}

// The numbers of flips are shown in all captions or in none; the diamonds always.
bool TilesPicture::has_room_for_counts(const Theme& theme) const {
  const QFontMetrics small(theme.small());
  for (std::size_t i = 0; i < tiles_.size(); ++i) {
    const int needed = small.horizontalAdvance(QString::number(neurons_[i] + 1)) + theme.px(2 + 9 + 3) +
                       small.horizontalAdvance(count_text(tiles_[i].flips));
    if (tiles_[i].flips > 0 && needed > caption_width_) return false;
  }
  return true;
}

std::optional<TilesPicture::Pixel> TilesPicture::pixel_at(const QPoint& point) const {
  for (std::size_t i = 0; i < tiles_.size(); ++i) {
    const QRect& area = tiles_[i].area;
    if (!area.contains(point)) continue;
    const double width = static_cast<double>(area.width()) / static_cast<double>(shape_.width);
    const double height = static_cast<double>(area.height()) / static_cast<double>(shape_.height);
    const int x = static_cast<int>((point.x() - area.left() + 0.5) / width);
    const int y = static_cast<int>((point.y() - area.top() + 0.5) / height);
    const QRectF cell(area.left() + x * width, area.top() + y * height, width, height);
    return Pixel{i, neurons_[i], x, y, cell.toAlignedRect()};
  }
  return std::nullopt;
}

float TilesPicture::value_at(const Pixel& pixel) const {
  return tiles_[pixel.tile].values.at(pixel.y, pixel.x);
}

}  // namespace lfp
