#include "widgets/views/network/network_view.h"

#include "widgets/controls/segmented_control.h"
#include "widgets/gl/network_canvas_gl.h"
#include "widgets/views/focus.h"
#include "widgets/views/network/network_sample_strip.h"
#include "widgets/views/network/scene/network_canvas.h"
#include "widgets/views/runs/run_selector.h"
#include "widgets/views/sample_words.h"
#include "widgets/views/title_controls.h"
#include "widgets/views/view_entry.h"

#include <QComboBox>
#include <QToolTip>
#include <algorithm>

namespace lfp {
namespace {

constexpr int tip_delay = 400;
constexpr int narrow_width = 720;
constexpr int fade_step = 40;

}  // namespace

NetworkView::NetworkView(Focus& focus, QWidget* parent)
    : View(focus, parent), motion_(stage_, [this] {
        if (canvas_) canvas_->overlay_changed();
      }) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Network"));
  setAccessibleDescription(
      tr("Layers are columns, neurons are coloured by feedback, connections by weight."));
  clock_.start();
  fade_timer_.setSingleShot(true);
  fade_timer_.setInterval(fade_step);
  tip_timer_.setSingleShot(true);
  tip_timer_.setInterval(tip_delay);
  make_controls();
  strip_ = new NetworkSampleStrip(this);
  strip_->hide();
  connect_controls();
}

void NetworkView::make_controls() {
  QWidget* shelf = title_shelf(*this);
  run_control_ = new RunSelector(runs_, shelf);
  colours_ = new QComboBox(shelf);
  colours_->setAccessibleName(tr("Neurons show"));
  colours_->addItems({tr("Neurons: feedback"), tr("Neurons: activation"), tr("Neurons: sign flips")});
  samples_ = new QComboBox(shelf);
  samples_->setAccessibleName(tr("Samples"));
  samples_->addItems({tr("Mean over batch"), tr("One sample")});
  overlays_ = new SegmentedControl({tr("Image"), tr("Feedback"), tr("Both")}, shelf);
  overlays_->setAccessibleName(tr("Input shows"));
  overlays_->set_current(2);
  overlays_->hide();
  for (QComboBox* combo : {colours_, samples_}) {
    combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  }
}

/// In a narrow view the title's words are shorter.
void NetworkView::fit_words() {
  const bool is_narrow = width() < theme().px(narrow_width);
  const QStringList colours =
      is_narrow ? QStringList{tr("Feedback"), tr("Activation"), tr("Sign flips")}
                : QStringList{tr("Neurons: feedback"), tr("Neurons: activation"), tr("Neurons: sign flips")};
  if (colours_->itemText(0) == colours[0]) return;
  rename_items(*colours_, colours);
  rename_items(*samples_, {is_narrow ? tr("Batch mean") : tr("Mean over batch"), samples_->itemText(1)});
}

/// The choice says which sample it is.
void NetworkView::name_sample() {
  const QString sample = options().one_sample ? sample_words(*snapshot()) : tr("One sample");
  if (!sample.isEmpty() && sample != samples_->itemText(1))
    rename_items(*samples_, {samples_->itemText(0), sample});
}

void NetworkView::connect_controls() {
  connect(&runs_, &RunChooser::changed, this, &NetworkView::change_options);
  connect(colours_, &QComboBox::activated, this, &NetworkView::change_options);
  connect(samples_, &QComboBox::activated, this, &NetworkView::change_options);
  connect(overlays_, &SegmentedControl::current_changed, this, &NetworkView::change_options);
  connect(strip_, &NetworkSampleStrip::chosen, this, &NetworkView::choose_sample);
  connect(&fade_timer_, &QTimer::timeout, this, &NetworkView::rebuild);
  connect(&tip_timer_, &QTimer::timeout, this, [this] { show_tip(stage_.hovered); });
  connect(&focus(), &Focus::layer_changed, this, &NetworkView::rebuild);
  connect(&focus(), &Focus::item_changed, this, &NetworkView::follow_item);
  connect(&focus(), &Focus::sample_changed, this, &NetworkView::rebuild);
}

