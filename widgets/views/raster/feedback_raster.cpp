#include "widgets/views/raster/feedback_raster.h"

#include "widgets/controls/cell_tip.h"
#include "widgets/style/frames.h"
#include "widgets/style/number_text.h"
#include "widgets/views/focus.h"
#include "widgets/views/known_steps.h"
#include "widgets/views/names/unit_names.h"
#include "widgets/views/raster/feedback_raster_table.h"
#include "widgets/views/runs/run_selector.h"
#include "widgets/views/title_controls.h"
#include "widgets/views/view_entry.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QSignalBlocker>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

constexpr double fewest_columns = 8.0;  // shown when zoomed in as far as it goes
constexpr double zoom_per_notch = 1.25;

}  // namespace

FeedbackRaster::FeedbackRaster(Focus& focus, QWidget* parent) : View(focus, parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Feedback raster"));
  setAccessibleDescription(
      tr("Rows are neurons, columns are steps, colours the mean feedback over the batch."));
  QWidget* shelf = title_shelf(*this);
  run_control_ = new RunSelector(runs_, shelf);
  layers_ = new QComboBox(shelf);
  layers_->setAccessibleName(tr("Layer"));
  layers_->addItem(tr("All layers"));
  ranges_ = new QComboBox(shelf);
  ranges_->setAccessibleName(tr("Range of the colours"));
  ranges_->addItems({tr("Range per layer"), tr("One range")});
  ranges_->setToolTip(tr("Whether colours mean the same in all layers"));
  connect(ranges_, &QComboBox::activated, this, &FeedbackRaster::show_again);
  connect(&runs_, &RunChooser::changed, this, &FeedbackRaster::show_again);
  connect(layers_, &QComboBox::activated, this, &FeedbackRaster::choose_layer);
  connect(&focus, &Focus::layer_changed, this, &FeedbackRaster::follow_layer);
  connect(&focus, &Focus::step_changed, this, qOverload<>(&QWidget::update));
}

QList<QWidget*> FeedbackRaster::title_controls() {
  return {run_control_, layers_, ranges_};
}

std::optional<int> FeedbackRaster::layer() const {
  const int index = layers_->currentIndex();
  if (index <= 0) return std::nullopt;
  return index - 1;
}

RasterWish FeedbackRaster::wish(const QRect& area, const Theme& theme) const {
  return {.snapshot = *snapshot(),
          .run = runs_.run(),
          .subtracted = runs_.subtracted(),
          .layer = layer(),
          .span = span_,
          .area = area,
          .theme = theme,
          .title = {},
          .range_per_layer = ranges_->currentIndex() == 0,
          .extent = RasterSource::Extent::with_ahead};
}

QString FeedbackRaster::empty_sentence() const {
  const bool is_new = !snapshot() || known_steps(*snapshot()) == 0;
  return is_new ? tr("Not trained yet. Press Space") : tr("The feedback of the steps was not recorded");
}

void FeedbackRaster::start_over_if_new() {
  if (generation_ == snapshot()->generation) return;
  generation_ = snapshot()->generation;
  span_.reset();
  drag_.reset();
  reset_ranges();
}

void FeedbackRaster::reset_ranges() {
  range_.reset();
  for (HeatRange& range : layer_ranges_) range.reset();
}

void FeedbackRaster::refresh() {
  start_over_if_new();
  list_layers(*layers_, *snapshot(), {tr("All layers")});
  picture_ = RasterPicture(wish(rect(), theme()), range_, layer_ranges_);
  const bool is_new = picture_.is_empty() && snapshot()->position.step == 0;
  invite(is_new ? tr("Once trained: the feedback of every neuron at every step") : QString());
  update();
}

void FeedbackRaster::show_again() {
  reset_ranges();
  if (snapshot() && isVisible()) refresh();
}

void FeedbackRaster::choose_layer(int index) {
  if (index > 0) focus().set_layer(index - 1);
  show_again();
}

void FeedbackRaster::follow_layer(int layer) {
  if (layers_->currentIndex() <= 0 || layer + 1 >= layers_->count()) return;
  layers_->setCurrentIndex(layer + 1);
  show_again();
}

void FeedbackRaster::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().base);
  if (picture_.is_empty()) {
    paint_empty(painter, rect(), theme(), empty_sentence());
  } else {
    picture_.paint(painter, theme());
    if (focus().step()) {
      const double x = picture_.x_of(static_cast<double>(*focus().step()) - 0.5);
      const QRect& plot = picture_.plot();
      painter.setPen(theme().text);
      if (x >= plot.left() && x <= plot.right()) {
        painter.drawLine(QPointF(x, plot.top() - theme().px(3)), QPointF(x, plot.bottom() + theme().px(3)));
      }
    }
  }
  if (hasFocus()) paint_focus(painter, rect(), theme());
}

void FeedbackRaster::resizeEvent(QResizeEvent* event) {
  View::resizeEvent(event);
  if (snapshot() && isVisible()) refresh();
}

void FeedbackRaster::wheelEvent(QWheelEvent* event) {
  if (picture_.is_empty()) return;
  const double factor = std::pow(zoom_per_notch, -event->angleDelta().y() / 120.0);
  const StepSpan shown = picture_.span();
  const double middle = std::clamp(picture_.step_at(event->position().x()), shown.from, shown.to);
  show_span(middle - (middle - shown.from) * factor, shown.length() * factor);
  event->accept();
}

