#include "app/reports/chart_axis.h"

#include "widgets/style/fonts.h"
#include "widgets/style/number_text.h"

#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

constexpr int wanted_ticks = 6;
constexpr double tick_length = 4;

double placed(double value, bool is_logarithmic) {
  return is_logarithmic ? std::log10(std::max(value, 1e-300)) : value;
}

/// Formats a value with an exponent: "1e12", "2e−4".
QString power_text(double value) {
  const double power = std::floor(std::log10(value) + 1e-9);
  return QStringLiteral("%1e%2").arg(QString::number(value / std::pow(10.0, power), 'g', 2),
                                     fixed_text(power, 0));
}

}  // namespace

std::vector<double> chart_ticks(double low, double high, bool is_logarithmic) {
  std::vector<double> ticks;
  if (is_logarithmic) {
    const double first = std::ceil(std::log10(low) - 1e-9);
    const double last = std::floor(std::log10(high) + 1e-9);
    const double stride = std::max(1.0, std::ceil((last - first + 1) / wanted_ticks));
    for (double power = first; power <= last; power += stride) ticks.push_back(std::pow(10.0, power));
    if (ticks.size() > 2) return ticks;
    ticks.clear();
    for (double power = first - 1; power <= last; ++power)
      for (const double factor : {1.0, 2.0, 5.0})
        if (const double tick = factor * std::pow(10.0, power);
            tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9))
          ticks.push_back(tick);
    if (ticks.size() > 1) return ticks;
    ticks.clear();
  }
  const double span = high - low;
  if (!(span > 0) || !std::isfinite(span)) return {low};
  const double rough = span / wanted_ticks;
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  double step = 10 * power;
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= rough) {
      step = factor * power;
      break;
    }
  for (double n = std::ceil(low / step - 1e-9); n * step <= high + 1e-9 * span; ++n)
    ticks.push_back(n * step);
  return ticks;
}

QString chart_number(double value, bool is_percent) {
  return is_percent ? percent_text(value, std::abs(value * 100 - std::round(value * 100)) > 1e-6 ? 1 : 0)
                    : setting_text(value);
}

QColor chart_colour(std::size_t index) {
  // Okabe and Ito's colours with the yellow darkened for white paper, followed by greys for further lines.
  static constexpr QRgb colours[] = {0xff0f766e, 0xff6d28d9, 0xffd55e00, 0xff0072b2, 0xffcc79a7,
                                     0xff9a7d0a, 0xff56b4e9, 0xff444444, 0xff7a9e3a, 0xff8c564b};
  return QColor::fromRgb(colours[index % std::size(colours)]);
}

ChartScale::ChartScale(const ChartAxis& axis, double low, double high, double first_pixel, double last_pixel)
    : axis_(axis), low_(low), high_(high), first_(first_pixel), last_(last_pixel) {
  if (!(high_ > low_)) {
    const double room = axis.is_logarithmic ? low_ / 2 : std::max(std::abs(low_) / 10, 1e-3);
    low_ -= room;
    high_ += room;
  }
}

double ChartScale::pixel(double value) const {
  const bool is_log = axis_.is_logarithmic;
  const double low = placed(low_, is_log);
  const double part = (placed(value, is_log) - low) / (placed(high_, is_log) - low);
  return first_ + std::clamp(part, 0.0, 1.0) * (last_ - first_);
}

std::vector<std::pair<double, QString>> ChartScale::ticks() const {
  std::vector<std::pair<double, QString>> marks;
  if (!axis_.categories.isEmpty()) {
    for (int index = 0; index < axis_.categories.size(); ++index)
      marks.emplace_back(pixel(index), axis_.categories[index]);
    return marks;
  }
  for (const double tick : chart_ticks(low_, high_, axis_.is_logarithmic)) {
    if (axis_.is_whole && tick != std::round(tick)) continue;
    const bool is_power = axis_.is_logarithmic && !axis_.is_percent && (tick >= 1e5 || tick < 1e-3);
    marks.emplace_back(pixel(tick), is_power ? power_text(tick) : chart_number(tick, axis_.is_percent));
  }
  return marks;
}

QColor ChartLook::text() {
  return QColor(0x22, 0x22, 0x22);
}
QColor ChartLook::muted() {
  return QColor(0x66, 0x66, 0x66);
}
QColor ChartLook::grid() {
  return QColor(0xe4, 0xe4, 0xe4);
}
QFont ChartLook::font() {
  return interface_font(11);
}
QFont ChartLook::bold() {
  return interface_font(11, true);
}

void paint_axes(QPainter& painter, const QRectF& plot, const ChartScale& x, const ChartScale& y,
                const ChartAxis& x_axis, const ChartAxis& y_axis, bool has_grid) {
  const QFontMetricsF metrics(ChartLook::font());
  painter.setFont(ChartLook::font());
  double widest = 0;
  for (const auto& [pixel, text] : y.ticks()) {
    widest = std::max(widest, metrics.horizontalAdvance(text));
    painter.setPen(QPen(has_grid ? ChartLook::grid() : ChartLook::muted(), 1));
    painter.drawLine(QPointF(has_grid ? plot.left() : plot.left() - tick_length, pixel),
                     QPointF(has_grid ? plot.right() : plot.left(), pixel));
    painter.setPen(ChartLook::text());
    painter.drawText(QRectF(plot.left() - 300, pixel - 10, 300 - 6, 20), Qt::AlignRight | Qt::AlignVCenter,
                     text);
  }
  const bool is_slanted =
      !x_axis.categories.isEmpty() && std::ranges::any_of(x_axis.categories, [&](const QString& name) {
        return metrics.horizontalAdvance(name) >
               plot.width() / static_cast<double>(x_axis.categories.size()) - 8;
      });
  for (const auto& [pixel, text] : x.ticks()) {
    painter.setPen(QPen(ChartLook::muted(), 1));
    painter.drawLine(QPointF(pixel, plot.bottom()), QPointF(pixel, plot.bottom() + tick_length));
    painter.setPen(ChartLook::text());
    if (!is_slanted) {
      painter.drawText(QRectF(pixel - 100, plot.bottom() + 6, 200, 18), Qt::AlignHCenter | Qt::AlignTop,
                       text);
      continue;
    }
    painter.save();
    painter.translate(pixel + 4, plot.bottom() + 8);
    painter.rotate(-35);
    painter.drawText(QRectF(-300, -4, 300, 18), Qt::AlignRight | Qt::AlignTop, text);
    painter.restore();
  }
  painter.setPen(QPen(ChartLook::muted(), 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(plot);
  painter.setPen(ChartLook::muted());
  if (!is_slanted)
    painter.drawText(QRectF(plot.left(), plot.bottom() + 24, plot.width(), 18),
                     Qt::AlignHCenter | Qt::AlignTop, x_axis.title);
  painter.save();
  painter.translate(plot.left() - widest - 14, plot.center().y());
  painter.rotate(-90);
  painter.drawText(QRectF(-plot.height() / 2, -18, plot.height(), 18), Qt::AlignHCenter | Qt::AlignBottom,
                   y_axis.title);
  painter.restore();
}

}  // namespace lfp
