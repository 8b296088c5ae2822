#include "widgets/views/flips/flips_view.h"

#include "widgets/controls/cell_tip.h"
#include "widgets/controls/run_badge.h"
#include "widgets/controls/segmented_control.h"
#include "widgets/style/frames.h"
#include "widgets/style/number_text.h"
#include "widgets/views/focus.h"
#include "widgets/views/known_steps.h"
#include "widgets/views/names/layer_names.h"
#include "widgets/views/names/unit_names.h"
#include "widgets/views/title_controls.h"
#include "widgets/views/view_entry.h"
#include "widgets/views/weight_matrix/weight_table.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QSignalBlocker>
#include <algorithm>
#include <cmath>

namespace lfp {

FlipsView::FlipsView(Focus& focus, QWidget* parent) : View(focus, parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  connect(&runs_, &RunChooser::changed, this, &FlipsView::runs_chosen);
  QWidget* shelf = title_shelf(*this);
  modes_ = new SegmentedControl({tr("Over time"), tr("How often"), tr("First flip")}, shelf);
  modes_->setAccessibleName(tr("Show flips"));
  modes_->set_segment_tooltip(
      0, tr("Flips at each step: bars up to positive, bars down to negative weights; lengths are square "
            "roots"));
  modes_->set_segment_tooltip(1, tr("How often each weight of a layer has changed its sign"));
  modes_->set_segment_tooltip(2, tr("When each weight of a layer has first changed its sign"));
  layers_ = new QComboBox(shelf);
  layers_->setAccessibleName(tr("Layer"));
  layers_->hide();
  connect(modes_, &SegmentedControl::current_changed, this, &FlipsView::choose_mode);
  connect(layers_, &QComboBox::activated, &focus, &Focus::set_layer);
  connect(&focus, &Focus::layer_changed, this, [this] {
    drop_mark();
    if (has_runs() && isVisible()) refresh();
  });
  connect(&focus, &Focus::step_changed, this, qOverload<>(&QWidget::update));
}

FlipsView::Mode FlipsView::mode() const {
  return static_cast<Mode>(std::max(0, modes_->current()));
}

void FlipsView::add_interest(Interest& interest) const {
  if (mode() != Mode::over_time) interest.weight_layers.push_back(focus().layer());
}

QList<QWidget*> FlipsView::title_controls() {
  return {modes_, layers_};
}

void FlipsView::choose_mode() {
  layers_->setVisible(mode() != Mode::over_time);
  drop_mark();
  if (has_runs() && isVisible()) refresh();
}

FlipsTimeline FlipsView::make_timeline(const QRect& area, const Theme& theme, const QString& title,
                                       bool shows_ahead) const {
  if (!has_runs()) return {};
  return FlipsTimeline({.snapshot = *snapshot(),
                        .runs = runs_.shown(),
                        .is_difference = runs_.is_difference(),
                        .area = area,
                        .theme = theme,
                        .title = title,
                        .shows_ahead = shows_ahead});
}

WeightPicture FlipsView::make_map(const QRect& area, const Theme& theme, const QString& title,
                                  HeatRange& range) const {
  if (!has_runs()) return {};
  return WeightPicture(
      {.snapshot = *snapshot(),
       .runs = runs_.shown(),
       .is_difference = runs_.is_difference(),
       .layer = focus().layer(),
       .quantity = mode() == Mode::first ? WeightQuantity::first_flip : WeightQuantity::flips,
       .zoom = {},
       .area = area,
       .theme = theme,
       .title = title},
      range);
}

void FlipsView::runs_chosen() {
  drop_mark();
  if (has_runs() && isVisible()) refresh();
}

void FlipsView::refresh() {
  timeline_ = {};
  map_ = {};
  if (mode() == Mode::over_time) {
    timeline_ = make_timeline(rect(), theme(), {}, true);
  } else {
    list_layers(*layers_, *snapshot());
    const QSignalBlocker blocker(layers_);
    layers_->setCurrentIndex(focus().layer() < layers_->count() ? focus().layer() : -1);
    map_ = make_map(rect(), theme(), {}, range_);
  }
  const bool is_new = mode() == Mode::over_time && snapshot()->position.step == 0;
  invite(is_new ? tr("Once trained: when weights change their sign, layer by layer") : QString());
  update();
}

QString FlipsView::empty_sentence() const {
  if (mode() == Mode::over_time) {
    const bool is_trained = snapshot() && known_steps(*snapshot()) > 0;
    return is_trained ? tr("No layer here has weights. Add one in the Set-up")
                      : tr("Not trained yet. Press Space");
  }
  const auto layer = static_cast<std::size_t>(focus().layer());
  const bool has_weights = has_runs() && layer < snapshot()->runs.front().layers.size() &&
                           snapshot()->runs.front().layers[layer].parameters > 0;
  return has_weights ? QString() : tr("This layer has no weights. Choose another one");
}

void FlipsView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().base);
  if (!timeline_.is_empty()) {
    timeline_.paint(painter, theme());
    if (focus().step()) timeline_.paint_cross_hair(painter, *focus().step(), theme());
  } else if (!map_.is_empty()) {
    map_.paint(painter, theme(), {}, marked_);
  } else if (const QString sentence = empty_sentence(); !sentence.isEmpty()) {
    paint_empty(painter, rect(), theme(), sentence);  // otherwise the weights will arrive shortly
  }
  if (hasFocus()) paint_focus(painter, rect(), theme());
}

