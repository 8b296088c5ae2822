#include "widgets/controls/scale_bar.h"

#include "widgets/style/number_text.h"

#include <QFontMetrics>
#include <QImage>
#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

constexpr double bar_height = 12;
constexpr double text_gap = 6;

/// Low text, bar and high text from the left; the texts have `text_width` each. Returns the right end.
int paint_legend(QPainter& painter, const QRect& area, const QString& low, const QString& high,
                 int text_width, const ColourTable& table, const Theme& theme, int wanted_bar) {
  const int gap = theme.px(text_gap);
  const int bar = std::clamp(area.width() - 2 * (text_width + gap), 0, theme.px(wanted_bar));
  const QRect low_area(area.left(), area.top(), text_width, area.height());
  const int thickness = std::min(theme.px(bar_height), area.height());
  const QRect bar_area(low_area.right() + 1 + gap, area.center().y() - thickness / 2 + 1, bar, thickness);
  const QRect high_area(bar_area.right() + 1 + gap, area.top(), text_width, area.height());
  painter.save();
  painter.setFont(theme.small());
  painter.setPen(theme.text);
  painter.drawText(low_area, Qt::AlignVCenter | Qt::AlignRight, low);
  painter.drawText(high_area, Qt::AlignVCenter | Qt::AlignLeft, high);
  painter.restore();
  if (bar > 2) paint_colour_bar(painter, bar_area, table, theme);
  return high_area.right();
}

int end_width(const Theme& theme) {
  const QFontMetrics metrics(theme.small());
  return std::max(metrics.horizontalAdvance("−0.000"), metrics.horizontalAdvance("−0.0e−0"));
}

}  // namespace

void paint_colour_bar(QPainter& painter, const QRect& area, const ColourTable& table, const Theme& theme) {
  const bool upright = area.height() > area.width();
  QImage colours(upright ? 1 : 256, upright ? 256 : 1, QImage::Format_RGB32);
  for (int entry = 0; entry < 256; ++entry)
    colours.setPixel(upright ? 0 : entry, upright ? 255 - entry : 0, table[static_cast<std::size_t>(entry)]);
  const int line = theme.px(1);
  painter.save();
  painter.fillRect(area, theme.control_border);
  painter.drawImage(area.adjusted(line, line, -line, -line), colours);
  painter.restore();
}

int paint_signed_scale(QPainter& painter, const QRect& area, float range, const Theme& theme, int bar_width) {
  return paint_legend(painter, area, scale_end_text(-range), scale_end_text(range), end_width(theme),
                      signed_colours(theme), theme, bar_width);
}

int paint_unsigned_scale(QPainter& painter, const QRect& area, const QString& low, const QString& high,
                         const Theme& theme, int bar_width) {
  const QFontMetrics metrics(theme.small());
  const int text_width = std::max(metrics.horizontalAdvance(low), metrics.horizontalAdvance(high));
  return paint_legend(painter, area, low, high, text_width, unsigned_colours(theme), theme, bar_width);
}

int signed_scale_width(const Theme& theme, int bar_width) {
  return 2 * (end_width(theme) + theme.px(text_gap)) + theme.px(bar_width);
}

QString scale_end_text(float value) {
  const double size = std::abs(static_cast<double>(value));
  if (size == 0.0) return QStringLiteral("0");
  if (size >= 9999.5) return signed_compact_text(static_cast<double>(value));
  const int decimals = size >= 9.95 ? 0 : size >= 0.995 ? 1 : size >= 0.00995 ? 2 : 3;
  return signed_text(static_cast<double>(value), decimals);
}

}  // namespace lfp
