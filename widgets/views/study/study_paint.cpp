#include "widgets/views/study/study_paint.h"

#include "widgets/controls/scale_bar.h"
#include "widgets/style/colour_map.h"
#include "widgets/style/number_text.h"
#include "widgets/views/heat/heat_scale.h"
#include "widgets/views/study/study_text.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QLineF>
#include <QList>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>
#include <vector>

namespace lfp {
namespace {

using Cell = StudyMap::Cell;

struct StudyPaintWords {
  Q_DECLARE_TR_FUNCTIONS(Study)
};

constexpr double hatch_period = 6;
/// Smaller cells are drawn without lines between them.
constexpr double least_with_grid = 9;
constexpr int bar_width = 130;

int edge(int start, int size, std::int64_t at, std::int64_t of) {
  return start + static_cast<int>(size * at / std::max<std::int64_t>(1, of));
}

QRgb colour_of(const StudyMap& map, std::size_t at, const StudyRange& range, const Theme& theme) {
  if (map.cells[at] == Cell::failed) return theme.alternate_base.rgb();
  const auto value = static_cast<double>(map.values[at]);
  if (map.cells[at] == Cell::missing || std::isnan(value)) return theme.base.rgb();
  return unsigned_colours(theme)[static_cast<std::size_t>(std::lround(range.place(value) * 255.0))];
}

/// Adds the 45° lines through a rectangle; they align across all rectangles of a picture.
void add_hatching(QList<QLineF>& lines, const QRectF& area, double period) {
  const double first = std::ceil((area.left() + area.top()) / period) * period;
  for (double sum = first; sum < area.right() + area.bottom(); sum += period) {
    const double top = std::max(area.top(), sum - area.right());
    const double bottom = std::min(area.bottom(), sum - area.left());
    if (top < bottom) lines.append(QLineF(sum - top, top, sum - bottom, bottom));
  }
}

void paint_hatching(QPainter& painter, const std::vector<QRectF>& areas, const Theme& theme) {
  QList<QLineF> lines;
  for (const QRectF& area : areas) {
    painter.fillRect(area, theme.alternate_base);
    add_hatching(lines, area, hatch_period * theme.zoom * std::numbers::sqrt2);
  }
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme.control_border, theme.zoom, Qt::SolidLine, Qt::FlatCap));
  painter.drawLines(lines);
  painter.restore();
}

/// Fills one row of pixels of a row of cells, before hatching.
void fill_line(QRgb* line, int width, const StudyMap& map, std::int64_t row,
               const std::vector<QRgb>& colours) {
  for (std::int64_t column = 0; column < map.columns; ++column)
    std::fill(line + edge(0, width, column, map.columns), line + edge(0, width, column + 1, map.columns),
              colours[map.at(column, row)]);
}

/// Returns the hatching colours along a row of pixels; each row further down starts one pixel later.
std::vector<QRgb> hatch_pattern(const Theme& theme, double zoom) {
  const int period = std::max(3, static_cast<int>(std::lround(hatch_period * zoom * std::numbers::sqrt2)));
  std::vector<QRgb> pattern(static_cast<std::size_t>(period), theme.alternate_base.rgb());
  // Antialiasing: the diagonal line also partly covers the pixels on both sides of its own.
  pattern[1] = theme.control_border.rgb();
  pattern[0] = pattern[2] = blended(theme.control_border, theme.alternate_base, 0.35).rgb();
  return pattern;
}

void hatch_pixels(QRgb* line, int width, int y, const StudyMap& map, std::int64_t row,
                  const std::vector<QRgb>& pattern) {
  for (std::int64_t column = 0; column < map.columns; ++column) {
    if (!is_hatched(map.cells[map.at(column, row)])) continue;
    const int end = edge(0, width, column + 1, map.columns);
    for (int x = edge(0, width, column, map.columns); x < end; ++x)
      line[x] = pattern[static_cast<std::size_t>(x + y) % pattern.size()];
  }
}

QRgb resting_colour(const StudyMap& map, std::size_t at, const StudyRange& range, const Theme& theme) {
  return is_hatched(map.cells[at]) ? theme.alternate_base.rgb() : colour_of(map, at, range, theme);
}

int legend_height(const Theme& theme) {
  return QFontMetrics(theme.small()).height() + theme.px(8);
}

int widest_label(const std::vector<StudyTick>& ticks, const QFontMetrics& metrics) {
  int widest = 0;
  for (const StudyTick& tick : ticks) widest = std::max(widest, metrics.horizontalAdvance(tick.label));
  return widest;
}

std::vector<StudyTick> ticks_down(const Study& study, const StudyMapChoice& choice, int height,
                                  const Theme& theme) {
  if (!choice.y) return {};
  const Axis& axis = study.axes[*choice.y];
  const int line = QFontMetrics(theme.small()).height();
  // Names cannot be guessed from their neighbours, numbers can.
  const int most = axis.is_numeric() ? height / (2 * (line + theme.px(6))) : height / line;
  return axis_ticks(axis, std::max(2, most));
}

