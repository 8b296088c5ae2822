#include "widgets/views/weights/weight_view.h"

#include "widgets/controls/run_badge.h"
#include "widgets/controls/segmented_control.h"
#include "widgets/style/frames.h"
#include "widgets/style/number_text.h"
#include "widgets/views/focus.h"
#include "widgets/views/heat/heat_words.h"
#include "widgets/views/weights/weight_table.h"

#include <QApplication>
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

constexpr int fade_interval = 33;  // milliseconds
constexpr double zoom_per_notch = 1.25;

/// Where a weight comes from: a neuron of the layer before, or where it is one of a kernel's, its number
/// there.
QString input_title(const RunSnapshot& run, int layer, std::int64_t input) {
  const auto at = static_cast<std::size_t>(layer);
  const bool is_per_unit = layer == 0 || run.layers[at].inputs == run.layers[at - 1].units;
  const bool is_kernel = layer == 0 && run.layers[at].output.is_image();
  if (is_per_unit && !is_kernel) return neuron_title(run, layer - 1, input);
  return WeightView::tr("Weight %1").arg(input + 1);
}

}  // namespace

WeightView::WeightView(Focus& focus, QWidget* parent) : View(focus, parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Weights and sign flips"));
  setAccessibleDescription(
      tr("Rows are neurons, columns their inputs; a magenta frame marks a weight whose sign flipped."));
  QWidget* shelf = title_shelf(*this);
  layers_ = new QComboBox(shelf);
  layers_->setAccessibleName(tr("Layer"));
  layers_->setFixedHeight(theme().px(22));
  quantities_ = new SegmentedControl({tr("Weights"), tr("Feedback"), tr("Flips")}, shelf);
  quantities_->setAccessibleName(tr("Colour by"));
  quantities_->set_segment_tooltip(0, tr("The weights as they are now"));
  quantities_->set_segment_tooltip(1, tr("The feedback that each weight got in the last step"));
  quantities_->set_segment_tooltip(2, tr("How often each weight has changed its sign"));
  connect(layers_, &QComboBox::activated, &focus, &Focus::set_layer);
  connect(&focus, &Focus::layer_changed, this, &WeightView::follow_layer);
  connect(quantities_, &SegmentedControl::current_changed, this, &WeightView::show_again);
  fade_timer_.setInterval(fade_interval);
  connect(&fade_timer_, &QTimer::timeout, this, &WeightView::fade);
}

void WeightView::set_theme(const Theme& theme) {
  quantities_->set_theme(theme);
  layers_->setFixedHeight(theme.px(22));
  View::set_theme(theme);
}

void WeightView::add_interest(Interest& interest) const {
  auto& layers = interest.weight_layers;
  if (std::find(layers.begin(), layers.end(), focus().layer()) == layers.end())
    layers.push_back(focus().layer());
}

QList<QWidget*> WeightView::title_controls() {
  return {layers_, quantities_};
}

WeightQuantity WeightView::quantity() const {
  switch (quantities_->current()) {
    case 1:
      return WeightQuantity::feedback;
    case 2:
      return WeightQuantity::flips;
    default:
      return WeightQuantity::weights;
  }
}

QString WeightView::empty_sentence() const {
  return layers_->currentIndex() < 0 ? tr("Choose a layer")
                                     : tr("This layer has no weights. Choose another one");
}

bool WeightView::has_weights(int layer) const {
  if (!snapshot() || snapshot()->runs.empty()) return false;
  const auto& layers = snapshot()->runs.front().layers;
  return layer < static_cast<int>(layers.size()) && layers[static_cast<std::size_t>(layer)].parameters > 0;
}

/// Layers without weights are passed over.
void WeightView::list_choices() {
  list_layers(*layers_, *snapshot());
  auto* items = qobject_cast<QStandardItemModel*>(layers_->model());
  for (int layer = 0; layer < layers_->count(); ++layer) items->item(layer)->setEnabled(has_weights(layer));
  const QSignalBlocker blocker(layers_);
  layers_->setCurrentIndex(focus().layer() < layers_->count() ? focus().layer() : -1);
}

