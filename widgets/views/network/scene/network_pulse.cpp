#include "widgets/views/network/scene/network_pulse.h"

#include "widgets/views/network/scene/network_painter.h"
#include "widgets/views/phase_reach.h"

#include <QLineF>
#include <QPen>
#include <algorithm>
#include <cmath>
#include <vector>

namespace lfp {
namespace {

constexpr double short_milliseconds = 600;
constexpr double distribution_milliseconds = 800;
/// Phases that follow one another faster than this (in milliseconds) are not animated.
constexpr double least_interval = 250;
/// An animation takes at most this fraction of the interval, so that it ends before the next phase.
constexpr double part_of_interval = 0.8;
constexpr int frame_milliseconds = 16;
/// The pulse moves for this fraction of the time, then the neurons change colour.
constexpr double travel = 0.75;
constexpr std::size_t most_dots = 240;

double nominal(PhaseKind kind) {
  return kind == PhaseKind::distribute ? distribution_milliseconds : short_milliseconds;
}

bool is_target(const NetworkPulse& pulse, int layer) {
  if (pulse.kind == PhaseKind::forward) return layer >= pulse.layer;
  return layer == (pulse.kind == PhaseKind::distribute ? pulse.layer - 1 : pulse.layer);
}

/// Paints dashes around all cells of a grid, two for each cell side, so that all cells look alike.
void paint_waiting_cells(QPainter& painter, const SceneSheet& sheet, const Theme& theme) {
  const NetworkColumn& column = sheet.column;
  const double cell = column.size;
  const std::int64_t rows = column.units / column.columns;
  const std::int64_t rest = column.units % column.columns;  // in the last, partial row
  const QPointF corner = sheet.area().topLeft() + QPointF(0.5, 0.5);
  std::vector<QLineF> lines;
  const auto add = [&](double x, double y, double to_x, double to_y) {
    lines.emplace_back(corner + cell * QPointF(x, y), corner + cell * QPointF(to_x, to_y));
  };
  for (std::int64_t row = 0; row <= rows + (rest > 0 ? 1 : 0); ++row) {
    const auto y = static_cast<double>(row);
    add(0, y, static_cast<double>(row <= rows ? column.columns : rest), y);
  }
  for (std::int64_t at = 0; at <= column.columns; ++at) {
    const auto x = static_cast<double>(at);
    add(x, 0, x, static_cast<double>(rows + (rest > 0 && at <= rest ? 1 : 0)));
  }
  QPen pen(theme.control_border, theme.zoom, Qt::SolidLine, Qt::FlatCap);
  const double dash = cell / 4.0 / pen.widthF();
  pen.setDashPattern({dash, dash});
  pen.setDashOffset(dash / 2.0);
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setPen(pen);
  painter.drawLines(lines.data(), static_cast<int>(lines.size()));
}

/// Hides the new colours of the neurons that the pulse has not reached yet.
void cover_targets(QPainter& painter, const NetworkStage& stage) {
  const NetworkScene& scene = stage.scene;
  const Theme& theme = scene.theme;
  for (const SceneSheet& sheet : scene.sheets) {
    if (!is_target(stage.pulse, sheet.column.layer)) continue;
    painter.fillRect(sheet.area(), theme.base);
    paint_waiting_cells(painter, sheet, theme);
  }
  for (const SceneMaps& maps : scene.maps)
    if (is_target(stage.pulse, maps.column.layer)) paint_waiting_maps(painter, maps, theme);
  painter.setRenderHint(QPainter::Antialiasing);
  for (const SceneUnit& unit : scene.units) {
    if (unit.is_cell || !is_target(stage.pulse, unit.layer)) continue;
    const double size = unit.size - theme.zoom;
    painter.setPen(QPen(theme.control_border, scene_sizes::ring_width * theme.zoom, Qt::DashLine));
    painter.setBrush(theme.base);
    painter.drawEllipse(unit.centre, size / 2, size / 2);
  }
}

void paint_dots(QPainter& painter, const NetworkStage& stage, double part) {
  const NetworkScene& scene = stage.scene;
  const bool is_up = stage.pulse.kind == PhaseKind::forward;
  painter.setPen(Qt::NoPen);
  std::size_t dots = 0;
  // The strongest edges are last in the list.
  for (auto edge = scene.edges.rbegin(); edge != scene.edges.rend() && dots < most_dots; ++edge) {
    if (edge->layer != stage.pulse.layer) continue;
    const double at = is_up ? part : 1 - part;
    // The size of a feedback dot shows the amount it carries. Dots keep their full colours even where a
    // selection dims the edges.
    const bool is_feedback = !is_up && edge->flow != 0;
    const double size = (is_feedback ? 1.2 + 2.8 * std::abs(edge->flow) : 2.6) * scene.theme.zoom;
    const bool is_orange = is_feedback ? edge->flow > 0 : edge->is_positive;
    painter.setBrush(is_orange ? scene.theme.positive : scene.theme.negative);
    painter.drawEllipse(edge->from + at * (edge->to - edge->from), size, size);
    ++dots;
  }
}

/// Fills the outputs with their feedback colour from the centre while a ring closes in on each.
void light_outputs(QPainter& painter, const NetworkStage& stage) {
  const Theme& theme = stage.scene.theme;
  const double part = stage.pulse.part;
  for (const SceneUnit& unit : stage.scene.units) {
    if (unit.is_cell || !is_target(stage.pulse, unit.layer)) continue;
    const double full = (unit.size - scene_sizes::ring_width * theme.zoom) / 2;
    painter.setPen(QPen(QColor(unit.ring), scene_sizes::ring_width * theme.zoom));
    painter.setBrush(theme.base);
    painter.drawEllipse(unit.centre, full, full);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(unit.fill));
    painter.drawEllipse(unit.centre, full * part, full * part);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(blended(theme.accent, theme.base, 0.3 + 0.7 * part), 2.0 * theme.zoom));
    const double radius = unit.size / 2 + (1 - part) * 14 * theme.zoom;
    painter.drawEllipse(unit.centre, radius, radius);
  }
}

