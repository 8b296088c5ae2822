#include "widgets/views/maps/map_view.h"

#include "widgets/controls/scale_bar.h"
#include "widgets/controls/segmented_control.h"
#include "widgets/style/colour_map.h"
#include "widgets/style/frames.h"
#include "widgets/style/number_text.h"
#include "widgets/views/confusion/confusion_picture.h"
#include "widgets/views/export/table_text.h"
#include "widgets/views/focus.h"
#include "widgets/views/heat/heat_run_selector.h"
#include "widgets/views/heat/heat_words.h"
#include "widgets/views/network/scene/network_input_image.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

constexpr std::int64_t maps_a_page = 64;
constexpr double kernel_part = 0.4;  // of a map's side

enum Overlay { image_only, feedback_only, both };

float largest_size(const Table& values) {
  float largest = 0.0F;
  for (const float value : values.values) largest = std::max(largest, std::abs(value));
  return largest;
}

}  // namespace

MapView::MapView(Focus& focus, QWidget* parent) : View(focus, parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  QWidget* shelf = title_shelf(*this);
  runs_ = new HeatRunSelector(shelf);
  quantities_ = new SegmentedControl({tr("Activation"), tr("Feedback")}, shelf);
  quantities_->setAccessibleName(tr("Colour by"));
  layers_ = new QComboBox(shelf);
  layers_->setAccessibleName(tr("Layer"));
  overlays_ = new QComboBox(shelf);
  overlays_->setAccessibleName(tr("Input"));
  overlays_->addItems({tr("Image"), tr("Feedback"), tr("Both")});
  overlays_->setCurrentIndex(both);
  for (QComboBox* combo : {layers_, overlays_}) combo->setFixedHeight(theme().px(22));
  connect(runs_, &HeatRunSelector::current_changed, this, qOverload<>(&QWidget::update));
  connect(quantities_, &SegmentedControl::current_changed, this, qOverload<>(&QWidget::update));
  connect(overlays_, &QComboBox::activated, this, qOverload<>(&QWidget::update));
  connect(layers_, &QComboBox::activated, &focus, &Focus::set_layer);
  const auto ask_again = [this] {
    page_ = 0;
    emit interest_changed();
    if (snapshot() && isVisible()) refresh();
  };
  connect(&focus, &Focus::layer_changed, this, ask_again);
  connect(&focus, &Focus::sample_changed, this, ask_again);
}

void MapView::set_theme(const Theme& theme) {
  runs_->set_theme(theme);
  quantities_->set_theme(theme);
  for (QComboBox* combo : {layers_, overlays_}) combo->setFixedHeight(theme.px(22));
  View::set_theme(theme);
}

void MapView::add_interest(Interest& interest) const {
  interest.sample = true;
  interest.sample_from_test = focus().sample_from_test();
  interest.sample_index = focus().sample();
  interest.map_layers.push_back(focus().layer());
  interest.weight_layers.push_back(focus().layer());
}

QList<QWidget*> MapView::title_controls() {
  return {runs_, layers_, quantities_, overlays_};
}

bool MapView::shows_feedback() const {
  return quantities_->current() == 1;
}

const LayerMap* MapView::map_of(std::size_t run) const {
  if (!snapshot() || run >= snapshot()->runs.size() || !snapshot()->runs[run].sample) return nullptr;
  for (const LayerMap& map : snapshot()->runs[run].sample->maps) {
    const auto size = static_cast<std::size_t>(map.shape.size());
    const bool is_whole = map.activation.size() == size && map.feedback.size() == size;
    if (map.layer == focus().layer() && map.shape.is_image() && is_whole) return &map;
  }
  return nullptr;
}

bool MapView::has_maps() const {
  return map_of(runs_->run()) != nullptr && (!runs_->subtracted() || map_of(*runs_->subtracted()) != nullptr);
}

QString MapView::empty_sentence() const {
  if (!snapshot() || snapshot()->runs.empty()) return {};
  const auto& layers = snapshot()->runs.front().layers;
  if (std::ranges::none_of(layers, [](const LayerSnapshot& layer) { return layer.output.is_image(); }))
    return tr("Only for convolutional networks. Choose LeNet under Preset");
  const auto layer = static_cast<std::size_t>(focus().layer());
  const bool gives_maps = layer < layers.size() && layers[layer].output.is_image();
  return gives_maps ? QString() : tr("This layer gives no maps. Choose a convolution");
}