WeightWish WeightView::wish(const QRect& area, const Theme& theme, const QString& title) const {
  return {.snapshot = *snapshot(),
          .runs = shown_runs(*snapshot()),
          .is_difference = shows_difference(*snapshot()),
          .layer = focus().layer(),
          .quantity = quantity(),
          .zoom = zoom_,
          .area = area,
          .theme = theme,
          .title = title};
}

void WeightView::runs_chosen() {
  zoom_ = {};
  fades_.clear();
  drop_mark();
  show_again();
}

void WeightView::refresh() {
  if (generation_ != snapshot()->generation) {
    generation_ = snapshot()->generation;
    zoom_ = {};
    drag_.reset();
    range_.reset();
    fades_.clear();
    drop_mark();
  }
  list_choices();
  picture_ = WeightPicture(wish(rect(), theme(), {}), range_);
  observe_flips();
  update();
}

void WeightView::observe_flips() {
  if (picture_.is_empty()) return;
  fades_.resize(picture_.layout().panes().size());
  bool is_active = false;
  for (std::size_t pane = 0; pane < fades_.size(); ++pane) {
    fades_[pane].observe(picture_.weights(pane), snapshot()->position.step);
    is_active = is_active || fades_[pane].is_active();
  }
  if (is_active && picture_.has_frames()) fade_timer_.start();
}

void WeightView::fade() {
  const bool is_active =
      std::any_of(fades_.begin(), fades_.end(), [](const FlipFades& fade) { return fade.is_active(); });
  if (!is_active || !isVisible()) fade_timer_.stop();
  update();
}

void WeightView::show_again() {
  range_.reset();
  if (snapshot() && isVisible()) refresh();
}

void WeightView::follow_layer(int /*layer*/) {
  zoom_ = {};
  fades_.clear();
  drop_mark();
  emit interest_changed();
  show_again();
}

void WeightView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().base);
  if (!picture_.is_empty()) {
    picture_.paint(painter, theme(), fades_, marked_);
  } else if (layers_->currentIndex() < 0 ||
             !has_weights(
                 layers_->currentIndex())) {  // else the weights of a newly chosen layer are on their way
    paint_empty(painter, rect(), theme(), empty_sentence());
  }
  if (hasFocus()) paint_focus(painter, rect(), theme());
}

void WeightView::resizeEvent(QResizeEvent* event) {
  View::resizeEvent(event);
  if (snapshot() && isVisible()) refresh();
}

void WeightView::hideEvent(QHideEvent* event) {
  View::hideEvent(event);
  fade_timer_.stop();
  // What flips while nobody looks is not "just now" when the view comes back.
  fades_.clear();
}

void WeightView::set_zoom(const MatrixZoom& zoom) {
  const bool was_averaged = picture_.layout().cell() < 1.0;
  zoom_ = zoom;
  refresh();
  if (was_averaged || picture_.layout().cell() < 1.0) show_again();
}

void WeightView::wheelEvent(QWheelEvent* event) {
  const std::optional<std::size_t> pane = picture_.layout().pane_at(event->position());
  if (!pane) return;
  const double factor = std::pow(zoom_per_notch, event->angleDelta().y() / 120.0);
  set_zoom(picture_.layout().zoomed(zoom_, *pane, event->position(), factor));
  event->accept();
}

void WeightView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || picture_.is_empty()) return;
  pressed_ = event->position();
  if (zoom_.factor <= 1.0) return;
  drag_ = event->position();
  hide_cell_tip();
  setCursor(Qt::ClosedHandCursor);
}

void WeightView::mouseMoveEvent(QMouseEvent* event) {
  if (picture_.is_empty()) return;
  if (drag_) {
    const QPointF by = event->position() - *drag_;
    drag_ = event->position();
    set_zoom(picture_.layout().dragged(zoom_, by));
    return;
  }
  const std::optional<std::size_t> pane = picture_.layout().pane_at(event->position());
  const auto cell = pane ? picture_.layout().cell_at(*pane, event->position()) : std::nullopt;
  if (!cell) {
    drop_mark();
  } else {
    show_tip(*pane, *cell);
  }
}

