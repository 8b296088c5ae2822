#include "widgets/views/confusion/confusion_picture.h"

#include "widgets/controls/scale_bar.h"
#include "widgets/style/colour_map.h"
#include "widgets/style/number_text.h"
#include "widgets/views/names/unit_names.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <algorithm>
#include <cmath>
#include <functional>

namespace lfp {

namespace {

struct ConfusionPictureWords {
  Q_DECLARE_TR_FUNCTIONS(Confusion)
};

constexpr double widest_name = 72;
constexpr double smallest_digits = 10;
constexpr double smallest_on_paper = 9;  // pixels at 96 an inch: 6.75 points, whatever the zoom

// Relative luminance as in WCAG 2.
double luminance(const QColor& colour) {
  const auto linear = [](double part) {
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

// Of the two ink colours the one with more contrast.
QColor ink_on(const QColor& background, const Theme& theme) {
  const double here = luminance(background);
  const auto contrast = [&](const QColor& ink) {
    const double other = luminance(ink);
    return (std::max(here, other) + 0.05) / (std::min(here, other) + 0.05);
  };
  return contrast(theme.text) >= contrast(theme.text_on_accent) ? theme.text : theme.text_on_accent;
}

/// What the cells of a matrix say, and in which colours.
struct CellLook {
  std::function<QColor(std::int64_t label, std::int64_t predicted)> colour;
  std::function<QString(float value)> text;
};

CellLook look_of_counts(const Table& confusion, const Theme& theme) {
  const auto colour = [&confusion, &theme](std::int64_t label, std::int64_t predicted) {
    const double place = std::sqrt(row_fraction(confusion, label, predicted));
    return QColor::fromRgb(unsigned_colours(theme)[static_cast<std::size_t>(std::lround(place * 255.0))]);
  };
  return {colour, [](float value) { return QString::number(std::llround(value)); }};
}

CellLook look_of_difference(const Table& difference, float range, const Theme& theme) {
  const auto colour = [&difference, &theme, range](std::int64_t label, std::int64_t predicted) {
    return QColor::fromRgb(
        signed_colour(signed_colours(theme), difference.at(label, predicted), std::max(range, 1.0F)));
  };
  return {colour, [](float value) { return signed_text(static_cast<double>(value), 0); }};
}

// The font in which the widest count fits a cell; whether there is one.
QFont digits_font(const QSize& cell, const Table& confusion, const CellLook& look, const Theme& theme,
                  bool& fits) {
  const auto size = [](float value) { return std::abs(value); };
  const float most = confusion.values.empty() ? 0.0F : *std::ranges::max_element(confusion.values, {}, size);
  const QString widest = look.text(most);
  QFont font = theme.small();
  while (true) {
    const QFontMetrics metrics(font);
    fits = metrics.horizontalAdvance(widest) <= cell.width() - 2 && metrics.ascent() <= cell.height();
    if (fits || font.pixelSize() <= std::max(smallest_digits * theme.zoom, smallest_on_paper)) return font;
    font.setPixelSize(font.pixelSize() - 1);
  }
}

void paint_cells(QPainter& painter, const QRect& square, const Table& confusion, const CellLook& look,
                 const Theme& theme) {
  bool has_digits = false;
  const QSize first = confusion_cell(square, confusion, 0, 0).size();
  painter.setFont(digits_font(first, confusion, look, theme, has_digits));
  for (std::int64_t label = 0; label < confusion.rows; ++label) {
    for (std::int64_t predicted = 0; predicted < confusion.columns; ++predicted) {
      const QRect cell = confusion_cell(square, confusion, label, predicted);
      const QColor colour = look.colour(label, predicted);
      const bool has_grid = cell.width() >= theme.px(8);
      painter.fillRect(has_grid ? cell.adjusted(0, 0, -1, -1) : cell, colour);
      const float count = confusion.at(label, predicted);
      if (!has_digits || count == 0.0F) continue;
      painter.setPen(ink_on(colour, theme));
      painter.drawText(cell.adjusted(0, 0, -1, -1), Qt::AlignCenter | Qt::TextDontClip, look.text(count));
    }
  }
}

// Names that do not fit their columns become numbers; where not even these fit, only some of them are
// written.
void paint_column_names(QPainter& painter, const QRect& square, const Table& confusion,
                        const QStringList& classes) {
  const QFontMetrics metrics = painter.fontMetrics();
  const int width = confusion_cell(square, confusion, 0, 0).width();
  const bool fit = std::ranges::all_of(
      classes, [&](const QString& name) { return metrics.horizontalAdvance(name) <= width - 2; });
  const int widest = metrics.horizontalAdvance(QString::number(confusion.columns - 1)) + 4;
  const std::int64_t stride = fit ? 1 : std::max(1, (widest + width - 1) / std::max(1, width));
  for (std::int64_t column = 0; column < confusion.columns; column += stride) {
    const QRect cell = confusion_cell(square, confusion, confusion.rows - 1, column);
    const QRect below(cell.center().x() - 40, square.bottom() + 2, 80, metrics.height());
    painter.drawText(below, Qt::AlignHCenter | Qt::AlignTop, fit ? classes[column] : QString::number(column));
  }
}

void paint_row_names(QPainter& painter, const QRect& square, const Table& confusion,
                     const QStringList& classes, const Theme& theme) {
  const QFontMetrics metrics = painter.fontMetrics();
  const int height = confusion_cell(square, confusion, 0, 0).height();
  const std::int64_t stride = std::max(1, (metrics.ascent() + height - 1) / std::max(1, height));
  for (std::int64_t row = 0; row < confusion.rows; row += stride) {
    const int middle = confusion_cell(square, confusion, row, 0).center().y();
    const int width = theme.px(widest_name);
    const QRect beside(square.left() - theme.px(5) - width, middle - metrics.height() / 2, width,
                       metrics.height());
    painter.drawText(beside, Qt::AlignRight | Qt::AlignVCenter,
                     metrics.elidedText(classes[row], Qt::ElideRight, width));
  }
}

void paint_axis_names(QPainter& painter, const QRect& square, RunCellMargins margins, const Theme& theme) {
  const int height = QFontMetrics(theme.body()).height();
  const QString words = ConfusionPictureWords::tr("prediction");
  const bool is_narrow = QFontMetrics(theme.body()).horizontalAdvance(words) > square.width();
  painter.setFont(is_narrow ? theme.small() : theme.body());
  painter.setPen(theme.text);
  // Into the gaps beside a small matrix, if need be.
  const int width = std::max(square.width(), painter.fontMetrics().horizontalAdvance(words) + 1);
  const QRect below(square.center().x() - width / 2, square.bottom() + margins.bottom, width, height);
  painter.drawText(below, Qt::AlignCenter, words);
  painter.save();
  painter.translate(square.left() - margins.left - height, square.bottom());
  painter.rotate(-90.0);
  painter.drawText(QRect(0, 0, square.height(), height), Qt::AlignCenter, ConfusionPictureWords::tr("label"));
  painter.restore();
}

void paint_matrix(QPainter& painter, const QRect& square, const Table& confusion, const QStringList& classes,
                  const CellLook& look, const Theme& theme) {
  if (confusion.rows == 0 || square.isEmpty()) return;
  painter.save();
  painter.fillRect(square, theme.separator);
  paint_cells(painter, square, confusion, look, theme);
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  paint_column_names(painter, square, confusion, classes);
  paint_row_names(painter, square, confusion, classes, theme);
  painter.restore();
}

}  // namespace

QRect confusion_cell(const QRect& square, const Table& confusion, std::int64_t label,
                     std::int64_t predicted) {
  const auto edge = [](int start, int size, std::int64_t at, std::int64_t of) {
    return start + static_cast<int>(size * at / std::max<std::int64_t>(1, of));
  };
  const int left = edge(square.left(), square.width(), predicted, confusion.columns);
  const int right = edge(square.left(), square.width(), predicted + 1, confusion.columns);
  const int top = edge(square.top(), square.height(), label, confusion.rows);
  const int bottom = edge(square.top(), square.height(), label + 1, confusion.rows);
  return {left, top, right - left, bottom - top};
}

double row_fraction(const Table& confusion, std::int64_t label, std::int64_t predicted) {
  double sum = 0.0;
  for (std::int64_t column = 0; column < confusion.columns; ++column) {
    sum += static_cast<double>(confusion.at(label, column));
  }
  return sum > 0.0 ? static_cast<double>(confusion.at(label, predicted)) / sum : 0.0;
}

RunCellMargins confusion_margins(const QStringList& classes, const Theme& theme) {
  const QFontMetrics metrics(theme.small());
  int width = 0;
  for (const QString& name : classes) width = std::max(width, metrics.horizontalAdvance(name));
  return {.left = std::min(width, theme.px(widest_name)) + theme.px(6),
          .bottom = metrics.height() + theme.px(2)};
}

void paint_confusion(QPainter& painter, const QRect& square, const Table& confusion,
                     const QStringList& classes, const Theme& theme) {
  paint_matrix(painter, square, confusion, classes, look_of_counts(confusion, theme), theme);
}

void paint_confusion_difference(QPainter& painter, const QRect& square, const Table& difference,
                                const QStringList& classes, float range, const Theme& theme) {
  paint_matrix(painter, square, difference, classes, look_of_difference(difference, range, theme), theme);
}

Table confusion_difference(const Snapshot& snapshot) {
  if (snapshot.runs.size() < 2) return {};
  Table difference = snapshot.runs[0].confusion;
  const Table& other = snapshot.runs[1].confusion;
  if (difference.rows != other.rows || difference.columns != other.columns) return {};
  for (std::size_t at = 0; at < difference.values.size(); ++at) difference.values[at] -= other.values[at];
  return difference;
}

void paint_confusion_figure(QPainter& painter, const QRect& area, const ConfusionFigure& figure,
                            const Theme& theme) {
  const Snapshot& snapshot = figure.snapshot;
  painter.fillRect(area, theme.base);
  QRect rest = area.adjusted(theme.px(12), theme.px(10), -theme.px(12), -theme.px(10));
  const int line = QFontMetrics(theme.bold()).height() + theme.px(8);
  painter.setFont(theme.bold());
  painter.setPen(theme.text);
  painter.drawText(
      QRect(rest.topLeft(), QSize(rest.width(), line)), Qt::AlignLeft | Qt::AlignTop,
      ConfusionPictureWords::tr("Confusion on the test set: %1, step %2")
          .arg(QString::fromStdString(snapshot.dataset->name), count_text(snapshot.position.step)));
  rest.setTop(rest.top() + line);
  const QRect scale(rest.left(), rest.bottom() - line, rest.width(), line);
  rest.setBottom(scale.top() - theme.px(4));
  const QStringList classes = class_names(snapshot);
  const RunCellMargins names = confusion_margins(classes, theme);
  const int axis = QFontMetrics(theme.body()).height() + theme.px(4);
  const auto cells = run_grid(rest, static_cast<int>(figure.runs.size()), theme,
                              {.left = names.left + axis, .bottom = names.bottom + axis});
  for (std::size_t at = 0; at < cells.size(); ++at) {
    const RunSnapshot& source = snapshot.runs[figure.runs[at]];
    const QRect& square = cells[at].square;
    if (figure.is_difference) {
      paint_difference_heading(painter, cells[at].heading, {}, theme);
      paint_confusion_difference(painter, square, confusion_difference(snapshot), classes, figure.range,
                                 theme);
    } else {
      paint_score_heading(painter, cells[at].heading, snapshot, figure.runs[at], theme);
      paint_confusion(painter, square, source.confusion, classes, theme);
    }
    paint_axis_names(painter, square, names, theme);
  }
  if (figure.is_difference)
    paint_signed_scale(painter, scale, std::max(figure.range, 1.0F), theme);
  else
    paint_unsigned_scale(painter, scale, ConfusionPictureWords::tr("0 % of the label"),
                         ConfusionPictureWords::tr("100 % (square root scale)"), theme);
}

}  // namespace lfp