QColor sign_colour(const SceneEdge& edge, const Theme& theme) {
  return edge.is_positive ? theme.positive : theme.negative;
}

/// Weights that the update made larger swell and shrink back, those that it made smaller fade and return. The
/// effect grows with the change, stretched so that small changes are visible too.
void paint_growth(QPainter& painter, const NetworkStage& stage) {
  constexpr double swelling = 3.5;
  constexpr double fading = 0.6;
  constexpr double least = 0.08;
  const Theme& theme = stage.scene.theme;
  const double part = std::sin(M_PI * stage.pulse.part);
  const auto strength = [part](const SceneEdge& edge) { return part * std::sqrt(std::abs(edge.growth)); };
  for (const SceneEdge& edge : stage.scene.edges) {
    if (edge.growth > -least) continue;
    painter.setPen(QPen(blended(theme.base, QColor(edge.colour), fading * strength(edge)),
                        edge.width + theme.zoom, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(edge.from, edge.to);
  }
  for (const SceneEdge& edge : stage.scene.edges) {
    if (edge.growth < least) continue;
    painter.setPen(QPen(blended(sign_colour(edge, theme), QColor(edge.colour), strength(edge)),
                        edge.width + swelling * theme.zoom * strength(edge), Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(edge.from, edge.to);
  }
  // Covers the ends of the lines that overlap the neurons.
  paint_units(painter, stage.scene);
}

}  // namespace

PhaseMotion::PhaseMotion(NetworkStage& stage, std::function<void()> moved)
    : stage_(stage), moved_(std::move(moved)) {
  timer_.setInterval(frame_milliseconds);
  QObject::connect(&timer_, &QTimer::timeout, &timer_, [this] { move(); });
}

void PhaseMotion::note(const Snapshot& snapshot, bool reduces_motion) {
  const bool is_new_training = !last_ || generation_ != snapshot.generation;
  const bool is_next = !is_new_training && *last_ != snapshot.position;
  const bool was_between = !is_new_training && last_->next_phase.kind == PhaseKind::forward;
  const std::int64_t steps = is_new_training ? 0 : snapshot.position.step - last_->step;
  last_ = snapshot.position;
  generation_ = snapshot.generation;
  if (!is_next) return;
  const double interval =
      since_phase_.isValid() ? static_cast<double>(since_phase_.elapsed()) : distribution_milliseconds * 2;
  since_phase_.start();
  // A whole step at once is not a phase.
  const bool is_phase = steps == 0 || (steps == 1 && !was_between && is_between_steps(snapshot));
  const bool is_too_fast = snapshot.running && interval < least_interval;
  stage_.pulse = {};
  timer_.stop();
  if (!is_phase || reduces_motion || is_too_fast || snapshot.runs.empty()) return moved_();
  const int layers = static_cast<int>(snapshot.runs.front().layers.size());
  const Phase done = last_phase(snapshot.position.next_phase, layers);
  stage_.pulse = {.is_on = true, .kind = done.kind, .layer = done.layer, .layers = layers, .part = 0};
  if (done.kind == PhaseKind::output_feedback) stage_.pulse.layer = layers - 1;
  duration_ = nominal(done.kind);
  if (snapshot.running) duration_ = std::min(duration_, part_of_interval * interval);
  since_start_.start();
  timer_.start();
  moved_();
}

void PhaseMotion::move() {
  const double part = static_cast<double>(since_start_.elapsed()) / duration_;
  NetworkPulse& pulse = stage_.pulse;
  if (part >= 1) {
    pulse = {};
    timer_.stop();
  } else {
    pulse.part = part;
    // In the forward pass, the pulse runs through the layers one after another.
    if (pulse.kind == PhaseKind::forward)
      pulse.layer = std::min(pulse.layers - 1, static_cast<int>(part * pulse.layers));
  }
  moved_();
}

void paint_pulse(QPainter& painter, const NetworkStage& stage) {
  if (!stage.pulse.is_on) return;
  painter.setRenderHint(QPainter::Antialiasing);
  switch (stage.pulse.kind) {
    case PhaseKind::forward: {
      const double whole = stage.pulse.part * stage.pulse.layers;
      cover_targets(painter, stage);
      return paint_dots(painter, stage, whole - std::floor(whole));
    }
    case PhaseKind::output_feedback:
      return light_outputs(painter, stage);
    case PhaseKind::distribute:
      if (stage.pulse.part < travel) cover_targets(painter, stage);
      return paint_dots(painter, stage, std::min(1.0, stage.pulse.part / travel));
    case PhaseKind::update:
      return paint_growth(painter, stage);
  }
}

void paint_waiting(QPainter& painter, const NetworkScene& scene) {
  for (const SceneSheet& sheet : scene.sheets)
    if (sheet.is_waiting) paint_waiting_cells(painter, sheet, scene.theme);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(scene.theme.control_border, scene_sizes::ring_width * scene.theme.zoom, Qt::DashLine));
  for (const SceneUnit& unit : scene.units) {
    if (!unit.is_waiting || unit.is_cell) continue;
    const double radius = (unit.size - scene_sizes::ring_width * scene.theme.zoom) / 2;
    painter.drawEllipse(unit.centre, radius, radius);
  }
}

}  // namespace lfp
