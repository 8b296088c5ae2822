#include "widgets/plot/plot_panel.h"

#include "widgets/controls/lock.h"
#include "widgets/controls/marks.h"
#include "widgets/plot/plot_renderer.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

namespace lfp {

namespace {

constexpr double zoom_a_notch = 0.8;
constexpr double degrees_a_notch = 120.0;
// Further than this neither numbers nor pixels mean anything.
constexpr double narrowest_ratio = 1.0 + 1e-6;

// Both ends towards or away from `fixed`.
PlotRange zoomed(PlotRange range, double fixed, double factor) {
  return {fixed + (range.low - fixed) * factor, fixed + (range.high - fixed) * factor};
}

PlotRange zoomed(PlotRange range, double fixed, double factor, PlotScale scale) {
  if (scale == PlotScale::linear) return zoomed(range, fixed, factor);
  const PlotRange powers =
      zoomed(PlotRange{std::log(range.low), std::log(range.high)}, std::log(fixed), factor);
  return {std::exp(powers.low), std::exp(powers.high)};
}

bool is_sound(PlotRange range, PlotScale scale) {
  if (!std::isfinite(range.low) || !std::isfinite(range.high) || range.low >= range.high) return false;
  if (scale == PlotScale::logarithmic) return range.low > 1e-300 && range.high > range.low * narrowest_ratio;
  return range.size() > 1e-9 * std::max(std::abs(range.low), std::abs(range.high));
}

}  // namespace

PlotPanel::PlotPanel(QWidget* parent)
    : QWidget(parent), renderer_(std::make_unique<PlotRenderer>()), theme_(Theme::make(Theme::Kind::light)) {
  setMouseTracking(true);
  setAttribute(Qt::WA_OpaquePaintEvent);
}

PlotPanel::~PlotPanel() = default;

void PlotPanel::set_content(PlotContent content) {
  content.scale = content_.scale;
  content.cross_hair = content_.cross_hair;
  content.marks = content_.marks;
  given_ = std::move(content);
  prepare();
}

void PlotPanel::set_scale(PlotScale scale) {
  if (content_.scale == scale) return;
  given_.scale = content_.scale = scale;
  chosen_y_.reset();
  prepare();
  emit scale_changed();
}

void PlotPanel::set_x_range(PlotRange range) {
  if (given_.x == range) return;
  given_.x = range;
  prepare();
}

void PlotPanel::set_cross_hair(std::optional<double> x, std::vector<PlotMark> marks) {
  given_.cross_hair = content_.cross_hair = x;
  given_.marks = content_.marks = std::move(marks);
  update();
}

void PlotPanel::set_theme(const Theme& theme) {
  theme_ = theme;
  prepare();
}

PlotGeometry PlotPanel::geometry() const {
  return {rect(), content_, theme_};
}

void PlotPanel::reset_y() {
  chosen_y_.reset();
  prepare();
}

QSize PlotPanel::minimumSizeHint() const {
  return {theme_.px(90), theme_.px(30)};
}

void PlotPanel::prepare() {
  content_ = given_;
  if (chosen_y_) {
    content_.fits_y = false;
    content_.y = *chosen_y_;
  }
  content_ = settled(std::move(content_), width());
  is_stale_ = true;
  update();
}

void PlotPanel::set_y(PlotRange range) {
  range = within(range, given_.y_limits);
  if (!is_sound(range, content_.scale)) return;
  chosen_y_ = range;
  prepare();
}

bool PlotPanel::is_over_y_axis(const QPointF& position) const {
  return position.x() < geometry().area().left();
}

void PlotPanel::paintEvent(QPaintEvent* /*event*/) {
  if (is_stale_) {
    drawn_ = renderer_->draw(size(), devicePixelRatioF(), content_, theme_);
    is_stale_ = false;
  }
  QPainter painter(this);
  painter.drawPixmap(0, 0, drawn_);
  paint_here(painter);
  paint_cross_hair(painter);
}

void PlotPanel::paint_here(QPainter& painter) const {
  if (!content_.here || !content_.x.contains(*content_.here)) return;
  const PlotGeometry place = geometry();
  const double x = place.x_pixel(*content_.here);
  const QRect area = place.area();
  paint_here_line(painter, x, area.top(), area.bottom(), theme_);
  painter.setFont(theme_.small());
  const int width = painter.fontMetrics().horizontalAdvance(content_.here_label);
  const int gap = theme_.px(7);
  const bool is_right = x + gap + width <= area.right();
  if (!is_right && x - gap - width < area.left()) return;
  const QRect text(is_right ? qRound(x) + gap : qRound(x) - gap - width, area.top(), width + 1,
                   painter.fontMetrics().height());
  painter.fillRect(text, theme_.base);
  painter.setPen(theme_.text);
  painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, content_.here_label);
}

