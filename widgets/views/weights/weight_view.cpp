#include "widgets/views/weights/weight_view.h"

#include "widgets/controls/segmented_control.h"
#include "widgets/style/frames.h"
#include "widgets/views/focus.h"
#include "widgets/views/names/layer_names.h"
#include "widgets/views/title_controls.h"
#include "widgets/views/view_entry.h"
#include "widgets/views/weight_matrix/weight_table.h"

#include <QComboBox>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <algorithm>

namespace lfp {

namespace {

constexpr int fade_interval = 33;  // milliseconds

}  // namespace

WeightView::WeightView(Focus& focus, QWidget* parent) : View(focus, parent) {
  clock_.start();
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  connect(&runs_, &RunChooser::changed, this, &WeightView::runs_chosen);
  setAccessibleName(tr("Weights and sign flips"));
  setAccessibleDescription(
      tr("Rows are neurons, columns their inputs; a magenta frame marks a weight whose sign flipped."));
  QWidget* shelf = title_shelf(*this);
  layers_ = new QComboBox(shelf);
  layers_->setAccessibleName(tr("Layer"));
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

/// Layers without weights are skipped.
void WeightView::list_choices() {
  list_layers(*layers_, *snapshot());
  auto* items = qobject_cast<QStandardItemModel*>(layers_->model());
  for (int layer = 0; layer < layers_->count(); ++layer) {
    const bool is_shown = has_weights(layer);
    items->item(layer)->setEnabled(is_shown);
    items->item(layer)->setToolTip(is_shown ? QString() : tr("This layer has no weights"));
  }
  const QSignalBlocker blocker(layers_);
  layers_->setCurrentIndex(focus().layer() < layers_->count() ? focus().layer() : -1);
}

WeightWish WeightView::wish(const QRect& area, const Theme& theme, const QString& title) const {
  return {.snapshot = shown_ && snapshot()->running ? *shown_ : *snapshot(),
          .runs = runs_.shown(),
          .is_difference = runs_.is_difference(),
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
  const bool is_of_one_step = quantity() == WeightQuantity::feedback;
  shown_ = is_of_one_step ? smooth_.follow(snapshot(), clock_.elapsed(), focus().layer()) : nullptr;
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
  // Flips that happen while the view is hidden are not "just now" when it is shown again.
  fades_.clear();
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
                       .runs = runs_.shown(),
                       .is_difference = runs_.is_difference(),
                       .layer = focus().layer()});
}

ViewEntry weight_view_entry() {
  return {.name = QStringLiteral("weights"),
          .title = WeightView::tr("Weights"),
          .summary = WeightView::tr("One layer's weights in every run, and which of them changed sign"),
          .make = [](Focus& focus, QWidget* parent) { return new WeightView(focus, parent); },
          .places = {{PerspectiveKind::build, Region::detail, 1},
                     {PerspectiveKind::train, Region::detail, 1},
                     {PerspectiveKind::compare, Region::detail, 1}},
          .pin = Pinnable::layer};
}

}  // namespace lfp
