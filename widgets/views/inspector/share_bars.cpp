#include "widgets/views/inspector/share_bars.h"

#include "widgets/controls/cell_tip.h"
#include "widgets/style/frames.h"
#include "widgets/style/number_text.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

/// The positions of a row's columns.
struct Columns {
  int name_width = 0;
  int contribution_right = 0;
  int bar_left = 0;
  int bar_right = 0;
  int share_right = 0;
  int percent_right = 0;
};

QString share_text(const ShareList& shares, double value) {
  return shares.scale.signed_text(value);
}

/// Beyond 100 % where other shares have the opposite sign.
QString share_percent(const ShareList& shares, const ShareLine& line) {
  const bool has_percent = shares.has_percents && shares.sum != 0 && !line.is_rounding;
  return has_percent ? percent_text(line.share / shares.sum) : QString();
}

QString contribution_text(const ShareLine& line) {
  return line.contribution ? QStringLiteral("a·w %1").arg(number_text(*line.contribution)) : QString();
}

Columns columns_of(const QRect& area, const ShareList& shares, const Theme& theme) {
  const QFontMetrics small(theme.small());
  const QFontMetrics bold(theme.bold());
  int name = 0;
  int contribution = 0;
  int share = bold.horizontalAdvance(share_text(shares, -shares.sum));
  for (const ShareLine& line : shares.lines) {
    name = std::max(name, bold.horizontalAdvance(line.name));  // bold, as the current row is drawn
    contribution = std::max(contribution, small.horizontalAdvance(contribution_text(line)));
    share = std::max(share, bold.horizontalAdvance(share_text(shares, line.share)));
  }
  int percent = 0;
  if (shares.has_percents) {
    percent = small.horizontalAdvance(QStringLiteral("−888.8 %"));
    for (const ShareLine& line : shares.lines)
      percent = std::max(percent, small.horizontalAdvance(share_percent(shares, line)));
  }
  const int gap = theme.px(10);
  Columns columns;
  columns.name_width = std::min(name, area.width() / 3);
  columns.contribution_right =
      area.left() + theme.px(8) + columns.name_width + (contribution > 0 ? gap + contribution : 0);
  columns.bar_left = columns.contribution_right + gap;
  columns.percent_right = area.right() - theme.px(6);
  columns.share_right = columns.percent_right - percent - gap / 2;
  columns.bar_right = std::max(columns.bar_left + theme.px(20), columns.share_right - share - gap);
  return columns;
}

/// Returns the zero of the bars: in the middle, or further to one side if all shares have the same sign.
double zero_of(const Columns& columns, const ShareList& shares) {
  double low = 0;
  double high = 0;
  for (const ShareLine& line : shares.lines) {
    low = std::min(low, line.share);
    high = std::max(high, line.share);
  }
  const double size = high - low;
  return columns.bar_left + (size > 0 ? -low / size : 0.5) * (columns.bar_right - columns.bar_left);
}

double scale_of(const Columns& columns, const ShareList& shares) {
  double low = 0;
  double high = 0;
  for (const ShareLine& line : shares.lines) {
    low = std::min(low, line.share);
    high = std::max(high, line.share);
  }
  return high > low ? (columns.bar_right - columns.bar_left) / (high - low) : 0;
}

void paint_row(QPainter& painter, const QRect& row, const ShareList& shares, const ShareLine& line,
               bool is_current, const Columns& columns, const Theme& theme) {
  if (is_current) {
    painter.fillRect(row, theme.selection);
    painter.fillRect(QRect(row.left(), row.top(), theme.px(3), row.height()), theme.accent);
  }
  painter.setFont(is_current ? theme.bold() : theme.small());
  painter.setPen(line.is_rounding ? theme.muted_text : theme.text);
  const QRect name(row.left() + theme.px(8), row.top(), columns.name_width + theme.px(4), row.height());
  painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                   QFontMetrics(painter.font()).elidedText(line.name, Qt::ElideRight, name.width()));
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  const auto right_text = [&](int right, const QString& text) {
    painter.drawText(QRect(row.left(), row.top(), right - row.left(), row.height()),
                     Qt::AlignRight | Qt::AlignVCenter, text);
  };
  if (line.is_rounding) return right_text(columns.share_right, share_text(shares, line.share));
  right_text(columns.contribution_right, contribution_text(line));
  const double zero = zero_of(columns, shares);
  const double length = line.share * scale_of(columns, shares);
  const QRectF bar(std::min(zero, zero + length), row.top() + theme.px(3), std::abs(length),
                   row.height() - theme.px(6));
  const bool is_grey = line.is_below && line.input != -1;
  const QColor colour = is_grey ? theme.muted_text : line.share < 0 ? theme.negative : theme.positive;
  if (line.share != 0) {
    painter.fillRect(bar, blended(colour, theme.base, 0.72));
    painter.setPen(colour);
    painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5));
  }
  painter.setPen(theme.control_border);
  painter.drawLine(QPointF(std::round(zero) + 0.5, row.top()),
                   QPointF(std::round(zero) + 0.5, row.bottom() + 1));
  painter.setFont(theme.bold());
  painter.setPen(theme.text);
  right_text(columns.share_right, share_text(shares, line.share));
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  right_text(columns.percent_right, share_percent(shares, line));
}

}  // namespace

