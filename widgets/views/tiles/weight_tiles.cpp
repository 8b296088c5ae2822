#include "widgets/views/tiles/weight_tiles.h"

#include "widgets/controls/cell_tip.h"
#include "widgets/style/frames.h"
#include "widgets/style/number_text.h"
#include "widgets/views/export/table_text.h"
#include "widgets/views/names/layer_names.h"
#include "widgets/views/names/unit_names.h"
#include "widgets/views/runs/run_selector.h"
#include "widgets/views/title_controls.h"
#include "widgets/views/view_entry.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace lfp {

namespace {

constexpr std::int64_t tiles_a_page = 24;
constexpr int narrow_width = 400;
// While training runs the order is held for a moment: tiles that change places with every frame cannot be
// read.
constexpr qint64 order_held_for = 2000;  // milliseconds

}  // namespace

WeightTiles::WeightTiles(Focus& focus, QWidget* parent) : View(focus, parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Weight tiles"));
  setAccessibleDescription(tr("Each neuron of the first layer as an image of its incoming weights."));
  QWidget* shelf = title_shelf(*this);
  run_control_ = new RunSelector(runs_, shelf);
  orders_ = new QComboBox(shelf);
  orders_->setAccessibleName(tr("Order of the neurons"));
  orders_->addItems({tr("By feedback"), tr("By number"), tr("By flips")});
  orders_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  connect(&runs_, &RunChooser::changed, this, &WeightTiles::show_again);
  connect(orders_, &QComboBox::activated, this, &WeightTiles::show_again);
}

void WeightTiles::add_interest(Interest& interest) const {
  const auto tiled = snapshot() ? tiled_layer(*snapshot()) : std::nullopt;
  const int layer = tiled ? tiled->layer : 0;
  auto& layers = interest.weight_layers;
  if (std::find(layers.begin(), layers.end(), layer) == layers.end()) layers.push_back(layer);
}

QList<QWidget*> WeightTiles::title_controls() {
  return {run_control_, orders_};
}

WeightTiles::Order WeightTiles::order() const {
  switch (orders_->currentIndex()) {
    case 1:
      return Order::number;
    case 2:
      return Order::flips;
    default:
      return Order::feedback;
  }
}

bool WeightTiles::has_images() const {
  return snapshot() && tiled_layer(*snapshot()).has_value();
}

QString WeightTiles::empty_sentence() const {
  const bool are_images = snapshot() && snapshot()->dataset && snapshot()->dataset->shape.is_image();
  return are_images ? tr("The first layer does not see the image as it is. See Weights")
                    : tr("Only for images. See Weights");
}

const LayerSnapshot& WeightTiles::layer_of(std::size_t run) const {
  return snapshot()->runs[run].layers[static_cast<std::size_t>(tiled_layer(*snapshot())->layer)];
}

// The values that the neurons are sorted by, largest first; for a difference its absolute size.
std::vector<double> WeightTiles::sizes_by_order() const {
  const LayerSnapshot& own = layer_of(runs_.run());
  const auto units = static_cast<std::size_t>(own.units);
  std::vector<double> sizes(units, 0.0);
  const auto add = [&](const LayerSnapshot& layer, double sign) {
    for (std::size_t i = 0; i < units; ++i) {
      if (order() == Order::feedback && i < layer.feedback.size())
        sizes[i] += sign * static_cast<double>(layer.feedback[i]);
      if (order() == Order::flips && i < layer.flipped_inputs.size())
        sizes[i] += sign * layer.flipped_inputs[i];
    }
  };
  add(own, 1.0);
  if (runs_.subtracted()) add(layer_of(*runs_.subtracted()), -1.0);
  for (double& size : sizes) size = std::abs(size);
  return sizes;
}

std::vector<std::int64_t> WeightTiles::ordered_neurons() const {
  const std::vector<double> sizes = sizes_by_order();
  std::vector<std::int64_t> neurons(sizes.size());
  std::iota(neurons.begin(), neurons.end(), 0);
  std::stable_sort(neurons.begin(), neurons.end(), [&](std::int64_t a, std::int64_t b) {
    return sizes[static_cast<std::size_t>(a)] > sizes[static_cast<std::size_t>(b)];
  });
  return neurons;
}