/// Layers without maps are passed over.
void MapView::list_choices() {
  list_layers(*layers_, *snapshot());
  auto* items = qobject_cast<QStandardItemModel*>(layers_->model());
  const auto& layers = snapshot()->runs.front().layers;
  for (int layer = 0; layer < layers_->count(); ++layer)
    items->item(layer)->setEnabled(layers[static_cast<std::size_t>(layer)].output.is_image());
  const QSignalBlocker blocker(layers_);
  layers_->setCurrentIndex(focus().layer() < layers_->count() ? focus().layer() : -1);
}

void MapView::refresh() {
  runs_->list_runs(*snapshot());
  if (!snapshot()->runs.empty()) list_choices();
  update();
}

std::optional<Shape> MapView::kernel_shape() const {
  const auto layer = static_cast<std::size_t>(focus().layer());
  const auto& specs = snapshot()->experiment->network.layers;
  if (layer >= specs.size() || !snapshot()->runs[runs_->run()].layers[layer].weights) return std::nullopt;
  const Settings& settings = specs[layer].kind.settings;
  if (!settings.has("kernel_height") || !settings.has("kernel_width")) return std::nullopt;
  Shape shape{
      .channels = 1, .height = settings.integer("kernel_height"), .width = settings.integer("kernel_width")};
  const std::int64_t inputs = snapshot()->runs[runs_->run()].layers[layer].weights->weight.columns;
  if (shape.size() <= 0 || inputs % shape.size() != 0) return std::nullopt;
  shape.channels = inputs / shape.size();
  return shape;
}

MapView::Places MapView::places(const QRect& area, const Theme& theme) const {
  Places result;
  const LayerMap& map = *map_of(runs_->run());
  const int line = QFontMetrics(theme.small()).height();
  const QRect inside = area.adjusted(theme.px(10), theme.px(8), -theme.px(10), -theme.px(4));
  const int footer = line + theme.px(6);
  result.footer = QRect(inside.left(), inside.bottom() - footer, inside.width(), footer);
  const Shape& input = snapshot()->dataset->shape;
  int left = inside.left();
  if (input.is_image()) {
    const int side = std::min(inside.height() - footer - 3 * line, inside.width() * 3 / 10);
    result.image = QRect(inside.left(), inside.top() + line + theme.px(2), side,
                         static_cast<int>(side * input.height / std::max<std::int64_t>(1, input.width)));
    left = result.image.right() + theme.px(16);
  }
  const QRect rest(left, inside.top(), inside.right() - left, inside.height() - footer - theme.px(4));
  result.first = std::min(page_ * maps_a_page, std::max<std::int64_t>(0, map.shape.channels - 1));
  const auto count = static_cast<int>(std::min(maps_a_page, map.shape.channels - result.first));
  const bool has_kernels = kernel_shape().has_value();
  const double cell_aspect = (has_kernels ? 1.0 + kernel_part + 0.06 : 1.0) *
                             static_cast<double>(map.shape.width) / static_cast<double>(map.shape.height);
  const int gap = theme.px(8);
  // The number of columns with the largest maps.
  int best_columns = 1;
  double best = 0.0;
  for (int columns = 1; columns <= count; ++columns) {
    const int rows = (count + columns - 1) / columns;
    const double by_width = (rest.width() - gap * (columns - 1)) / static_cast<double>(columns) / cell_aspect;
    const double by_height = (rest.height() - gap * (rows - 1)) / static_cast<double>(rows) - line;
    const double height = std::min(by_width, by_height);
    if (height > best) {
      best = height;
      best_columns = columns;
    }
  }
  const int height = std::max(4, static_cast<int>(best));
  const int width =
      static_cast<int>(best * static_cast<double>(map.shape.width) / static_cast<double>(map.shape.height));
  const int cell_width = static_cast<int>(best * cell_aspect) + gap;
  for (int i = 0; i < count; ++i) {
    const int x = rest.left() + i % best_columns * cell_width;
    const int y = rest.top() + i / best_columns * (height + line + gap) + line;
    result.maps.emplace_back(x, y, std::max(4, width), height);
    if (!has_kernels) continue;
    const int side = static_cast<int>(height * kernel_part);
    result.kernels.emplace_back(x + width + theme.px(3), y, side, side);
  }
  return result;
}