void PlotPanel::paint_cross_hair(QPainter& painter) const {
  if (!content_.cross_hair || !content_.x.contains(*content_.cross_hair)) return;
  const PlotGeometry place = geometry();
  const int x = qRound(place.x_pixel(*content_.cross_hair));
  painter.setPen(QPen(theme_.text, 1, Qt::DotLine));
  painter.drawLine(x, place.area().top(), x, place.area().bottom());
  painter.setRenderHint(QPainter::Antialiasing);
  for (const PlotMark& mark : content_.marks) {
    if (!content_.x.contains(mark.at.x()) || !content_.y.contains(mark.at.y())) continue;
    painter.setPen(QPen(mark.colour, 1.5 * theme_.zoom));
    painter.setBrush(theme_.base);
    const double radius = 3.5 * theme_.zoom;
    painter.drawEllipse({place.x_pixel(mark.at.x()), place.y_pixel(mark.at.y())}, radius, radius);
  }
}

void PlotPanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  prepare();
}

void PlotPanel::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) drag_ = Drag{event->position(), content_.x, content_.y};
}

void PlotPanel::mouseMoveEvent(QMouseEvent* event) {
  const PlotGeometry place = geometry();
  if (!drag_) {
    const bool is_over_plot = place.area().adjusted(0, 0, 1, 0).contains(event->position().toPoint());
    if (is_over_plot) {
      emit hovered(place.x_at(event->position().x()));
    } else {
      emit left();
    }
    return;
  }
  const QPointF moved = event->position() - drag_->start;
  if (moved.manhattanLength() < 4.0) return;
  setCursor(Qt::ClosedHandCursor);
  const double shift = moved.x() / std::max(1, place.area().width()) * drag_->x.size();
  if (!is_over_y_axis(drag_->start)) emit x_range_asked({drag_->x.low - shift, drag_->x.high - shift});
  // A small sideways slip of the hand should not leave the fitted range.
  if (!chosen_y_ && std::abs(moved.y()) < 12.0) return;
  const double rise = moved.y() / std::max(1, place.area().height());
  if (content_.scale == PlotScale::logarithmic) {
    const double factor = std::pow(drag_->y.high / drag_->y.low, rise);
    set_y({drag_->y.low * factor, drag_->y.high * factor});
  } else {
    const double lift = rise * drag_->y.size();
    set_y({drag_->y.low + lift, drag_->y.high + lift});
  }
}

void PlotPanel::mouseReleaseEvent(QMouseEvent* /*event*/) {
  drag_.reset();
  unsetCursor();
}

void PlotPanel::mouseDoubleClickEvent(QMouseEvent* event) {
  if (!is_over_y_axis(event->position())) {
    show_everything();
  } else if (!scale_fixed_) {
    set_scale(scale() == PlotScale::linear ? PlotScale::logarithmic : PlotScale::linear);
  }
}

void PlotPanel::wheelEvent(QWheelEvent* event) {
  const double factor = std::pow(zoom_a_notch, event->angleDelta().y() / degrees_a_notch);
  const PlotGeometry place = geometry();
  if (is_over_y_axis(event->position()) || event->modifiers().testFlag(Qt::ControlModifier)) {
    set_y(zoomed(content_.y, place.y_at(event->position().y()), factor, content_.scale));
  } else {
    emit x_range_asked(zoomed(content_.x, place.x_at(event->position().x()), factor));
  }
  event->accept();
}

void PlotPanel::leaveEvent(QEvent* event) {
  QWidget::leaveEvent(event);
  emit left();
}

void PlotPanel::contextMenuEvent(QContextMenuEvent* event) {
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  QAction* logarithmic = menu->addAction(tr("Logarithmic axis"));
  logarithmic->setCheckable(true);
  logarithmic->setChecked(scale() == PlotScale::logarithmic);
  set_lock(*logarithmic, scale_fixed_ ? tr("These values are shown on a linear axis only") : QString());
  connect(logarithmic, &QAction::toggled, this,
          [this](bool on) { set_scale(on ? PlotScale::logarithmic : PlotScale::linear); });
  menu->addAction(tr("Show everything"), this, &PlotPanel::show_everything);
  menu->popup(event->globalPos());
}

void PlotPanel::show_everything() {
  reset_y();
  emit reset_asked();
}

}  // namespace lfp