void WeightView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  drag_.reset();
  unsetCursor();
  if ((event->position() - pressed_).manhattanLength() < QApplication::startDragDistance())
    choose_cell(event->position());
}

/// A weight or bias that is clicked is looked at closely.
void WeightView::choose_cell(const QPointF& place) {
  if (picture_.is_empty()) return;
  const std::optional<std::size_t> pane = picture_.layout().pane_at(place);
  const auto cell = pane ? picture_.layout().cell_at(*pane, place) : std::nullopt;
  if (!cell) return;
  const bool is_bias = cell->input == picture_.weights(*pane).weight.columns;
  focus().set_item(
      InspectedItem{.layer = focus().layer(), .unit = cell->unit, .input = is_bias ? -1 : cell->input},
      picture_.run(*pane));
}

void WeightView::mouseDoubleClickEvent(QMouseEvent* /*event*/) {
  if (!picture_.is_empty()) set_zoom({});
}

void WeightView::leaveEvent(QEvent* event) {
  View::leaveEvent(event);
  drop_mark();
}

void WeightView::drop_mark() {
  hide_cell_tip();
  if (!marked_) return;
  marked_.reset();
  update();
}

void WeightView::show_tip(std::size_t pane, const WeightCell& cell) {
  marked_ = cell;
  marked_pane_ = pane;
  update();
  if (picture_.is_difference()) return show_difference_tip(cell);
  const LayerWeights& weights = picture_.weights(pane);
  const RunSnapshot& run = snapshot()->runs[picture_.run(pane)];
  const int layer = focus().layer();
  const QString letter = run_letter(static_cast<int>(picture_.run(pane)));
  const QString neuron = neuron_title(run, layer, cell.unit);
  const QString from = input_title(run, layer, cell.input);
  const QRect area = picture_.layout().area_of(pane, cell).toAlignedRect();
  if (cell.input == weights.weight.columns) {
    const float bias = weights.bias[static_cast<std::size_t>(cell.unit)];
    show_cell_tip(*this, area, tr("%1 · %2").arg(letter, neuron),
                  {tr("bias %1").arg(number_text(static_cast<double>(bias)))});
    return;
  }
  const auto index = static_cast<std::size_t>(cell.unit * weights.weight.columns + cell.input);
  const std::int8_t start = weights.initial_sign[index];
  const QString sign = start > 0   ? tr("started positive")
                       : start < 0 ? tr("started negative")
                                   : tr("started at zero");
  const QString flips = weights.flips[index] == 0 ? tr("no flips")
                                                  : tr("%1, last at step %2")
                                                        .arg(flips_words(weights.flips[index]),
                                                             count_text(weights.last_flip_step[index]));
  show_cell_tip(
      *this, area, tr("%1 · %2 → %3").arg(letter, from, neuron),
      {tr("weight %1, %2").arg(number_text(static_cast<double>(weights.weight.values[index])), sign),
       tr("feedback %1").arg(signed_text(static_cast<double>(weights.feedback.values[index]))), flips});
}

void WeightView::show_difference_tip(const WeightCell& cell) {
  const LayerWeights& weights = picture_.weights(0);
  const int layer = focus().layer();
  const RunSnapshot& run = snapshot()->runs.front();
  const auto& a = *run.layers[static_cast<std::size_t>(layer)].weights;
  const auto& b = *snapshot()->runs[1].layers[static_cast<std::size_t>(layer)].weights;
  const QString neuron = neuron_title(run, layer, cell.unit);
  const QRect area = picture_.layout().area_of(0, cell).toAlignedRect();
  const auto line = [](const QString& words, float one, float other) {
    return words.arg(number_text(static_cast<double>(one)), number_text(static_cast<double>(other)),
                     signed_text(static_cast<double>(one - other)));
  };
  const QString weight = tr("weight: A %1, B %2, A − B %3");
  const auto unit = static_cast<std::size_t>(cell.unit);
  if (cell.input == weights.weight.columns)
    return show_cell_tip(*this, area, tr("A − B · %1").arg(neuron),
                         {line(tr("bias: A %1, B %2, A − B %3"), a.bias[unit], b.bias[unit])});
  const auto index = static_cast<std::size_t>(cell.unit * weights.weight.columns + cell.input);
  show_cell_tip(
      *this, area, tr("A − B · %1 → %2").arg(input_title(run, layer, cell.input), neuron),
      {line(weight, a.weight.values[index], b.weight.values[index]),
       line(tr("feedback: A %1, B %2, A − B %3"), a.feedback.values[index], b.feedback.values[index]),
       tr("flips: A %1, B %2").arg(a.flips[index]).arg(b.flips[index])});
}