Table MapView::map_table(std::int64_t channel) const {
  const LayerMap& own = *map_of(runs_->run());
  const LayerMap* other = runs_->subtracted() ? map_of(*runs_->subtracted()) : nullptr;
  Table table{.rows = own.shape.height, .columns = own.shape.width, .values = {}};
  const std::int64_t places = table.rows * table.columns;
  for (std::int64_t at = channel * places; at < (channel + 1) * places; ++at) {
    const auto index = static_cast<std::size_t>(at);
    const auto of = [&](const LayerMap& map) {
      return shows_feedback() ? map.feedback[index] : map.activation[index];
    };
    table.values.push_back(of(own) - (other != nullptr ? of(*other) : 0.0F));
  }
  return table;
}

/// The mean over the filter's input channels.
Table MapView::kernel_table(std::int64_t channel, const Shape& shape) const {
  const auto layer = static_cast<std::size_t>(focus().layer());
  const auto& own = snapshot()->runs[runs_->run()].layers[layer].weights;
  const auto other =
      runs_->subtracted() ? snapshot()->runs[*runs_->subtracted()].layers[layer].weights : nullptr;
  Table table{.rows = shape.height, .columns = shape.width, .values = {}};
  const std::int64_t places = shape.height * shape.width;
  for (std::int64_t place = 0; place < places; ++place) {
    float sum = 0.0F;
    for (std::int64_t from = 0; from < shape.channels; ++from) {
      sum += own->weight.at(channel, from * places + place);
      if (other) sum -= other->weight.at(channel, from * places + place);
    }
    table.values.push_back(sum / static_cast<float>(shape.channels));
  }
  return table;
}

float MapView::map_range() const {
  std::vector<float> all;
  for (std::int64_t channel = 0; channel < map_of(runs_->run())->shape.channels; ++channel) {
    const Table table = map_table(channel);
    all.insert(all.end(), table.values.begin(), table.values.end());
  }
  return symmetric_range(all);
}

float MapView::filter_range(const Places& places, const Shape& kernel) const {
  float range = 0.0F;
  for (std::int64_t i = 0; i < std::ssize(places.kernels); ++i)
    range = std::max(range, largest_size(kernel_table(places.first + i, kernel)));
  return range;
}

QRect MapView::map_area(std::int64_t channel) const {
  if (!has_maps()) return {};
  const Places shown = places(rect(), theme());
  const std::int64_t at = channel - shown.first;
  return at >= 0 && at < std::ssize(shown.maps) ? shown.maps[static_cast<std::size_t>(at)] : QRect();
}

float MapView::value(std::int64_t channel, std::int64_t y, std::int64_t x) const {
  return map_table(channel).at(y, x);
}

void MapView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().base);
  if (has_maps()) {
    paint_all(painter, rect(), theme(), ranges_, false);
  } else {
    paint_empty(painter, rect(), theme(), empty_sentence());
  }
  if (hasFocus()) paint_focus(painter, rect(), theme());
}

void MapView::paint_all(QPainter& painter, const QRect& area, const Theme& theme, Ranges& ranges,
                        bool is_figure) const {
  const Places shown = places(area, theme);
  if (!shown.image.isEmpty()) paint_image(painter, shown.image, theme, ranges.image, is_figure);
  const bool running = snapshot()->running;
  const float range = ranges.maps.follow(
      shows_feedback() ? QStringLiteral("feedback of maps") : QStringLiteral("activation of maps"), running,
      [this] { return map_range(); });
  const HeatScale scale = HeatScale::for_signed(theme, range);
  const auto kernel = kernel_shape();
  const bool is_alike = ranges.filters.mode() != HeatRange::Mode::automatic;
  const float filters = kernel && is_alike
                            ? ranges.filters.follow(QStringLiteral("weights"), running,
                                                    [&] { return filter_range(shown, *kernel); })
                            : 0.0F;
  const int line = QFontMetrics(theme.small()).height();
  const auto draw = [&](const QRect& place, const QImage& image) {
    painter.drawImage(place, is_figure ? with_sharp_cells(image, place.size()) : image);
    painter.setPen(theme.separator);
    painter.drawRect(place.adjusted(0, 0, -1, -1));
  };
  for (std::size_t i = 0; i < shown.maps.size(); ++i) {
    const std::int64_t channel = shown.first + static_cast<std::int64_t>(i);
    draw(shown.maps[i], heat_image(map_table(channel), scale));
    painter.setFont(theme.small());
    painter.setPen(theme.muted_text);
    painter.drawText(QRect(shown.maps[i].left(), shown.maps[i].top() - line, shown.maps[i].width(), line),
                     Qt::AlignLeft | Qt::AlignVCenter, QString::number(channel + 1));
    if (!kernel || i >= shown.kernels.size()) continue;
    const Table filter = kernel_table(channel, *kernel);
    const float widest = is_alike ? filters : largest_size(filter);
    draw(shown.kernels[i], heat_image(filter, HeatScale::for_signed(theme, widest)));
  }
  const int right = paint_signed_scale(painter, shown.footer, range, theme);
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  QString words = shows_feedback() ? tr("feedback at each place") : tr("activation at each place");
  if (kernel)
    words += is_alike ? tr(" · beside it its filter, ±%1").arg(scale_end_text(filters).mid(1))
                      : tr(" · beside it its filter, own scale");
  const QRect rest = shown.footer.adjusted(right - shown.footer.left() + theme.px(12), 0, 0, 0);
  painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
                   painter.fontMetrics().elidedText(words, Qt::ElideRight, rest.width()));
}

