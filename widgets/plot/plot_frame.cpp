#include "widgets/plot/plot_frame.h"

#include <QFontMetrics>
#include <algorithm>

namespace lfp {

namespace {

constexpr double tick_length = 4;
constexpr double number_width = 40;
constexpr double pixels_a_number = 60;
constexpr double pixels_a_line = 28;

std::vector<PlotTick> ticks_across(const PlotFrame& frame, const Theme& theme) {
  return linear_ticks(frame.x, std::max(2, frame.area.width() / theme.px(pixels_a_number)));
}

std::vector<PlotTick> ticks_up(const PlotFrame& frame, const Theme& theme) {
  return linear_ticks(frame.y, std::clamp(frame.area.height() / theme.px(pixels_a_line), 2, 8));
}

}  // namespace

QPointF PlotFrame::pixel(double at_x, double at_y) const {
  return {area.left() + (at_x - x.low) / x.size() * area.width(),
          area.top() + area.height() - (at_y - y.low) / y.size() * area.height()};
}

double PlotFrame::x_at(double pixel) const {
  return x.low + (pixel - area.left()) / area.width() * x.size();
}

double PlotFrame::y_at(double pixel) const {
  return y.low + (area.top() + area.height() - pixel) / area.height() * y.size();
}

int axis_room_left(const Theme& theme) {
  return theme.px(number_width + tick_length + 2) + QFontMetrics(theme.small()).height();
}

int axis_room_below(const Theme& theme, bool has_title) {
  return (has_title ? 2 : 1) * QFontMetrics(theme.small()).height() + theme.px(tick_length + 3);
}

void paint_axes(QPainter& painter, const PlotFrame& frame, const AxisTitles& titles, const Theme& theme) {
  const QRect& area = frame.area;
  const QFontMetrics metrics(theme.small());
  const int tick = theme.px(tick_length);
  const int numbers = theme.px(number_width);
  painter.save();
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  for (const PlotTick& mark : ticks_across(frame, theme)) {
    const int at = qRound(frame.pixel(mark.at, 0).x());
    if (!titles.has_numbers_below) break;
    painter.drawLine(at, area.bottom() + 1, at, area.bottom() + tick);
    const QRect label(at - numbers, area.bottom() + tick + 1, 2 * numbers, metrics.height());
    painter.drawText(label, Qt::AlignHCenter | Qt::AlignTop, mark.label);
  }
  for (const PlotTick& mark : ticks_up(frame, theme)) {
    const int at = qRound(frame.pixel(0, mark.at).y());
    painter.drawLine(area.left() - tick, at, area.left() - 1, at);
    const QRect label(area.left() - tick - 2 - 2 * numbers, at - metrics.height() / 2, 2 * numbers,
                      metrics.height());
    painter.drawText(label, Qt::AlignRight | Qt::AlignVCenter, mark.label);
  }
  const QRect below(area.left(), area.bottom() + tick + 1 + metrics.height(), area.width(),
                    metrics.height() + theme.px(2));
  painter.drawText(below, Qt::AlignCenter, titles.x);
  painter.translate(area.left() - axis_room_left(theme) + metrics.height() / 2, area.center().y());
  painter.rotate(-90);
  const int half = area.height() / 2;
  // A low frame has no title: half a word would say less.
  if (metrics.horizontalAdvance(titles.y) <= 2 * half)
    painter.drawText(QRect(-half, -metrics.height() / 2, 2 * half, metrics.height()), Qt::AlignCenter,
                     titles.y);
  painter.restore();
}

void paint_grid(QPainter& painter, const PlotFrame& frame, const Theme& theme) {
  const QRect& area = frame.area;
  painter.save();
  painter.setPen(theme.grid_line);
  for (const PlotTick& mark : ticks_across(frame, theme)) {
    const int at = qRound(frame.pixel(mark.at, 0).x());
    painter.drawLine(at, area.top(), at, area.bottom());
  }
  for (const PlotTick& mark : ticks_up(frame, theme)) {
    const int at = qRound(frame.pixel(0, mark.at).y());
    painter.drawLine(area.left(), at, area.right(), at);
  }
  painter.setPen(theme.control_border);
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(area.adjusted(0, 0, -1, -1));
  painter.restore();
}

}  // namespace lfp