int paint_share_rows(QPainter& painter, const QRect& area, const ShareList& shares,
                     std::optional<std::int64_t> current, const Theme& theme, int row_height, int line_gap,
                     int scrolled) {
  const Columns columns = columns_of(area, shares, theme);
  int top = area.top() - scrolled;
  bool was_below = false;
  for (const ShareLine& line : shares.lines) {
    if (line.is_below && !was_below) {
      painter.setPen(theme.separator);
      const int y = top + line_gap / 2;
      painter.drawLine(area.left(), y, area.right(), y);
      top += line_gap;
    }
    was_below = line.is_below;
    const QRect row(area.left(), top, area.width(), row_height);
    const bool is_current = current && line.input == current;
    if (row.bottom() >= area.top() && row.top() <= area.bottom())
      paint_row(painter, row, shares, line, is_current, columns, theme);
    top += row_height;
  }
  return top + scrolled - area.top();
}

ShareBars::ShareBars(QWidget* parent) : QAbstractScrollArea(parent), theme_(Theme::make(Theme::Kind::light)) {
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Shares"));
}

void ShareBars::set_shares(ShareList shares, std::optional<std::int64_t> current) {
  const bool is_new = current != current_;
  shares_ = std::move(shares);
  current_ = current;
  fit();
  if (const auto row = current_row(); is_new && row) {
    const int top = static_cast<int>(*row) * row_height();
    verticalScrollBar()->setValue(
        std::clamp(verticalScrollBar()->value(), top + row_height() - viewport()->height(), top));
  } else if (is_new) {
    verticalScrollBar()->setValue(0);
  }
  viewport()->update();
}

void ShareBars::set_theme(const Theme& theme) {
  theme_ = theme;
  fit();
  viewport()->update();
}

void ShareBars::fit() {
  const bool has_line =
      std::ranges::any_of(shares_.lines, [](const ShareLine& line) { return line.is_below; });
  const int whole = static_cast<int>(shares_.lines.size()) * row_height() + (has_line ? line_gap() : 0);
  verticalScrollBar()->setRange(0, std::max(0, whole - viewport()->height()));
  verticalScrollBar()->setPageStep(viewport()->height());
  verticalScrollBar()->setSingleStep(row_height());
}

void ShareBars::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  fit();
}

void ShareBars::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(viewport());
  painter.fillRect(viewport()->rect(), theme_.base);
  paint_share_rows(painter, viewport()->rect(), shares_, current_, theme_, row_height(), line_gap(),
                   verticalScrollBar()->value());
  if (hasFocus()) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme_.accent, 2));
    painter.drawRect(viewport()->rect().adjusted(1, 1, -1, -1));
  }
}

QRect ShareBars::row_area(std::size_t row) const {
  const int gap = shares_.lines[row].is_below ? line_gap() : 0;
  return {0, static_cast<int>(row) * row_height() + gap - verticalScrollBar()->value(), viewport()->width(),
          row_height()};
}

std::optional<std::size_t> ShareBars::row_at(const QPoint& place) const {
  for (std::size_t row = 0; row < shares_.lines.size(); ++row)
    if (row_area(row).contains(place)) return row;
  return std::nullopt;
}

std::optional<std::size_t> ShareBars::current_row() const {
  for (std::size_t row = 0; current_ && row < shares_.lines.size(); ++row)
    if (shares_.lines[row].input == current_) return row;
  return std::nullopt;
}

void ShareBars::choose(std::size_t row) {
  if (shares_.lines[row].input) emit input_chosen(*shares_.lines[row].input);
}

void ShareBars::mousePressEvent(QMouseEvent* event) {
  if (const auto row = row_at(event->position().toPoint())) choose(*row);
}

bool ShareBars::viewportEvent(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QAbstractScrollArea::viewportEvent(event);
  const auto row = row_at(static_cast<QHelpEvent*>(event)->pos());
  if (!row) {
    hide_cell_tip();
    return true;
  }
  const ShareLine& line = shares_.lines[*row];
  if (line.is_rounding) {
    show_cell_tip(*viewport(), row_area(*row), line.name,
                  {tr("Each number is rounded by itself: %1 is missing for the digits to add up")
                       .arg(share_text(shares_, line.share))});
    return true;
  }
  QStringList lines{tr("share %1").arg(share_text(shares_, line.share))};
  if (shares_.has_percents && shares_.sum != 0)
    lines << tr("%1 of %2").arg(percent_text(line.share / shares_.sum), shares_.scale.text(shares_.sum));
  if (line.input) lines << tr("Click to look at it closely");
  show_cell_tip(*viewport(), row_area(*row), line.name, lines);
  return true;
}

void ShareBars::keyPressEvent(QKeyEvent* event) {
  const int way = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
  if (way == 0 || shares_.lines.empty()) return QAbstractScrollArea::keyPressEvent(event);
  const auto last = std::ssize(shares_.lines) - 1;
  auto row = current_row() ? static_cast<std::ptrdiff_t>(*current_row()) + way : (way > 0 ? 0 : last);
  while (row >= 0 && row <= last && !shares_.lines[static_cast<std::size_t>(row)].input) row += way;
  if (row >= 0 && row <= last) choose(static_cast<std::size_t>(row));
}

}  // namespace lfp