void FlipsView::resizeEvent(QResizeEvent* event) {
  View::resizeEvent(event);
  if (snapshot() && isVisible()) refresh();
}

void FlipsView::mouseMoveEvent(QMouseEvent* event) {
  if (const FlipsTimeline::Strip* strip = timeline_.strip_at(event->position().toPoint())) {
    const std::int64_t step = timeline_.step_at(*strip, event->position().x());
    focus().set_step(std::min(step, std::max<std::int64_t>(1, known_steps(*snapshot()))));
    return show_step_tip(*strip, step);
  }
  if (!map_.is_empty()) {
    const auto pane = map_.layout().pane_at(event->position());
    const auto cell = pane ? map_.layout().cell_at(*pane, event->position()) : std::nullopt;
    if (cell && cell->input < map_.weights(*pane).weight.columns) return show_weight_tip(*pane, *cell);
  }
  drop_mark();
}

void FlipsView::show_step_tip(const FlipsTimeline::Strip& strip, std::int64_t step) {
  const FlipsTimeline::Bar* bar = FlipsTimeline::bar_of(strip, step);
  if (bar == nullptr) return hide_cell_tip();
  const QString when =
      bar->first_step == bar->last_step
          ? tr("step %1").arg(count_text(bar->first_step))
          : tr("steps %1 to %2").arg(count_text(bar->first_step), count_text(bar->last_step));
  const QString layer = layer_title(snapshot()->runs[strip.run], static_cast<int>(strip.layer));
  const QString up = flips_text(std::llround(bar->to_positive));
  const QString down = flips_text(std::llround(bar->to_negative));
  const QRect place = bar->place.toAlignedRect();
  if (timeline_.is_difference()) {
    const QString more = bar->to_positive > 0.0   ? tr("%1 more in A").arg(up)
                         : bar->to_negative > 0.0 ? tr("%1 more in B").arg(down)
                                                  : tr("as many in A as in B");
    return show_cell_tip(*this, place, tr("A − B · %1").arg(layer), {when, more});
  }
  show_cell_tip(*this, place, QStringLiteral("%1 · %2").arg(run_letter(static_cast<int>(strip.run)), layer),
                {when, tr("%1 to positive").arg(up), tr("%1 to negative").arg(down)});
}

void FlipsView::show_weight_tip(std::size_t pane, const WeightCell& cell) {
  marked_ = cell;
  marked_pane_ = pane;
  update();
  const RunSnapshot& run = snapshot()->runs[map_.run(pane)];
  const auto layer = static_cast<std::size_t>(focus().layer());
  const LayerWeights& weights = *run.layers[layer].weights;
  const auto index = static_cast<std::size_t>(cell.unit * weights.weight.columns + cell.input);
  const QString letter = map_.is_difference() ? tr("A − B") : run_letter(static_cast<int>(map_.run(pane)));
  const auto told = [index](const LayerWeights& of) {
    QStringList lines{flips_text(of.flips[index])};
    if (of.flips[index] > 0)
      lines << tr("first at step %1").arg(count_text(of.first_flip_step[index]))
            << tr("last at step %1").arg(count_text(of.last_flip_step[index]));
    return lines;
  };
  QStringList lines = told(weights);
  if (map_.is_difference())
    lines = {tr("A: %1").arg(lines.join(QStringLiteral(", "))),
             tr("B: %1").arg(told(*snapshot()->runs[1].layers[layer].weights).join(QStringLiteral(", ")))};
  show_cell_tip(*this, map_.layout().area_of(pane, cell).toAlignedRect(),
                QStringLiteral("%1 · %2").arg(
                    letter, connection_title(*snapshot(), focus().layer(), cell.unit, cell.input)),
                lines);
}