NetworkOptions NetworkView::options() const {
  NetworkOptions options;
  options.colour = static_cast<NeuronColour>(colours_->currentIndex());
  // After going forward there are activations and no feedback yet.
  const bool has_gone_forward =
      snapshot() && snapshot()->position.next_phase.kind == PhaseKind::output_feedback;
  if (has_gone_forward && options.colour == NeuronColour::feedback) options.colour = NeuronColour::activation;
  options.one_sample = samples_->currentIndex() == 1;
  options.overlay = static_cast<InputOverlay>(overlays_->current());
  options.run = runs_.run();
  options.subtracted = runs_.subtracted();
  const std::size_t runs = snapshot() ? snapshot()->runs.size() : 0;
  if (options.run >= runs) options.run = 0;
  if (options.subtracted && *options.subtracted >= runs) options.subtracted.reset();
  return options;
}

bool NetworkView::has_image() const {
  return has_network(snapshot()) && snapshot()->dataset->shape.is_image();
}

bool NetworkView::shows_strip() const {
  return has_image() && options().one_sample;
}

QList<QWidget*> NetworkView::title_controls() {
  return {run_control_, colours_, samples_, overlays_};
}

void NetworkView::add_interest(Interest& interest) const {
  NetworkOptions shown = options();
  const bool with_flips = shown.colour == NeuronColour::flips;
  if (!has_network(snapshot())) {
    // A figure is drawn from the first snapshot that comes, whatever it holds.
    interest.all_weights = true;
    shown.one_sample = true;
  } else {
    for (std::size_t layer = 0; layer < snapshot()->runs.front().layers.size(); ++layer) {
      const auto number = static_cast<int>(layer);
      const bool is_there =
          std::count(interest.weight_layers.begin(), interest.weight_layers.end(), number) > 0;
      if (!is_there && (with_flips || draws_edges(*snapshot(), layer)))
        interest.weight_layers.push_back(number);
    }
  }
  if (shown.one_sample) {
    interest.sample = true;
    interest.sample_from_test = focus().sample_from_test();
    interest.sample_index = focus().sample();
  } else if (has_image() || shown.colour == NeuronColour::feedback) {
    interest.input_feedback = true;
  }
}

void NetworkView::start_over_if_new() {
  if (generation_ == snapshot()->generation) return;
  generation_ = snapshot()->generation;
  flips_.reset();
  unit_range_.reset();
  input_range_.reset();
  if (!has_network(snapshot())) return;
  const auto sizes = network_sizes(*snapshot());
  if (sizes == sizes_) return;
  sizes_ = sizes;
  stage_.selected = {};
  focus().set_item(std::nullopt);
  stage_.hovered = {};
  stage_.camera = {};
  // An image says more with one sample, a plane with the whole batch.
  if (has_image() != had_image_) samples_->setCurrentIndex(has_image() ? 1 : 0);
  had_image_ = has_image();
  overlays_->setVisible(shows_strip());
  place_children();
}

void NetworkView::change_options() {
  unit_range_.reset();
  input_range_.reset();
  overlays_->setVisible(shows_strip());
  place_children();
  rebuild();
}

void NetworkView::refresh() {
  start_over_if_new();
  if (!has_network(snapshot())) {
    place_children();
    update();
    return;
  }
  flips_.note(snapshot()->position.step, clock_.elapsed());
  // Walking samples means looking at them.
  const bool walks = snapshot()->batch_cursor.has_value();
  if (walks && !walks_samples_ && samples_->currentIndex() == 0) {
    samples_->setCurrentIndex(1);
    change_options();
  }
  walks_samples_ = walks;
  shown_ = smooth_.follow(snapshot(), clock_.elapsed());
  name_sample();
  place_children();
  rebuild();
  motion_.note(*snapshot(), theme().reduces_motion);
  if (is_tip_warm_ && stage_.hovered && QToolTip::isVisible()) show_tip(stage_.hovered);
}

float NetworkView::follow_units(HeatRange& range, const NetworkOptions& shown, const Snapshot& values) const {
  const QString quantity = shown.colour == NeuronColour::flips      ? QStringLiteral("flips of neurons")
                           : shown.colour == NeuronColour::feedback ? QStringLiteral("feedback")
                                                                    : QStringLiteral("activation");
  return range.follow(quantity, values.running, [&] { return unit_range(values, shown); });
}

