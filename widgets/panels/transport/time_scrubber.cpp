#include "widgets/panels/transport/time_scrubber.h"

#include "widgets/controls/marks.h"
#include "widgets/style/frames.h"
#include "widgets/style/number_text.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

constexpr double handle_radius = 6;
constexpr double tick_height = 4;
constexpr double bar_width = 2;
constexpr double bar_height = 7;  // of the column with the most flips
constexpr qint64 milliseconds_between_flips = 250;
constexpr double bytes_per_megabyte = 1 << 20;

QString megabytes(std::size_t bytes) {
  return count_text(std::llround(static_cast<double>(bytes) / bytes_per_megabyte));
}

}  // namespace

TimeScrubber::TimeScrubber(QWidget* parent) : QWidget(parent), theme_(Theme::make(Theme::Kind::light)) {
  setFocusPolicy(Qt::TabFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  setMouseTracking(true);
  setAttribute(Qt::WA_Hover);
  setAccessibleName(tr("Time"));
  setAccessibleDescription(tr("Goes back to any kept step, and forward again"));
}

void TimeScrubber::set_snapshot(const SnapshotPointer& snapshot) {
  if (!snapshot || !snapshot->time) return;
  snapshot_ = snapshot;
  range_ = *snapshot->time;
  step_ = snapshot->position.step;
  if (!is_dragged_ && (step_ == wanted_ || !range_.target)) is_wanted_ = false;
  setEnabled(has_range());
  const bool is_too_soon =
      snapshot->running && since_flips_.isValid() && since_flips_.elapsed() < milliseconds_between_flips;
  if (!is_too_soon) gather_flips();
  update();
}

void TimeScrubber::gather_flips() {
  since_flips_.start();
  if (!snapshot_) return;
  const double length = width() - 2.0 * theme_.px(handle_radius);
  const auto columns = static_cast<int>(length / theme_.px(bar_width));
  flips_ = flips_over_time(*snapshot_, range_.oldest, range_.reached, columns);
}

void TimeScrubber::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  gather_flips();
}

void TimeScrubber::set_theme(const Theme& theme) {
  theme_ = theme;
  updateGeometry();
  update();
}

void TimeScrubber::set_cross_hair(std::optional<std::int64_t> step) {
  if (cross_hair_ == step) return;
  cross_hair_ = step;
  update();
}

QSize TimeScrubber::sizeHint() const {
  return {theme_.px(320), theme_.px(24)};
}

QSize TimeScrubber::minimumSizeHint() const {
  return {theme_.px(80), theme_.px(24)};
}

bool TimeScrubber::has_range() const {
  return range_.reached > range_.oldest;
}

std::int64_t TimeScrubber::now() const {
  return is_wanted_ ? wanted_ : step_;
}

double TimeScrubber::place_of(std::int64_t step) const {
  const double radius = theme_.px(handle_radius);
  const double length = static_cast<double>(std::max<std::int64_t>(range_.reached - range_.oldest, 1));
  const double part = std::clamp(static_cast<double>(step - range_.oldest) / length, 0.0, 1.0);
  return radius + part * (width() - 2 * radius);
}

std::int64_t TimeScrubber::step_at(double x) const {
  const double radius = theme_.px(handle_radius);
  const double part = std::clamp((x - radius) / std::max(1.0, width() - 2 * radius), 0.0, 1.0);
  return range_.oldest + std::llround(part * static_cast<double>(range_.reached - range_.oldest));
}

void TimeScrubber::go_to(std::int64_t step) {
  step = std::clamp(step, range_.oldest, range_.reached);
  if (step == now() && is_wanted_) return;
  wanted_ = step;
  is_wanted_ = true;
  update();
  emit step_wanted(step);
}

void TimeScrubber::move_by_step(int direction) {
  go_to(now() + direction);
}

void TimeScrubber::move_by_key_frame(int direction) {
  const auto& frames = range_.key_frames;
  if (direction < 0) {
    const auto before = std::lower_bound(frames.begin(), frames.end(), now());
    go_to(before == frames.begin() ? range_.oldest : *std::prev(before));
  } else {
    const auto after = std::upper_bound(frames.begin(), frames.end(), now());
    go_to(after == frames.end() ? range_.reached : *after);
  }
}

QString TimeScrubber::tip_at(std::int64_t step) const {
  return tr("<b>Step %1 of %2</b><br>Below, %3 key frames from step %4 on: %5 of %6 MB<br>Above, in magenta, "
            "how many weights changed their sign")
      .arg(count_text(step), count_text(range_.reached),
           count_text(static_cast<qint64>(range_.key_frames.size())), count_text(range_.oldest),
           megabytes(range_.bytes), megabytes(range_.limit));
}