void FlipsView::drop_mark() {
  hide_cell_tip();
  marked_.reset();
  update();
}

void FlipsView::leaveEvent(QEvent* event) {
  View::leaveEvent(event);
  if (!timeline_.is_empty()) focus().set_step(std::nullopt);
  drop_mark();
}

void FlipsView::move_cross_hair(int direction) {
  const FlipsTimeline::Strip& strip = timeline_.strips().front();
  const std::int64_t last = std::max<std::int64_t>(1, known_steps(*snapshot()));
  const std::int64_t now = focus().step().value_or(std::max<std::int64_t>(1, snapshot()->position.step));
  const FlipsTimeline::Bar* bar = FlipsTimeline::bar_of(strip, now);
  if (bar == nullptr) return;
  const std::int64_t next = direction < 0 ? bar->first_step - 1 : bar->last_step + 1;
  focus().set_step(std::clamp<std::int64_t>(next, 1, last));
  show_step_tip(strip, *focus().step());
}

bool FlipsView::move_mark(int key) {
  if (map_.is_empty() || key < Qt::Key_Left || key > Qt::Key_Down) return false;
  WeightCell cell = marked_.value_or(WeightCell{});
  if (marked_) {
    const LayerWeights& weights = map_.weights(0);
    int across = key == Qt::Key_Left ? -1 : key == Qt::Key_Right ? 1 : 0;
    int down = key == Qt::Key_Up ? -1 : key == Qt::Key_Down ? 1 : 0;
    if (map_.layout().is_lying()) std::swap(across, down);
    cell.input = std::clamp<std::int64_t>(cell.input + across, 0, weights.weight.columns - 1);
    cell.unit = std::clamp<std::int64_t>(cell.unit + down, 0, weights.weight.rows - 1);
  }
  show_weight_tip(std::min(marked_pane_, map_.layout().panes().size() - 1), cell);
  return true;
}

void FlipsView::keyPressEvent(QKeyEvent* event) {
  const int key = event->key();
  const int digit = key - Qt::Key_1;
  const bool is_sideways = key == Qt::Key_Left || key == Qt::Key_Right;
  if (digit >= 0 && digit < 9 && mode() != Mode::over_time && digit < layers_->count()) {
    focus().set_layer(digit);
  } else if (is_sideways && !timeline_.is_empty()) {
    move_cross_hair(key == Qt::Key_Left ? -1 : 1);
  } else if (key == Qt::Key_Escape && (focus().step() || marked_)) {
    focus().set_step(std::nullopt);
    drop_mark();
  } else if (!(hasFocus() && has_runs() && runs_.choose_by_key(key)) && !move_mark(key)) {
    View::keyPressEvent(event);
  }
}

void FlipsView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  painter.fillRect(area, theme.base);
  if (mode() == Mode::over_time) {
    QString title = tr("Sign flips: bars up to positive, down to negative weights (square root scale)");
    if (QFontMetrics(theme.bold()).horizontalAdvance(title) > area.width() - theme.px(22))
      title = tr("Sign flips to positive and to negative");
    const FlipsTimeline timeline = make_timeline(area, theme, title, false);
    if (!timeline.is_empty()) return timeline.paint(painter, theme);
  } else if (has_runs()) {
    const QString layer = layer_title(snapshot()->runs.front(), focus().layer());
    HeatRange range;
    range.copy_for_figure(range_);
    const WeightPicture map = make_map(area, theme,
                                       mode() == Mode::first ? tr("%1: first sign flip per weight").arg(layer)
                                                             : tr("%1: sign flips per weight").arg(layer),
                                       range);
    if (!map.is_empty()) return map.paint(painter, theme);
  }
  paint_empty(painter, area, theme, empty_sentence());
}

ExportWork FlipsView::table() const {
  if (!has_runs()) return {};
  const WeightTable wanted = {.snapshot = snapshot(),
                              .runs = runs_.shown(),
                              .is_difference = runs_.is_difference(),
                              .layer = focus().layer()};
  return mode() == Mode::over_time ? flips_over_time_table(wanted) : flipped_weights_table(wanted);
}

ViewEntry flips_view_entry() {
  return {.name = QStringLiteral("flips"),
          .title = FlipsView::tr("Flips timeline"),
          .summary = FlipsView::tr("When and where signs flip, in both directions, run beside run"),
          .make = [](Focus& focus, QWidget* parent) -> View* { return new FlipsView(focus, parent); },
          .home = Region::history,
          .places = {{PerspectiveKind::compare, Region::history, 1}},
          .pin = Pinnable::layer};
}

}  // namespace lfp