bool WeightView::move_mark(int key) {
  QPoint by;
  switch (key) {
    case Qt::Key_Left:
      by = {-1, 0};
      break;
    case Qt::Key_Right:
      by = {1, 0};
      break;
    case Qt::Key_Up:
      by = {0, -1};
      break;
    case Qt::Key_Down:
      by = {0, 1};
      break;
    default:
      return false;
  }
  if (picture_.is_empty()) return true;
  WeightCell cell = marked_.value_or(WeightCell{});
  if (marked_) {
    const LayerWeights& weights = picture_.weights(0);
    const std::int64_t last_input = weights.weight.columns - (weights.bias.empty() ? 1 : 0);
    if (picture_.layout().is_lying()) by = by.transposed();
    cell.input = std::clamp<std::int64_t>(cell.input + by.x(), 0, last_input);
    cell.unit = std::clamp<std::int64_t>(cell.unit + by.y(), 0, weights.weight.rows - 1);
  }
  show_tip(std::min(marked_pane_, picture_.layout().panes().size() - 1), cell);
  return true;
}

void WeightView::keyPressEvent(QKeyEvent* event) {
  const int digit = event->key() - Qt::Key_1;
  if (digit >= 0 && digit < std::min(9, layers_->count())) {
    focus().set_layer(digit);
  } else if (event->key() == Qt::Key_Escape && (marked_ || zoom_.factor > 1.0)) {
    drop_mark();
    set_zoom({});
  } else if (!(hasFocus() && snapshot() && choose_runs_by_key(event->key(), *snapshot())) &&
             !move_mark(event->key())) {
    View::keyPressEvent(event);
  }
}

QString WeightView::figure_title() const {
  const QString layer = layer_title(snapshot()->runs.front(), focus().layer());
  switch (quantity()) {
    case WeightQuantity::feedback:
      return tr("%1: feedback per weight").arg(layer);
    case WeightQuantity::flips:
      return tr("%1: sign flips per weight").arg(layer);
    case WeightQuantity::weights:
    case WeightQuantity::first_flip:
      break;
  }
  return tr("%1: weights and sign flips").arg(layer);
}

void WeightView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  painter.fillRect(area, theme.base);
  WeightPicture picture;
  if (snapshot() && !snapshot()->runs.empty()) {
    HeatRange exact;
    exact.copy_for_figure(range_);
    picture = WeightPicture(wish(area, theme, figure_title()), exact);
  }
  if (picture.is_empty()) {
    paint_empty(painter, area, theme, empty_sentence());
  } else {
    picture.paint(painter, theme);
  }
}

ExportWork WeightView::table() const {
  if (!snapshot()) return {};
  return weight_table({.snapshot = snapshot(),
                       .runs = shown_runs(*snapshot()),
                       .is_difference = shows_difference(*snapshot()),
                       .layer = focus().layer()});
}

ViewEntry weight_view_entry() {
  return {.name = QStringLiteral("weights"),
          .object_name = QStringLiteral("dock.weights"),
          .title = WeightView::tr("Weights"),
          .summary = WeightView::tr("One layer's weights in every run, and which of them changed sign"),
          .make = [](Focus& focus, QWidget* parent) { return new WeightView(focus, parent); }};
}

}  // namespace lfp