/// "16 filters, by feedback"
QString WeightTiles::hint_of_all() const {
  const bool are_filters = layer_of(runs_.run()).output.is_image();
  const QString words = are_filters ? tr("%1 filters, by %2") : tr("%1 neurons, by %2");
  const QString by = order() == Order::feedback ? tr("feedback")
                     : order() == Order::flips  ? tr("flips")
                                                : tr("number");
  return words.arg(count_text(static_cast<qint64>(neurons_.size())), by);
}

QString WeightTiles::hint() const {
  const auto all = static_cast<std::int64_t>(neurons_.size());
  const std::int64_t first = page_ * tiles_a_page;
  const std::int64_t count = std::min(tiles_a_page, all - first);
  // Before training there is nothing to sort by.
  const bool are_sorted = std::ranges::any_of(sizes_by_order(), [](double size) { return size > 0.0; }) &&
                          order() != Order::number;
  if (all <= tiles_a_page || !are_sorted) {
    if (all <= tiles_a_page) return hint_of_all();
    return tr("neurons %1 to %2 of %3")
        .arg(count_text(first + 1), count_text(first + count), count_text(all));
  }
  const QString by = order() == Order::feedback ? tr("largest feedback") : tr("most flips");
  if (page_ == 0) return tr("%1 of %2 neurons · %3").arg(count_text(count), count_text(all), by);
  return tr("places %1 to %2 of %3 · %4")
      .arg(count_text(first + 1), count_text(first + count), count_text(all), by);
}

TilesWish WeightTiles::wish(const QRect& area, const Theme& theme) const {
  const auto first = std::min<std::int64_t>(page_ * tiles_a_page, static_cast<std::int64_t>(neurons_.size()));
  const auto last = std::min<std::int64_t>(first + tiles_a_page, static_cast<std::int64_t>(neurons_.size()));
  return {.snapshot = *snapshot(),
          .run = runs_.run(),
          .subtracted = runs_.subtracted(),
          .neurons = {neurons_.begin() + first, neurons_.begin() + last},
          .hint = hint(),
          .area = area,
          .theme = theme,
          .title = {}};
}

void WeightTiles::start_over_if_new() {
  if (generation_ == snapshot()->generation) return;
  generation_ = snapshot()->generation;
  range_.reset();
  neurons_.clear();
  page_ = 0;
}

void WeightTiles::order_neurons() {
  start_over_if_new();
  const bool is_held = snapshot()->running && !neurons_.empty() && ordered_at_.isValid() &&
                       ordered_at_.elapsed() < order_held_for;
  if (is_held) return;
  neurons_ = ordered_neurons();
  ordered_at_.start();
}

void WeightTiles::refresh() {
  picture_ = {};
  if (has_images()) {
    order_neurons();
    picture_ = TilesPicture(wish(rect(), theme()), range_);
  }
  update();
}

void WeightTiles::show_again() {
  range_.reset();
  neurons_.clear();
  page_ = 0;
  if (snapshot() && isVisible()) refresh();
}

void WeightTiles::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().base);
  if (!picture_.is_empty()) {
    picture_.paint(painter, theme());
  } else if (!has_images()) {  // otherwise the weights will come with a later snapshot
    paint_empty(painter, rect(), theme(), empty_sentence());
  }
  if (hasFocus()) paint_focus(painter, rect(), theme());
}

/// In a narrow view the title's words are shorter.
void WeightTiles::fit_words() {
  const bool is_narrow = width() < theme().px(narrow_width);
  const QStringList words = is_narrow ? QStringList{tr("Feedback"), tr("Number"), tr("Flips")}
                                      : QStringList{tr("By feedback"), tr("By number"), tr("By flips")};
  if (orders_->itemText(0) == words[0]) return;
  rename_items(*orders_, words);
}

void WeightTiles::resizeEvent(QResizeEvent* event) {
  View::resizeEvent(event);
  fit_words();
  if (snapshot() && isVisible()) refresh();
}

void WeightTiles::turn_page(int pages) {
  const auto last = (static_cast<std::int64_t>(neurons_.size()) - 1) / tiles_a_page;
  const std::int64_t page = std::clamp<std::int64_t>(page_ + pages, 0, std::max<std::int64_t>(0, last));
  if (page == page_ || picture_.is_empty()) return;
  page_ = page;
  hide_cell_tip();
  picture_ = TilesPicture(wish(rect(), theme()), range_);
  update();
}

