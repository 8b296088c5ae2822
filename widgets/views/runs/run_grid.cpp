#include "widgets/views/runs/run_grid.h"

#include "widgets/controls/elided_label.h"
#include "widgets/controls/run_badge.h"
#include "widgets/views/names/score.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <algorithm>

namespace lfp {

namespace {

constexpr double heading_height = 26;
constexpr double least_side = 24;
constexpr double gap = 12;
constexpr double badge_side = 18;
constexpr double badge_space = 6;
/// Room for a badge and "100.0 %".
constexpr double least_width = 84;

int square_side(const QSize& cell, const Theme& theme, RunCellMargins margins) {
  return std::min(cell.width() - margins.left, cell.height() - theme.px(heading_height) - margins.bottom);
}

/// A few letters of a name say less than the badge.
int name_room(const QString& name, const QFontMetrics& metrics) {
  return std::min(metrics.horizontalAdvance(name), metrics.averageCharWidth() * 10);
}

int rows_of(int runs, int columns) {
  return (runs + columns - 1) / columns;
}

QSize cell_size(const QRect& area, int runs, int columns, const Theme& theme) {
  const int rows = rows_of(runs, columns);
  return {(area.width() - (columns - 1) * theme.px(gap)) / columns,
          (area.height() - (rows - 1) * theme.px(gap)) / rows};
}

}  // namespace

std::vector<RunCell> run_grid(const QRect& area, int runs, const Theme& theme, RunCellMargins margins) {
  int columns = std::max(1, runs);
  for (int other = columns - 1; other >= 1; --other) {
    const QSize cell = cell_size(area, runs, columns, theme);
    const int side = square_side(cell_size(area, runs, other, theme), theme, margins);
    const bool is_narrow = cell.width() < theme.px(least_width) && side > theme.px(least_side);
    const int before = square_side(cell, theme, margins);
    // Two and two rather than three and one.
    const bool is_fuller = side == before && rows_of(runs, other) == rows_of(runs, columns);
    if (is_narrow || side > before || is_fuller) columns = other;
  }
  const QSize size = cell_size(area, runs, columns, theme);
  const int side = std::max(0, square_side(size, theme, margins));
  const int heading = theme.px(heading_height);
  std::vector<RunCell> cells;
  for (int run = 0; run < runs; ++run) {
    const int column = run % columns;
    // Centred in its column, the row at the top: headings stay where they are while the view grows.
    const int start = area.left() + column * (size.width() + theme.px(gap));
    const int left = start + (size.width() - side - margins.left) / 2 + margins.left;
    const int top = area.top() + run / columns * (size.height() + theme.px(gap));
    // Above a small square the heading goes on to the right, as far as its column does.
    const int width = std::max(side, std::min(theme.px(least_width), size.width() - margins.left));
    const int heading_left = std::max(start, std::min(left, start + size.width() - width));
    cells.push_back({.heading = QRect(heading_left, top, width, heading),
                     .square = QRect(left, top + heading, side, side)});
  }
  return cells;
}

int least_name_room(const Snapshot& snapshot, const Theme& theme) {
  const QFontMetrics metrics(theme.body());
  int room = 0;
  for (const RunSnapshot& run : snapshot.runs)
    room = std::max(room, name_room(QString::fromStdString(run.name), metrics));
  return room;
}

void paint_run_heading(QPainter& painter, const QRect& area, int run, const QString& name,
                       const QString& value, const Theme& theme, int least_room) {
  painter.save();
  const int side = theme.px(badge_side);
  const int space = theme.px(badge_space);
  painter.setFont(theme.bold());
  painter.setPen(theme.text);
  const bool is_narrow = painter.fontMetrics().horizontalAdvance(value) + side + space > area.width();
  if (is_narrow) painter.setFont(theme.small());
  painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, value);
  const int end = area.right() - painter.fontMetrics().horizontalAdvance(value) - space;
  int left = area.left();
  paint_badge(painter, QRect(left, area.top() + (area.height() - side) / 2, side, side), run, theme);
  left += side + space;
  // In narrow columns there is room for the badge alone.
  if (const int sample = theme.px(26); left + sample < end) {
    paint_line_sample(painter, QRect(left, area.top(), sample, area.height()), run, theme);
    left += sample + space;
  }
  painter.setFont(theme.body());
  const QFontMetrics metrics = painter.fontMetrics();
  if (end - left >= std::max(least_room, name_room(name, metrics))) {
    painter.drawText(QRect(left, area.top(), end - left, area.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     fitting_words(name, metrics, end - left));
  }
  painter.restore();
}

void paint_score_heading(QPainter& painter, const QRect& area, const Snapshot& snapshot, std::size_t run,
                         const Theme& theme) {
  const RunSnapshot& shown = snapshot.runs[run];
  QString score = test_score_text(snapshot, run);
  if (learns_values(snapshot) && !shown.divergence)
    score = QStringLiteral("%1 %2").arg(score_name(true), score);
  const int room = area.width() - theme.px(badge_side + badge_space);
  if (QFontMetrics(theme.bold()).horizontalAdvance(score) > room)
    score = test_score_text(snapshot, run, true);
  paint_run_heading(painter, area, static_cast<int>(run), QString::fromStdString(shown.name), score, theme,
                    least_name_room(snapshot, theme));
}

void paint_difference_heading(QPainter& painter, const QRect& area, const QString& value,
                              const Theme& theme) {
  painter.setFont(theme.bold());
  painter.setPen(theme.text);
  painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, QCoreApplication::translate("Heatmaps", "A − B"));
  painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, value);
}

}  // namespace lfp