/// The sample, with the feedback to it as far as that is wanted.
void MapView::paint_image(QPainter& painter, const QRect& area, const Theme& theme, HeatRange& range,
                          bool is_figure) const {
  const SampleSnapshot& sample = *snapshot()->runs[runs_->run()].sample;
  const Dataset& dataset = *snapshot()->dataset;
  std::vector<float> feedback = sample.input_feedback;
  if (runs_->subtracted() && snapshot()->runs[*runs_->subtracted()].sample) {
    const auto& other = snapshot()->runs[*runs_->subtracted()].sample->input_feedback;
    for (std::size_t i = 0; i < std::min(feedback.size(), other.size()); ++i) feedback[i] -= other[i];
  }
  const QImage picture = sample_image(dataset, sample.input, theme);
  const int overlay = overlays_->currentIndex();
  QImage image = picture;
  if (overlay != image_only && !feedback.empty())
    image = input_feedback_image(dataset.shape, feedback,
                                 range.follow(QStringLiteral("feedback of inputs"), snapshot()->running,
                                              [&] { return symmetric_range(feedback); }),
                                 theme, overlay == both ? picture : QImage());
  painter.drawImage(area, is_figure ? with_sharp_cells(image, area.size()) : image);
  painter.setPen(theme.control_border);
  painter.drawRect(area.adjusted(0, 0, -1, -1));
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  const QFontMetrics metrics = painter.fontMetrics();
  const QString number = sample.from_test ? tr("Test sample %1").arg(count_text(sample.index + 1))
                                          : tr("Training sample %1").arg(count_text(sample.index + 1));
  painter.drawText(
      QRect(area.left(), area.top() - metrics.height() - theme.px(2), area.width(), metrics.height()),
      Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(number, Qt::ElideRight, area.width()));
  if (sample.probabilities.empty()) return;
  const QStringList classes = class_names(*snapshot());
  const QString answer =
      tr("label %1 · predicted %2").arg(classes.value(sample.label), classes.value(sample.prediction));
  painter.drawText(QRect(area.left(), area.bottom() + theme.px(3), area.width(), metrics.height()),
                   Qt::AlignLeft | Qt::AlignVCenter,
                   metrics.elidedText(answer, Qt::ElideRight, area.width()));
}

void MapView::mouseMoveEvent(QMouseEvent* event) {
  if (!has_maps()) return;
  const QPoint point = event->position().toPoint();
  const Places shown = places(rect(), theme());
  for (std::size_t i = 0; i < shown.maps.size(); ++i) {
    const QRect& area = shown.maps[i];
    if (!area.contains(point)) continue;
    const std::int64_t channel = shown.first + static_cast<std::int64_t>(i);
    const Shape& shape = map_of(runs_->run())->shape;
    const std::int64_t x = (point.x() - area.left()) * shape.width / area.width();
    const std::int64_t y = (point.y() - area.top()) * shape.height / area.height();
    const auto number = static_cast<double>(value(channel, y, x));
    return show_cell_tip(*this, QRect(point, QSize(8, 8)),
                         tr("%1 · %2, channel %3")
                             .arg(runs_->words(), layer_title(snapshot()->runs.front(), focus().layer()))
                             .arg(channel + 1),
                         {tr("row %1, column %2").arg(y + 1).arg(x + 1),
                          shows_feedback() ? tr("feedback %1").arg(signed_text(number))
                                           : tr("activation %1").arg(number_text(number))});
  }
  hide_cell_tip();
}