void TimeScrubber::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const int line = theme_.px(2);
  const int track_y = height() / 2;
  const QColor ink = has_range() ? theme_.accent : disabled_border(theme_);
  const double place = place_of(now());
  if (has_range()) paint_flips(painter, track_y);
  painter.fillRect(QRectF(0, track_y - line / 2.0, place, line), ink);
  painter.fillRect(QRectF(place, track_y - line / 2.0, width() - place, line),
                   has_range() ? theme_.control_border : disabled_border(theme_));
  if (has_range() && now() < range_.reached) paint_here_line(painter, place, 0, height(), theme_);
  if (has_range()) paint_marks(painter, track_y);
  if (has_range() && cross_hair_ && *cross_hair_ >= range_.oldest) {
    painter.setPen(QPen(theme_.text, 1, Qt::DotLine));
    const double x = std::round(place_of(*cross_hair_)) + 0.5;
    painter.drawLine(QPointF(x, 0), QPointF(x, height()));
  }
  const int radius = theme_.px(handle_radius);
  const QRect handle(qRound(place) - radius, track_y - radius, 2 * radius, 2 * radius);
  const bool is_active = is_dragged_ || (underMouse() && isEnabled());
  paint_frame(painter, handle, is_active ? theme_.selection : theme_.base, ink, line, radius);
  if (hasFocus()) paint_focus(painter, rect(), theme_);
}

void TimeScrubber::paint_flips(QPainter& painter, int track_y) const {
  if (!(flips_.most > 0)) return;
  const double radius = theme_.px(handle_radius);
  const double column = (width() - 2 * radius) / static_cast<double>(flips_.columns.size());
  const double here = place_of(now());
  const double foot = track_y - theme_.px(2);
  for (std::size_t at = 0; at < flips_.columns.size(); ++at) {
    if (!(flips_.columns[at] > 0)) continue;
    const double part = std::sqrt(static_cast<double>(flips_.columns[at] / flips_.most));
    const double height = std::max(1.0, part * theme_.px(bar_height));
    const double left = radius + static_cast<double>(at) * column;
    const bool lies_ahead = left > here;
    painter.fillRect(QRectF(left, foot - height, column, height),
                     lies_ahead ? colour_ahead(theme_.flip, theme_) : theme_.flip);
  }
}

void TimeScrubber::paint_marks(QPainter& painter, int track_y) {
  const double height = theme_.px(tick_height);
  double last = -1;
  for (const std::int64_t frame : range_.key_frames) {
    const double place = std::round(place_of(frame));
    if (place < last + theme_.px(2)) continue;
    last = place;
    painter.fillRect(QRectF(place, track_y + theme_.px(5), theme_.px(1), height), theme_.muted_text);
  }
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme_.text);
  for (const Intervention& taught : range_.taught) {
    const QPointF top(place_of(taught.step), track_y - theme_.px(7));
    painter.drawEllipse(top, theme_.px(2), theme_.px(2));
  }
}

void TimeScrubber::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !has_range()) return event->ignore();
  is_dragged_ = true;
  go_to(step_at(event->position().x()));
}

void TimeScrubber::mouseMoveEvent(QMouseEvent* event) {
  const std::int64_t step = step_at(event->position().x());
  if (is_dragged_) go_to(step);
  if (!has_range()) return;
  emit hovered(step);
  if (underMouse()) QToolTip::showText(event->globalPosition().toPoint(), tip_at(step), this);
}

void TimeScrubber::leaveEvent(QEvent* event) {
  QWidget::leaveEvent(event);
  emit hovered(std::nullopt);
}

void TimeScrubber::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !is_dragged_) return event->ignore();
  is_dragged_ = false;
  update();
}

void TimeScrubber::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Left:
      return move_by_step(-1);
    case Qt::Key_Right:
      return move_by_step(1);
    case Qt::Key_PageUp:
      return move_by_key_frame(-1);
    case Qt::Key_PageDown:
      return move_by_key_frame(1);
    default:
      QWidget::keyPressEvent(event);
  }
}

void TimeScrubber::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  update();
}

void TimeScrubber::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  update();
}

bool TimeScrubber::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(
        help->globalPos(),
        has_range() ? tip_at(step_at(help->pos().x()))
                    : tr("<b>Time</b><br>Nothing has been trained yet, so there is nothing to go back to"),
        this);
    return true;
  }
  return QWidget::event(event);
}

}  // namespace lfp