void WeightTiles::wheelEvent(QWheelEvent* event) {
  if (event->angleDelta().y() != 0) turn_page(event->angleDelta().y() < 0 ? 1 : -1);
  event->accept();
}

void WeightTiles::mouseMoveEvent(QMouseEvent* event) {
  const std::optional<TilesPicture::Pixel> pixel = picture_.pixel_at(event->position().toPoint());
  if (!pixel) {
    hide_cell_tip();
    return;
  }
  const TiledLayer tiled = *tiled_layer(*snapshot());
  const Shape& shape = tiled.shape;
  QStringList lines{tr("row %1, column %2").arg(pixel->y + 1).arg(pixel->x + 1)};
  const QString weight = signed_text(static_cast<double>(picture_.value_at(*pixel)));
  lines << (shape.channels == 1 ? tr("weight %1").arg(weight)
                                : tr("weight %1, mean over %2 channels").arg(weight).arg(shape.channels));
  const LayerSnapshot& layer = layer_of(runs_.run());
  const auto index =
      static_cast<std::size_t>(pixel->neuron * shape.size() + pixel->y * shape.width + pixel->x);
  if (!runs_.is_difference() && shape.channels == 1 && layer.weights && layer.weights->flips[index] > 0) {
    lines << tr("%1, last at step %2")
                 .arg(flips_text(layer.weights->flips[index]),
                      count_text(layer.weights->last_flip_step[index]));
  }
  show_cell_tip(
      *this, pixel->area,
      QStringLiteral("%1 · %2").arg(runs_.words(), unit_title(*snapshot(), tiled.layer, pixel->neuron)),
      lines);
}

void WeightTiles::leaveEvent(QEvent* event) {
  View::leaveEvent(event);
  hide_cell_tip();
}

void WeightTiles::keyPressEvent(QKeyEvent* event) {
  if (runs_.choose_by_key(event->key())) return;
  switch (event->key()) {
    case Qt::Key_PageDown:
    case Qt::Key_Down:
      turn_page(1);
      break;
    case Qt::Key_PageUp:
    case Qt::Key_Up:
      turn_page(-1);
      break;
    default:
      View::keyPressEvent(event);
  }
}

void WeightTiles::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  painter.fillRect(area, theme.base);
  if (!has_images()) {
    paint_empty(painter, area, theme, empty_sentence());
    return;
  }
  order_neurons();
  TilesWish wanted = wish(area, theme);
  const QString name = QString::fromStdString(snapshot()->runs[wanted.run].name);
  const QString layer = layer_word(snapshot()->runs[wanted.run], tiled_layer(*snapshot())->layer);
  wanted.title =
      wanted.subtracted
          ? tr("Incoming weights of %1: %2 minus %3")
                .arg(layer, name, QString::fromStdString(snapshot()->runs[*wanted.subtracted].name))
          : tr("Incoming weights of %1: %2").arg(layer, name);
  HeatRange exact;
  exact.copy_for_figure(range_);
  TilesPicture(wanted, exact).paint(painter, theme);
}

ExportWork WeightTiles::table() const {
  if (picture_.is_empty()) return {};
  TableText table("neuron,row,column,weight");
  const Shape shape = tiled_layer(*snapshot())->shape;
  for (std::size_t tile = 0; tile < picture_.neurons().size(); ++tile) {
    const std::int64_t neuron = picture_.neurons()[tile];
    for (int y = 0; y < shape.height; ++y) {
      const auto start = TableText::start(neuron + 1, y + 1);
      for (int x = 0; x < shape.width; ++x)
        table.row(start, x + 1, picture_.value_at({tile, neuron, x, y, {}}));
    }
  }
  return table.finished();
}

ViewEntry weight_tiles_entry() {
  return {.name = QStringLiteral("tiles"),
          .title = WeightTiles::tr("Weight tiles"),
          .summary = WeightTiles::tr("Each neuron or filter of the first layer as an image of its weights"),
          .make = [](Focus& focus, QWidget* parent) { return new WeightTiles(focus, parent); },
          .home = Region::data,
          .places = {{PerspectiveKind::build, Region::data, 2},
                     {PerspectiveKind::train, Region::data, 2},
                     {PerspectiveKind::compare, Region::detail}},
          .shows = [](const DataTraits& traits) { return traits.are_images; },
          .needs = WeightTiles::tr("Needs images")};
}

}  // namespace lfp
