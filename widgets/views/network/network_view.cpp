#include "widgets/views/network/network_view.h"

#include "widgets/gl/network_canvas_gl.h"
#include "widgets/views/focus.h"
#include "widgets/views/names/score.h"
#include "widgets/views/network/network_figure.h"
#include "widgets/views/network/network_sample_strip.h"
#include "widgets/views/network/network_selection.h"
#include "widgets/views/network/scene/network_canvas.h"
#include "widgets/views/network/scene/network_numbers.h"
#include "widgets/views/network/scene/network_path.h"
#include "widgets/views/view_entry.h"

#include <algorithm>

namespace lfp {
namespace {

constexpr int fade_step = 40;
/// Minimum height of a view with feature maps and the sample strip.
constexpr int least_height_with_strip = 350;
/// Number of cells along each side of a neuron's picture.
constexpr int plane_resolution = 20;
/// Number of layers whose maps are requested before the network's size is known.
constexpr int most_layers_at_first = 64;

/// Weights that all start with the same value are meant to be edited and computed with by hand.
bool is_to_calculate_by_hand(const Snapshot& snapshot) {
  if (!snapshot.experiment || !has_room_for_numbers(snapshot)) return false;
  const std::string& initialiser = snapshot.experiment->network.initialiser;
  return initialiser == "constant" || initialiser == "zero";
}

}  // namespace

NetworkView::NetworkView(Focus& focus, QWidget* parent)
    : View(focus, parent),
      tip_(*this, stage_,
           [this](const NetworkItem& item) {
             return has_network(snapshot()) ? describe(*snapshot(), options(), item) : ItemText{};
           }),
      motion_(stage_, [this] {
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
  strip_ = new NetworkSampleStrip(this);
  strip_->hide();
  connect_parts();
}

void NetworkView::connect_parts() {
  connect(&controls_, &NetworkControls::changed, this, &NetworkView::change_options);
  connect(strip_, &NetworkSampleStrip::chosen, this, &NetworkView::choose_sample);
  connect(&fade_timer_, &QTimer::timeout, this, &NetworkView::rebuild);
  connect(&focus(), &Focus::layer_changed, this, &NetworkView::rebuild);
  connect(&focus(), &Focus::item_changed, this, &NetworkView::follow_item);
  connect(&focus(), &Focus::sample_changed, this, &NetworkView::rebuild);
  connect(&focus(), &Focus::close_up_changed, this, &NetworkView::follow_close_up);
}

bool NetworkView::has_image() const {
  return has_network(snapshot()) && snapshot()->dataset->shape.is_image();
}

bool NetworkView::shows_image_sample() const {
  return has_image() && options().one_sample;
}

/// In a low view, feature maps replace the strip; arrow keys still choose the sample.
bool NetworkView::shows_strip() const {
  if (!shows_image_sample()) return false;
  const NetworkOptions shown = options();
  bool wants_maps = false;
  for (int layer = 0; layer < static_cast<int>(snapshot()->runs.front().layers.size()); ++layer)
    wants_maps = wants_maps || has_maps(*snapshot(), shown, layer);
  return !wants_maps || height() >= theme().px(least_height_with_strip);
}

QList<QWidget*> NetworkView::title_controls() {
  return controls_.widgets();
}

void NetworkView::add_interest(Interest& interest) const {
  NetworkOptions shown = options();
  const bool with_flips = shown.colour == NeuronColour::flips;
  if (!has_network(snapshot())) {
    // A figure uses the first snapshot that arrives, so it has to hold everything.
    interest.all_weights = true;
    shown.one_sample = true;
    for (int layer = 0; layer < most_layers_at_first; ++layer) interest.map_layers.push_back(layer);
  } else {
    for (std::size_t layer = 0; layer < snapshot()->runs.front().layers.size(); ++layer) {
      const auto number = static_cast<int>(layer);
      const bool is_there =
          std::count(interest.weight_layers.begin(), interest.weight_layers.end(), number) > 0;
      if (!is_there && (with_flips || draws_edges(*snapshot(), layer)))
        interest.weight_layers.push_back(number);
      if (has_maps(*snapshot(), shown, number)) interest.map_layers.push_back(number);
    }
  }
  if (shown.planes) {
    interest.plane_resolution = plane_resolution;
    interest.plane_feedback = interest.plane_feedback || controls_.colour() == NeuronColour::feedback;
  }
  if (shown.one_sample) {
    interest.sample = true;
    focus().name_sample(interest);
  } else if (has_image() || shown.colour == NeuronColour::feedback) {
    interest.input_feedback = true;
  }
}

void NetworkView::start_over_if_new() {
  if (generation_ == snapshot()->generation) return;
  generation_ = snapshot()->generation;
  flips_.reset();
  ranges_.reset();
  if (!has_network(snapshot())) return;
  const auto sizes = network_sizes(*snapshot());
  if (sizes == sizes_) return;
  sizes_ = sizes;
  stage_.selected = {};
  focus().set_item(std::nullopt);
  stage_.hovered = {};
  stage_.camera = {};
  controls_.show_numbers(is_to_calculate_by_hand(*snapshot()));
  // For images a single sample shows more, for points of a plane the mean over the whole batch.
  if (has_image() != had_image_) controls_.show_one_sample(has_image());
  had_image_ = has_image();
  controls_.set_overlays_visible(shows_image_sample());
  place_children();
}

void NetworkView::change_options() {
  ranges_.reset();
  controls_.set_overlays_visible(shows_image_sample());
  place_children();
  rebuild();
}

/// The close-up shows one sample and selects its strongest connection, so that numbers appear at once.
void NetworkView::follow_close_up() {
  is_close_up_ = focus().is_close_up();
  if (is_close_up_) {
    had_mean_before_ = !options().one_sample;
    controls_.show_one_sample(true);
  } else {
    if (had_mean_before_) controls_.show_one_sample(has_image());
    if (own_choice_ && focus().item() == own_choice_) focus().set_item(std::nullopt);
    own_choice_.reset();
  }
  change_options();
  // Where the sample is known already, no new snapshot comes that would choose.
  choose_item();
}

void NetworkView::choose_item() {
  if (!is_close_up_ || own_choice_ || focus().item() || !shown_ || !has_network(snapshot())) return;
  const auto strongest = strongest_connection(*shown_, options());
  if (!strongest) return;
  own_choice_ = inspected_item(*strongest);
  focus().set_item(own_choice_, options().run);
}

void NetworkView::refresh() {
  start_over_if_new();
  if (!has_network(snapshot())) {
    place_children();
    update();
    return;
  }
  flips_.note(snapshot()->position.step, clock_.elapsed());
  // When training is walked sample by sample, the view shows the current one.
  const bool walks = snapshot()->batch_cursor.has_value();
  if (walks && !walks_samples_ && !options().one_sample) {
    controls_.show_one_sample(true);
    change_options();
  }
  walks_samples_ = walks;
  shown_ = smooth_.follow(snapshot(), clock_.elapsed());
  controls_.name_sample(*snapshot());
  controls_.offer_planes(snapshot()->dataset->is_planar() && !learns_values(*snapshot()));
  controls_.offer_numbers(has_room_for_numbers(*snapshot()));
  choose_item();
  place_children();
  rebuild();
  motion_.note(*snapshot(), theme().reduces_motion);
  tip_.update_numbers();
}

void NetworkView::rebuild() {
  if (!isVisible() || !canvas_ || !has_network(snapshot()) || !shown_) return;
  SceneRequest request;
  request.snapshot = shown_.get();
  request.options = options();
  request.size = canvas_area().size();
  request.theme = theme();
  const bool is_stand_in =
      request.options.colour == NeuronColour::activation && controls_.colour() == NeuronColour::feedback;
  ranges_.follow(request, *snapshot(), is_stand_in);
  request.focus_layer = focus().layer();
  request.selected = stage_.selected;
  if (is_close_up_) request.path = strongest_path(*request.snapshot, request.options, request.selected);
  request.flips = theme().reduces_motion ? nullptr : &flips_;
  request.now = clock_.elapsed();
  stage_.scene = make_scene(request);
  show_window();
  if (shows_strip())
    strip_->show_samples(snapshot()->dataset, focus().drawing() ? -1 : focus().sample(),
                         focus().sample_from_test());
  if (stage_.scene.has_fresh_flips && !theme().reduces_motion) fade_timer_.start();
  canvas_->scene_changed();
}

/// Marks the input pixels that a channel depends on, for the place under the mouse or the selected one.
void NetworkView::show_window() {
  stage_.window.reset();
  for (const NetworkItem& item : {stage_.hovered, stage_.selected}) {
    stage_.window = seen_window(stage_.scene, *shown_, options(), item);
    if (stage_.window) return;
  }
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
  controls_.fit(width() / theme().zoom);
  if (has_network(snapshot())) controls_.name_sample(*snapshot());
  place_children();
  rebuild();
}

void NetworkView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  painter.fillRect(area, theme.base);
  if (!has_network(snapshot())) {
    paint_empty(painter, area, theme, tr("Add a layer or choose a preset"));
    return;
  }
  start_over_if_new();
  SceneRequest request;
  request.snapshot = snapshot().get();
  request.options = options();
  request.theme = theme;
  request.selected = stage_.selected;
  ranges_.follow_for_figure(request);
  paint_network_figure(painter, area, request);
}

ExportWork NetworkView::table() const {
  if (!has_network(snapshot())) return {};
  return finished(network_table(*snapshot(), options()));
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