void paint_x_ticks(QPainter& painter, const QRect& cells, const Study& study, const StudyMapChoice& choice,
                   const Theme& theme) {
  const QFontMetrics metrics(theme.small());
  const Axis& axis = study.axes[choice.x];
  const double width = static_cast<double>(cells.width()) / static_cast<double>(axis.count());
  const auto ticks = axis_ticks(axis, std::max(2, cells.width() / theme.px(90)));
  int taken = cells.left() - theme.px(40);
  for (const StudyTick& tick : ticks) {
    const int x = cells.left() + static_cast<int>(std::lround((tick.at + 0.5) * width));
    painter.setPen(theme.control_border);
    painter.drawLine(x, cells.bottom() + 1, x, cells.bottom() + theme.px(4));
    const QString text = metrics.elidedText(tick.label, Qt::ElideRight, theme.px(110));
    const int half = metrics.horizontalAdvance(text) / 2 + 1;
    if (x - half < taken) continue;
    painter.setPen(theme.text);
    painter.drawText(QRect(x - half, cells.bottom() + theme.px(6), 2 * half, metrics.height()),
                     Qt::AlignCenter, text);
    taken = x + half + theme.px(6);
  }
}

void paint_y_ticks(QPainter& painter, const QRect& cells, const Study& study, const StudyMapChoice& choice,
                   const Theme& theme) {
  if (!choice.y) return;
  const QFontMetrics metrics(theme.small());
  const Axis& axis = study.axes[*choice.y];
  const double height = static_cast<double>(cells.height()) / static_cast<double>(axis.count());
  for (const StudyTick& tick : ticks_down(study, choice, cells.height(), theme)) {
    const int y = cells.bottom() + 1 - static_cast<int>(std::lround((tick.at + 0.5) * height));
    painter.setPen(theme.control_border);
    painter.drawLine(cells.left() - theme.px(4), y, cells.left() - 1, y);
    painter.setPen(theme.text);
    const int width = theme.px(110);
    painter.drawText(
        QRect(cells.left() - theme.px(7) - width, y - metrics.height() / 2, width, metrics.height()),
        Qt::AlignRight | Qt::AlignVCenter, metrics.elidedText(tick.label, Qt::ElideRight, width));
  }
}

}  // namespace

QRect study_cell_rect(const QRect& area, const StudyMap& map, std::int64_t column, std::int64_t row) {
  const int left = edge(area.left(), area.width(), column, map.columns);
  const int right = edge(area.left(), area.width(), column + 1, map.columns);
  const int top = edge(area.top(), area.height(), map.rows - 1 - row, map.rows);
  const int bottom = edge(area.top(), area.height(), map.rows - row, map.rows);
  return {left, top, right - left, bottom - top};
}

QImage study_image(const StudyMap& map, const StudyRange& range, bool has_grid, QSize size,
                   const Theme& theme, double zoom) {
  QImage image(size, QImage::Format_RGB32);
  if (map.columns == 0 || map.rows == 0 || image.isNull()) return image;
  std::vector<QRgb> colours(map.values.size());
  for (std::size_t at = 0; at < colours.size(); ++at) colours[at] = resting_colour(map, at, range, theme);
  const int least = static_cast<int>(least_with_grid * zoom);
  const bool draws_grid =
      has_grid && size.width() / map.columns >= least && size.height() / map.rows >= least;
  const QRgb grid = theme.separator.rgb();
  const std::vector<QRgb> pattern = hatch_pattern(theme, zoom);
  std::vector<QRgb> line(static_cast<std::size_t>(size.width()));
  for (std::int64_t row = 0; row < map.rows; ++row) {
    fill_line(line.data(), size.width(), map, row, colours);
    const int top = edge(0, size.height(), map.rows - 1 - row, map.rows);
    const int bottom = edge(0, size.height(), map.rows - row, map.rows);
    for (int y = top; y < bottom; ++y) {
      auto* pixels = reinterpret_cast<QRgb*>(image.scanLine(y));
      std::memcpy(pixels, line.data(), line.size() * sizeof(QRgb));
      hatch_pixels(pixels, size.width(), y, map, row, pattern);
      if (!draws_grid) continue;
      for (std::int64_t column = 1; column < map.columns; ++column)
        pixels[edge(0, size.width(), column, map.columns)] = grid;
      if (y == top && row + 1 < map.rows) std::fill(pixels, pixels + size.width(), grid);
    }
  }
  return image;
}