void FeedbackRaster::show_span(double from, double length) {
  const auto all = static_cast<double>(picture_.steps());
  length = std::max(length, std::min(fewest_columns, all));
  if (length >= all) {
    span_.reset();
  } else {
    from = std::clamp(from, 0.0, all - length);
    span_ = StepSpan{from, from + length};
  }
  refresh();
}

void FeedbackRaster::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || picture_.is_empty() || !span_) return;
  drag_ = Drag{event->position().x(), *span_};
  hide_cell_tip();
  setCursor(Qt::ClosedHandCursor);
}

void FeedbackRaster::mouseMoveEvent(QMouseEvent* event) {
  if (picture_.is_empty()) return;
  if (drag_) {
    const double steps = (event->position().x() - drag_->x) / picture_.plot().width() * drag_->span.length();
    show_span(drag_->span.from - steps, drag_->span.length());
  } else {
    show_tip(event->position().toPoint());
  }
}

void FeedbackRaster::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  drag_.reset();
  unsetCursor();
}

void FeedbackRaster::mouseDoubleClickEvent(QMouseEvent* /*event*/) {
  if (picture_.is_empty()) return;
  span_.reset();
  refresh();
}

void FeedbackRaster::leaveEvent(QEvent* event) {
  View::leaveEvent(event);
  focus().set_step(std::nullopt);
  hide_cell_tip();
}

void FeedbackRaster::show_tip(const QPoint& point) {
  const std::optional<RasterPicture::Cell> cell = picture_.cell_at(point);
  if (!cell) {
    focus().set_step(std::nullopt);
    hide_cell_tip();
    return;
  }
  const double step =
      std::clamp(picture_.step_at(point.x() + 0.5), 0.0, static_cast<double>(picture_.steps() - 1));
  focus().set_step(static_cast<std::int64_t>(step) + 1);

  const QString title = units_title(*snapshot(), cell->layer, cell->first_neuron, cell->last_neuron);
  const QString steps =
      cell->first_step == cell->last_step
          ? tr("step %1").arg(count_text(cell->first_step))
          : tr("mean of steps %1 to %2").arg(count_text(cell->first_step), count_text(cell->last_step));
  const QString value = tr("feedback %1").arg(signed_text(static_cast<double>(cell->value)));
  show_cell_tip(*this, cell->area, QStringLiteral("%1 · %2").arg(runs_.words(), title),
                {value, steps, tr("colour: (|feedback| ∕ range) to the power %1").arg(RasterPicture::tone)});
}

void FeedbackRaster::move_cross_hair(int columns) {
  const std::int64_t here = focus().step().value_or(columns > 0 ? 0 : picture_.steps() + 1);
  const std::int64_t there = here + columns * picture_.steps_a_column();
  focus().set_step(std::clamp<std::int64_t>(there, 1, picture_.steps()));
}

void FeedbackRaster::keyPressEvent(QKeyEvent* event) {
  if (runs_.choose_by_key(event->key())) return;
  if (event->key() == Qt::Key_Left && !picture_.is_empty()) {
    move_cross_hair(-1);
  } else if (event->key() == Qt::Key_Right && !picture_.is_empty()) {
    move_cross_hair(1);
  } else if (event->key() >= Qt::Key_0 && event->key() <= Qt::Key_9) {
    const int index = event->key() - Qt::Key_0;
    if (index < layers_->count()) {
      layers_->setCurrentIndex(index);
      choose_layer(index);
    }
  } else {
    View::keyPressEvent(event);
  }
}

void FeedbackRaster::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  painter.fillRect(area, theme.base);
  if (!snapshot() || snapshot()->runs.empty()) {
    paint_empty(painter, area, theme, empty_sentence());
    return;
  }
  start_over_if_new();
  RasterWish wanted = wish(area, theme);
  wanted.extent = RasterSource::Extent::present;
  const RunSnapshot& run = snapshot()->runs[wanted.run];
  wanted.title = runs_.is_difference()
                     ? tr("Feedback: %1 minus %2")
                           .arg(QString::fromStdString(run.name),
                                QString::fromStdString(snapshot()->runs[*wanted.subtracted].name))
                     : tr("Feedback: %1").arg(QString::fromStdString(run.name));
  HeatRange exact;
  exact.copy_for_figure(range_);
  RasterRanges exact_per_layer;
  const RasterPicture picture(wanted, exact, exact_per_layer);
  if (picture.is_empty()) {
    paint_empty(painter, area, theme, empty_sentence());
  } else {
    picture.paint(painter, theme, true);
  }
}

ExportWork FeedbackRaster::table() const {
  if (!snapshot()) return {};
  return raster_table(
      {.snapshot = snapshot(), .run = runs_.run(), .subtracted = runs_.subtracted(), .layer = layer()});
}

ViewEntry feedback_raster_entry() {
  return {.name = QStringLiteral("raster"),
          .title = FeedbackRaster::tr("Feedback raster"),
          .summary = FeedbackRaster::tr("The mean feedback of every neuron at every step"),
          .make = [](Focus& focus, QWidget* parent) { return new FeedbackRaster(focus, parent); },
          .home = Region::history,
          .places = {{PerspectiveKind::train, Region::history, 1,
                      [](const DataTraits& traits) { return !traits.are_images; }}}};
}

}  // namespace lfp