void MapView::leaveEvent(QEvent* event) {
  View::leaveEvent(event);
  hide_cell_tip();
}

void MapView::turn_page(int pages) {
  if (!has_maps()) return;
  const std::int64_t last = (map_of(runs_->run())->shape.channels - 1) / maps_a_page;
  page_ = std::clamp<std::int64_t>(page_ + pages, 0, last);
  hide_cell_tip();
  update();
}

void MapView::wheelEvent(QWheelEvent* event) {
  if (event->angleDelta().y() != 0) turn_page(event->angleDelta().y() < 0 ? 1 : -1);
  event->accept();
}

void MapView::keyPressEvent(QKeyEvent* event) {
  const int key = event->key();
  const int digit = key - Qt::Key_1;
  const bool is_sideways = key == Qt::Key_Left || key == Qt::Key_Right;
  if (runs_->choose_by_key(key)) {
    update();
  } else if (digit >= 0 && digit < std::min(9, layers_->count())) {
    focus().set_layer(digit);
  } else if (is_sideways && has_maps()) {
    const Dataset& dataset = *snapshot()->dataset;
    const bool is_test = focus().sample_from_test() && dataset.test.count() > 0;
    const std::int64_t count = is_test ? dataset.test.count() : dataset.train.count();
    focus().set_sample(
        std::clamp<std::int64_t>(focus().sample() + (key == Qt::Key_Left ? -1 : 1), 0, count - 1));
  } else if (key == Qt::Key_PageDown || key == Qt::Key_PageUp) {
    turn_page(key == Qt::Key_PageDown ? 1 : -1);
  } else {
    View::keyPressEvent(event);
  }
}

void MapView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  painter.fillRect(area, theme.base);
  if (!has_maps()) return paint_empty(painter, area, theme, empty_sentence());
  const int line = QFontMetrics(theme.bold()).height() + theme.px(6);
  painter.setFont(theme.bold());
  painter.setPen(theme.text);
  const QString layer = layer_title(snapshot()->runs.front(), focus().layer());
  const QString what = shows_feedback() ? tr("%1: feedback maps, %2") : tr("%1: activation maps, %2");
  painter.drawText(area.adjusted(theme.px(10), theme.px(6), 0, 0), Qt::AlignLeft | Qt::AlignTop,
                   what.arg(layer, runs_->words()));
  Ranges ranges;
  ranges.maps.copy_for_figure(ranges_.maps);
  ranges.filters.copy_for_figure(ranges_.filters);
  ranges.image.copy_for_figure(ranges_.image);
  paint_all(painter, area.adjusted(0, line, 0, 0), theme, ranges, true);
}

ExportWork MapView::table() const {
  if (!has_maps()) return {};
  TableText table("run,channel,row,column,activation,feedback");
  const LayerMap& own = *map_of(runs_->run());
  const LayerMap* other = runs_->subtracted() ? map_of(*runs_->subtracted()) : nullptr;
  const QString name =
      other != nullptr ? runs_->words() : QString::fromStdString(snapshot()->runs[runs_->run()].name);
  const auto less = [other](const std::vector<float>& of, const std::vector<float> LayerMap::*values,
                            std::size_t at) { return of[at] - (other ? (other->*values)[at] : 0.0F); };
  std::size_t at = 0;
  for (std::int64_t channel = 0; channel < own.shape.channels; ++channel)
    for (std::int64_t y = 0; y < own.shape.height; ++y) {
      const auto start = TableText::start(name, channel + 1, y + 1);
      for (std::int64_t x = 0; x < own.shape.width; ++x, ++at)
        table.row(start, x + 1, less(own.activation, &LayerMap::activation, at),
                  less(own.feedback, &LayerMap::feedback, at));
    }
  return table.finished();
}

ViewEntry map_view_entry() {
  return {.name = QStringLiteral("maps"),
          .object_name = QStringLiteral("dock.maps"),
          .title = MapView::tr("Maps"),
          .summary = MapView::tr("What each channel makes of the shown sample, place by place"),
          .make = [](Focus& focus, QWidget* parent) -> View* { return new MapView(focus, parent); }};
}

}  // namespace lfp