/// In the middle of a step the range stays as it was: a colour means the same number in all its phases.
float NetworkView::range_of_units(const NetworkOptions& shown) {
  const bool is_for_now = shown.colour == NeuronColour::activation && colours_->currentIndex() == 0;
  if (is_for_now) return follow_units(activation_range_, shown, *shown_);
  const Snapshot& now = *snapshot();
  const bool is_walked = now.position.next_phase.kind != PhaseKind::forward;
  const bool is_held = held_ && held_->generation == now.generation && held_->step == now.position.step &&
                       held_->options == shown && held_->range > 0;
  if (is_walked && is_held && unit_range_.mode() == HeatRange::Mode::automatic) return held_->range;
  const float range = follow_units(unit_range_, shown, *shown_);
  held_ = {.generation = now.generation, .step = now.position.step, .options = shown, .range = range};
  return range;
}

float NetworkView::follow_inputs(HeatRange& range, const NetworkOptions& shown,
                                 const Snapshot& values) const {
  return range.follow(QStringLiteral("feedback of inputs"), values.running,
                      [&] { return input_feedback_range(values, shown); });
}

/// While training runs each picture has the range of its own values, so that none is pale or saturated; the
/// printed one follows slowly. A range that a person fixed, or shares among views, holds for all.
float NetworkView::own_range(const HeatRange& range, float printed, const std::function<float()>& own) const {
  return shown_->running && range.mode() == HeatRange::Mode::automatic ? own() : printed;
}

void NetworkView::rebuild() {
  if (!isVisible() || !canvas_ || !has_network(snapshot()) || !shown_) return;
  const NetworkOptions shown = options();
  const std::int64_t now = clock_.elapsed();
  SceneRequest request;
  request.snapshot = shown_.get();
  request.options = shown;
  request.size = canvas_area().size();
  request.theme = theme();
  request.range = range_of_units(shown);
  request.own_range = own_range(unit_range_, request.range, [&] { return unit_range(*shown_, shown); });
  if (has_image()) {
    request.input_range = follow_inputs(input_range_, shown, *shown_);
    request.own_input_range =
        own_range(input_range_, request.input_range, [&] { return input_feedback_range(*shown_, shown); });
  }
  request.focus_layer = focus().layer();
  request.selected = stage_.selected;
  request.flips = theme().reduces_motion ? nullptr : &flips_;
  request.now = now;
  stage_.scene = make_scene(request);
  if (shows_strip()) strip_->show_samples(snapshot()->dataset, focus().sample(), focus().sample_from_test());
  if (stage_.scene.has_fresh_flips && !theme().reduces_motion) fade_timer_.start();
  canvas_->scene_changed();
}

void NetworkView::showEvent(QShowEvent* event) {
  make_canvas();
  place_children();
  View::showEvent(event);
  if (has_network(snapshot())) rebuild();
}

void NetworkView::make_canvas() {
  if (canvas_) return;
  is_opengl_ = opengl_usable(renderer_);
  canvas_ = is_opengl_ ? make_gl_canvas(stage_, this) : make_raster_canvas(stage_, this);
  canvas_->widget().hide();
}

QRect NetworkView::canvas_area() const {
  return rect().adjusted(0, 0, 0, shows_strip() ? -strip_->height_in(height()) : 0);
}

void NetworkView::place_children() {
  const QRect area = canvas_area();
  strip_->setVisible(shows_strip());
  strip_->setGeometry(0, area.bottom() + 1, width(), height() - area.height());
  if (!canvas_) return;
  canvas_->widget().setGeometry(area);
  canvas_->widget().setVisible(has_network(snapshot()));
}

void NetworkView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  if (has_network(snapshot()))
    painter.fillRect(rect(), theme().base);
  else
    paint_empty(painter, rect(), theme(), tr("Add a layer or choose a preset"));
}

void NetworkView::resizeEvent(QResizeEvent* event) {
  View::resizeEvent(event);
  stage_.camera = {};
  fit_words();
  place_children();
  rebuild();
}

ViewEntry network_view_entry() {
  return {.name = QStringLiteral("network"),
          .title = NetworkView::tr("Network"),
          .summary = NetworkView::tr("Neurons by feedback, activation or sign flips, connections by weight"),
          .make = [](Focus& focus, QWidget* parent) { return new NetworkView(focus, parent); },
          .home = Region::network,
          .places = {{PerspectiveKind::build, Region::network, 1},
                     {PerspectiveKind::train, Region::network, 1},
                     {PerspectiveKind::microscope, Region::network, 1},
                     {PerspectiveKind::compare, Region::data, 1}}};
}

}  // namespace lfp
