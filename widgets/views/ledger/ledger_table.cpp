#include "widgets/views/ledger/ledger_picture.h"

#include <QFontMetrics>
#include <algorithm>

namespace lfp {
namespace {

constexpr double usual_row = 26;
constexpr double least_row = 19;
constexpr double gap = 14;
constexpr double narrow_gap = 6;

QStringList headings(const LedgerLines& lines) {
  QStringList words{LedgerTable::tr("arriving")};
  for (std::size_t part = 0; part < ledger_parts; ++part) {
    if (!lines.shown[part]) continue;
    const QString sign = words.size() == 1 ? QStringLiteral("= ") : QStringLiteral("+ ");
    words << sign + ledger_part_name(static_cast<LedgerPart>(part));
  }
  if (lines.has_rounding()) words << LedgerTable::tr("rounding");
  return words;
}

QStringList numbers(const LedgerLines& lines, const LedgerLine& line) {
  const QString unknown = QStringLiteral("–");
  QStringList words{line.knows_arriving ? ledger_number(lines, line.arriving) : unknown};
  for (std::size_t part = 0; part < ledger_parts; ++part)
    if (lines.shown[part]) words << (line.knows_parts ? ledger_number(lines, line.parts[part]) : unknown);
  if (lines.has_rounding())
    words << (line.rounding != 0 ? lines.scale.signed_text(line.rounding) : QString());
  return words;
}

/// The line above the names, with the factor of all numbers.
QString corner_words(const LedgerLines& lines) {
  const QString factor = lines.scale.factor();
  return factor.isEmpty() ? LedgerTable::tr("Layer") : LedgerTable::tr("all %1").arg(factor);
}

int name_width(const LedgerLines& lines, const Theme& theme) {
  const QFontMetrics metrics(theme.bold());
  int width = QFontMetrics(theme.bold()).horizontalAdvance(corner_words(lines));
  for (const LedgerLine& line : lines.lines) width = std::max(width, metrics.horizontalAdvance(line.name));
  return width + theme.px(10);
}

/// "= passed on" over two lines: "= passed", "on".
QString in_two_lines(QString heading) {
  const qsizetype last = heading.lastIndexOf(QLatin1Char(' '));
  if (last >= 0) heading[last] = QLatin1Char('\n');
  return heading;
}

int width_of(const QString& text, const QFontMetrics& metrics) {
  int width = 0;
  for (const QString& line : text.split(QLatin1Char('\n')))
    width = std::max(width, metrics.horizontalAdvance(line));
  return width;
}

std::vector<int> column_widths(const LedgerLines& lines, const QStringList& words_above, const Theme& theme) {
  const QFontMetrics small(theme.small());
  const QFontMetrics body(theme.body());
  std::vector<int> widths;
  for (const QString& heading : words_above) widths.push_back(width_of(heading, small));
  for (const LedgerLine& line : lines.lines) {
    const QStringList words = numbers(lines, line);
    for (std::size_t at = 0; at < widths.size(); ++at)
      widths[at] = std::max(widths[at], body.horizontalAdvance(words[static_cast<qsizetype>(at)]));
  }
  return widths;
}

/// The width of names and numbers, with room for the rounding even where there is none just now: while
/// training runs it comes and goes, and nothing is to jump.
int whole_width(const LedgerLines& lines, const QStringList& words_above, double between,
                const Theme& theme) {
  int width = name_width(lines, theme) + theme.px(8);
  for (const int column : column_widths(lines, words_above, theme)) width += column + theme.px(between);
  if (!lines.has_rounding())
    width += width_of(LedgerTable::tr("rounding"), QFontMetrics(theme.small())) + theme.px(between);
  return width;
}

/// In two lines where one is too wide.
int heading_height(const LedgerLines& lines, int width, const Theme& theme) {
  return theme.px(LedgerTable::width_for(lines, theme) > width ? 38 : 24);
}

}  // namespace

int LedgerTable::width_for(const LedgerLines& lines, const Theme& theme) {
  return whole_width(lines, headings(lines), gap, theme);
}

int LedgerTable::least_width_for(const LedgerLines& lines, const Theme& theme) {
  QStringList words_above = headings(lines);
  for (QString& heading : words_above) heading = in_two_lines(heading);
  return whole_width(lines, words_above, narrow_gap, theme);
}

int LedgerTable::height_for(const LedgerLines& lines, int width, const Theme& theme) {
  return heading_height(lines, width, theme) + static_cast<int>(lines.lines.size()) * theme.px(least_row);
}

LedgerTable::LedgerTable(const LedgerLines& lines, const QRect& area, const Theme& theme, int scroll)
    : area_(area), rows_(lines.lines.size()), headings_(headings(lines)) {
  const bool is_narrow = width_for(lines, theme) > area.width();
  heading_height_ = heading_height(lines, area.width(), theme);
  if (is_narrow)
    for (QString& heading : headings_) heading = in_two_lines(heading);
  const int room = area.height() - heading_height_;
  const int rows = std::max(1, static_cast<int>(rows_));
  row_height_ = std::clamp(room / rows, theme.px(least_row), theme.px(usual_row));
  rows_in_sight_ = std::clamp(room / row_height_, 1, rows);
  scroll_ = std::clamp(scroll, 0, rows - rows_in_sight_);
  const std::vector<int> widths = column_widths(lines, headings_, theme);
  int right = area.left() + name_width(lines, theme);
  // The spare room goes between the columns.
  const int needed = is_narrow ? least_width_for(lines, theme) : width_for(lines, theme);
  const int spare = std::max(0, area.width() - needed);
  const int more = std::min(theme.px(12), spare / std::max(1, static_cast<int>(widths.size())));
  for (const int width : widths) {
    right += width + theme.px(is_narrow ? narrow_gap : gap) + more;
    rights_.push_back(right);
  }
}

int LedgerTable::height() const {
  return heading_height_ + rows_in_sight_ * row_height_;
}

QRect LedgerTable::row_area(std::size_t row) const {
  const int at = static_cast<int>(row) - scroll_;
  return {area_.left(), area_.top() + heading_height_ + at * row_height_, area_.width(), row_height_};
}

std::optional<std::size_t> LedgerTable::row_at(const QPoint& place) const {
  for (std::size_t row = 0; row < rows_; ++row) {
    const int at = static_cast<int>(row) - scroll_;
    if (at >= 0 && at < rows_in_sight_ && row_area(row).contains(place)) return row;
  }
  return std::nullopt;
}

void LedgerTable::paint(QPainter& painter, const LedgerLines& lines, int chosen_layer,
                        const Theme& theme) const {
  const auto right_text = [&](std::size_t column, const QRect& row, const QString& text) {
    painter.drawText(QRect(area_.left(), row.top(), rights_[column] - area_.left(), row.height()),
                     Qt::AlignRight | Qt::AlignVCenter, text);
  };
  const QRect heading(area_.left(), area_.top(), area_.width(), heading_height_);
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  const bool has_factor = !lines.scale.factor().isEmpty();
  if (has_factor) painter.setFont(theme.bold());
  if (has_factor) painter.setPen(theme.text);
  painter.drawText(heading.adjusted(theme.px(8), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                   corner_words(lines));
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  for (std::size_t column = 0; column < rights_.size(); ++column)
    right_text(column, heading, headings_[static_cast<qsizetype>(column)]);
  painter.setPen(theme.separator);
  painter.drawLine(heading.bottomLeft(), heading.bottomRight());
  for (std::size_t row = 0; row < rows_; ++row) {
    const int at = static_cast<int>(row) - scroll_;
    if (at < 0 || at >= rows_in_sight_) continue;
    const LedgerLine& line = lines.lines[row];
    const QRect area = row_area(row);
    if (line.layer == chosen_layer) {
      painter.fillRect(area, theme.selection);
      painter.fillRect(QRect(area.left(), area.top(), theme.px(3), area.height()), theme.accent);
    }
    painter.setFont(line.is_in_work ? theme.bold() : theme.body());
    painter.setPen(line.knows_arriving ? theme.text : theme.muted_text);
    painter.drawText(area.adjusted(theme.px(8), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, line.name);
    painter.setFont(theme.body());
    const QStringList values = numbers(lines, line);
    for (std::size_t column = 0; column < rights_.size(); ++column) {
      if (lines.has_rounding() && column + 1 == rights_.size()) painter.setPen(theme.muted_text);
      right_text(column, area, values[static_cast<qsizetype>(column)]);
    }
    painter.setPen(theme.separator);
    painter.drawLine(area.bottomLeft(), area.bottomRight());
  }
  paint_position(painter, theme);
}

/// Shows which rows are in sight if there are more.
void LedgerTable::paint_position(QPainter& painter, const Theme& theme) const {
  const auto rows = static_cast<int>(rows_);
  if (rows_in_sight_ >= rows) return;
  const QRectF track(area_.right() - theme.px(3), area_.top() + heading_height_, theme.px(3),
                     rows_in_sight_ * row_height_);
  const double part = track.height() / rows;
  painter.fillRect(track, theme.separator);
  painter.fillRect(QRectF(track.left(), track.top() + scroll_ * part, track.width(), rows_in_sight_ * part),
                   theme.control_border);
}

}  // namespace lfp
