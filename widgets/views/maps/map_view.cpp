#include "widgets/views/maps/map_view.h"

#include "widgets/controls/cell_tip.h"
#include "widgets/controls/segmented_control.h"
#include "widgets/style/frames.h"
#include "widgets/style/number_text.h"
#include "widgets/views/export/table_text.h"
#include "widgets/views/focus.h"
#include "widgets/views/names/layer_names.h"
#include "widgets/views/runs/run_selector.h"
#include "widgets/views/title_controls.h"
#include "widgets/views/view_entry.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QWheelEvent>
#include <algorithm>

namespace lfp {

MapView::MapView(Focus& focus, QWidget* parent) : View(focus, parent) {
  clock_.start();
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  QWidget* shelf = title_shelf(*this);
  run_control_ = new RunSelector(runs_, shelf);
  quantities_ = new SegmentedControl({tr("Activation"), tr("Feedback")}, shelf);
  quantities_->setAccessibleName(tr("Colour by"));
  layers_ = new QComboBox(shelf);
  layers_->setAccessibleName(tr("Layer"));
  overlays_ = new QComboBox(shelf);
  overlays_->setAccessibleName(tr("Input"));
  overlays_->addItems({tr("Image"), tr("Feedback"), tr("Both")});
  overlays_->setCurrentIndex(both);
  connect(&runs_, &RunChooser::changed, this, qOverload<>(&QWidget::update));
  connect(quantities_, &SegmentedControl::current_changed, this, qOverload<>(&QWidget::update));
  connect(overlays_, &QComboBox::activated, this, qOverload<>(&QWidget::update));
  connect(layers_, &QComboBox::activated, &focus, &Focus::set_layer);
  const auto ask_again = [this] {
    page_ = 0;
    if (snapshot() && isVisible()) refresh();
  };
  connect(&focus, &Focus::layer_changed, this, ask_again);
  connect(&focus, &Focus::sample_changed, this, ask_again);
}

void MapView::add_interest(Interest& interest) const {
  interest.sample = true;
  focus().name_sample(interest);
  interest.map_layers.push_back(focus().layer());
  interest.weight_layers.push_back(focus().layer());
}

QList<QWidget*> MapView::title_controls() {
  return {run_control_, layers_, quantities_, overlays_};
}

bool MapView::shows_feedback() const {
  return quantities_->current() == 1;
}

const LayerMap* MapView::map_of(std::size_t run) const {
  if (!snapshot() || run >= values().runs.size() || !values().runs[run].sample) return nullptr;
  for (const LayerMap& map : values().runs[run].sample->maps) {
    const auto size = static_cast<std::size_t>(map.shape.size());
    const bool is_whole = map.activation.size() == size && map.feedback.size() == size;
    if (map.layer == focus().layer() && map.shape.is_image() && is_whole) return &map;
  }
  return nullptr;
}

bool MapView::has_maps() const {
  return map_of(runs_.run()) != nullptr && (!runs_.subtracted() || map_of(*runs_.subtracted()) != nullptr);
}

QString MapView::empty_sentence() const {
  if (!snapshot() || snapshot()->runs.empty()) return {};
  const auto& layers = snapshot()->runs.front().layers;
  if (std::ranges::none_of(layers, [](const LayerSnapshot& layer) { return layer.output.is_image(); }))
    return tr("Only for convolutional networks. Choose LeNet under Preset");
  const auto layer = static_cast<std::size_t>(focus().layer());
  const bool gives_maps = layer < layers.size() && layers[layer].output.is_image();
  return gives_maps ? QString() : tr("This layer has no feature maps. Choose a convolution");
}

/// Layers without maps are passed over.
void MapView::list_choices() {
  list_layers(*layers_, *snapshot());
  auto* items = qobject_cast<QStandardItemModel*>(layers_->model());
  const auto& layers = snapshot()->runs.front().layers;
  for (int layer = 0; layer < layers_->count(); ++layer) {
    const bool is_shown = layers[static_cast<std::size_t>(layer)].output.is_image();
    items->item(layer)->setEnabled(is_shown);
    items->item(layer)->setToolTip(is_shown ? QString() : tr("This layer has no feature maps"));
  }
  const QSignalBlocker blocker(layers_);
  layers_->setCurrentIndex(focus().layer() < layers_->count() ? focus().layer() : -1);
}

void MapView::refresh() {
  shown_ = smooth_.follow(snapshot(), clock_.elapsed());
  if (!snapshot()->runs.empty()) list_choices();
  update();
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

void MapView::mouseMoveEvent(QMouseEvent* event) {
  if (!has_maps()) return;
  const QPoint point = event->position().toPoint();
  const Places shown = places(rect(), theme());
  for (std::size_t i = 0; i < shown.maps.size(); ++i) {
    const QRect& area = shown.maps[i];
    if (!area.contains(point)) continue;
    const std::int64_t channel = shown.first + static_cast<std::int64_t>(i);
    const Shape& shape = map_of(runs_.run())->shape;
    const std::int64_t x = (point.x() - area.left()) * shape.width / area.width();
    const std::int64_t y = (point.y() - area.top()) * shape.height / area.height();
    const auto number = static_cast<double>(value(channel, y, x));
    return show_cell_tip(*this, QRect(point, QSize(8, 8)),
                         tr("%1 · %2, channel %3")
                             .arg(runs_.words(), layer_title(snapshot()->runs.front(), focus().layer()))
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
  const std::int64_t last = (map_of(runs_.run())->shape.channels - 1) / maps_a_page;
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
  if (runs_.choose_by_key(key)) {
    update();
  } else if (digit >= 0 && digit < std::min(9, layers_->count())) {
    focus().set_layer(digit);
  } else if (is_sideways && has_maps()) {
    focus().step_sample(*snapshot()->dataset, key == Qt::Key_Left ? -1 : 1);
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
                   what.arg(layer, runs_.words()));
  Ranges ranges;
  ranges.maps.copy_for_figure(ranges_.maps);
  ranges.filters.copy_for_figure(ranges_.filters);
  ranges.image.copy_for_figure(ranges_.image);
  paint_all(painter, area.adjusted(0, line, 0, 0), theme, ranges, true);
}

ExportWork MapView::table() const {
  if (!has_maps()) return {};
  TableText table("run,channel,row,column,activation,feedback");
  const LayerMap& own = *map_of(runs_.run());
  const LayerMap* other = runs_.subtracted() ? map_of(*runs_.subtracted()) : nullptr;
  const QString name =
      other != nullptr ? runs_.words() : QString::fromStdString(snapshot()->runs[runs_.run()].name);
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
          .title = MapView::tr("Maps"),
          .summary = MapView::tr("What each channel makes of the shown sample, place by place"),
          .make = [](Focus& focus, QWidget* parent) -> View* { return new MapView(focus, parent); },
          .home = Region::data,
          .shows = [](const DataTraits& traits) { return traits.are_images; },
          .needs = MapView::tr("Needs images, and a layer of convolution"),
          .is_about = [](const LayerSnapshot& layer) { return layer.output.is_image(); },
          .pin = Pinnable::layer};
}

}  // namespace lfp