void paint_study_cells(QPainter& painter, const QRect& area, const StudyMap& map, const StudyRange& range,
                       const Theme& theme) {
  if (map.columns == 0 || map.rows == 0) return;
  QImage image(static_cast<int>(map.columns), static_cast<int>(map.rows), QImage::Format_RGB32);
  std::vector<QRectF> hatched;
  for (std::int64_t row = 0; row < map.rows; ++row)
    for (std::int64_t column = 0; column < map.columns; ++column) {
      const std::size_t at = map.at(column, row);
      image.setPixel(static_cast<int>(column), static_cast<int>(map.rows - 1 - row),
                     resting_colour(map, at, range, theme));
      if (!is_hatched(map.cells[at])) continue;
      const QRectF cell(
          area.left() + area.width() * static_cast<double>(column) / static_cast<double>(map.columns),
          area.top() +
              area.height() * static_cast<double>(map.rows - 1 - row) / static_cast<double>(map.rows),
          area.width() / static_cast<double>(map.columns), area.height() / static_cast<double>(map.rows));
      const bool goes_on = !hatched.empty() && column > 0 && is_hatched(map.cells[at - 1]);
      if (goes_on)
        hatched.back().setRight(cell.right());
      else
        hatched.push_back(cell);
    }
  painter.drawImage(area, with_sharp_cells(image, area.size()));
  paint_hatching(painter, hatched, theme);
}

QRect study_cells_area(const QRect& outer, const Study& study, const StudyMapChoice& choice,
                       const Theme& theme) {
  const QFontMetrics small(theme.small());
  const QFontMetrics bold(theme.bold());
  const int below = small.height() + theme.px(12) + bold.height() + legend_height(theme);
  const auto ticks = ticks_down(study, choice, outer.height() - below, theme);
  const int beside = std::min(widest_label(ticks, small), theme.px(110)) + theme.px(12) +
                     (choice.y ? bold.height() + theme.px(6) : 0);
  return outer.adjusted(theme.px(8) + beside, theme.px(12), -theme.px(24), -below - theme.px(6));
}

void paint_study_axes(QPainter& painter, const QRect& cells, const Study& study, const StudyMapChoice& choice,
                      const Theme& theme) {
  painter.setPen(theme.separator);
  painter.drawRect(cells.adjusted(-1, -1, 0, 0));
  painter.setFont(theme.small());
  paint_x_ticks(painter, cells, study, choice, theme);
  paint_y_ticks(painter, cells, study, choice, theme);
  painter.setFont(theme.bold());
  painter.setPen(theme.text);
  const QFontMetrics metrics(theme.bold());
  const int below = cells.bottom() + theme.px(8) + QFontMetrics(theme.small()).height();
  painter.drawText(QRect(cells.left(), below, cells.width(), metrics.height()), Qt::AlignCenter,
                   axis_title(study.axes[choice.x]));
  if (!choice.y) return;
  const auto ticks = ticks_down(study, choice, cells.height(), theme);
  const int labels = std::min(widest_label(ticks, QFontMetrics(theme.small())), theme.px(110));
  painter.save();
  painter.translate(cells.left() - theme.px(12) - labels - metrics.height(), cells.bottom());
  painter.rotate(-90.0);
  painter.drawText(QRect(0, 0, cells.height(), metrics.height()), Qt::AlignCenter,
                   axis_title(study.axes[*choice.y]));
  painter.restore();
}

void paint_study_legend(QPainter& painter, const QRect& area, const StudyMapChoice& choice,
                        const StudyRange& range, const Theme& theme) {
  const QFontMetrics metrics(theme.small());
  const int square = theme.px(14);
  const QString title = shown_title(choice);
  const QString hatched = StudyPaintWords::tr("diverged in any seed");
  const QString low = shown_text(choice, range.low);
  const QString high = shown_text(choice, range.high);
  const bool hatches = hatches_diverged(choice);
  const int gap = theme.px(18);
  const int ends = metrics.horizontalAdvance(low + high) + theme.px(24);
  const int mark = hatches ? gap + square + theme.px(6) + metrics.horizontalAdvance(hatched) : 0;
  const int words = metrics.horizontalAdvance(title) + gap;
  // In a narrow area, numbers are kept and words are left out.
  const bool has_words = words + ends + theme.px(60) + mark <= area.width();
  const bool has_mark = hatches && (has_words ? words : 0) + ends + theme.px(60) + mark <= area.width();
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  int left = area.left();
  if (has_words) {
    painter.drawText(QRect(left, area.top(), words, area.height()), Qt::AlignLeft | Qt::AlignVCenter, title);
    left += words;
  }
  const int room = area.right() - left - ends - (has_mark ? mark : 0);
  const QRect scale(left, area.top(), area.right() - left - (has_mark ? mark : 0), area.height());
  left = paint_unsigned_scale(painter, scale, low, high, theme,
                              std::clamp(static_cast<int>(room / theme.zoom), 20, bar_width));
  if (!has_mark) return;
  const QRect sample(left + gap, area.center().y() - square / 2, theme.px(20), square);
  paint_hatching(painter, {QRectF(sample)}, theme);
  painter.setPen(theme.control_border);
  painter.drawRect(sample.adjusted(0, 0, -1, -1));
  painter.setPen(theme.muted_text);
  painter.setFont(theme.small());
  painter.drawText(
      QRect(sample.right() + theme.px(6), area.top(), area.right() - sample.right(), area.height()),
      Qt::AlignLeft | Qt::AlignVCenter, hatched);
}

}  // namespace lfp
