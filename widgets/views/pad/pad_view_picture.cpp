#include "widgets/controls/marks.h"
#include "widgets/controls/run_badge.h"
#include "widgets/style/colour_map.h"
#include "widgets/style/number_text.h"
#include "widgets/views/names/unit_names.h"
#include "widgets/views/pad/pad_view.h"
#include "widgets/views/pictures/input_image.h"
#include "widgets/views/runs/run_grid.h"

#include <algorithm>

namespace lfp {

namespace {

constexpr int seen_badge = 18;

}  // namespace

void PadView::paint_pad(QPainter& painter, const Places& shown, const Theme& theme, HeatRange& range) const {
  const QImage& grey_ink = ink_.image();
  QImage ink(grey_ink.constBits(), grey_ink.width(), grey_ink.height(), grey_ink.bytesPerLine(),
             QImage::Format_Indexed8);
  QList<QRgb> inks;
  for (int grey = 0; grey < 256; ++grey) inks << blended(theme.text, theme.base, grey / 255.0).rgb();
  ink.setColorTable(inks);
  painter.save();
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawImage(shown.canvas, ink);
  painter.restore();
  painter.setPen(theme.control_border);
  painter.drawRect(shown.canvas.adjusted(0, 0, -1, -1));
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  if (ink_.is_empty())
    painter.drawText(shown.canvas.adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap,
                     tr("Draw here with mouse or pen"));
  paint_seen(painter, shown, theme, range);
  const auto classes = shown_classes(shown);
  const auto columns = answers();
  for (std::size_t row = 0; row < classes.size(); ++row) {
    const QRect place(shown.classes.left(), shown.classes.top() + static_cast<int>(row) * shown.row_height,
                      shown.classes.width(), shown.row_height);
    paint_class(painter, place, classes[row], columns, theme);
  }
}

/// Paints each run's input, covered by the feedback if a label is chosen, and its answer.
void PadView::paint_seen(QPainter& painter, const Places& shown, const Theme& theme,
                         HeatRange& shared) const {
  const auto columns = answers();
  std::vector<float> all;
  for (const Answer& answer : columns) all.insert(all.end(), answer.feedback.begin(), answer.feedback.end());
  const float range = all.empty() ? 0.0F : shared.follow(QStringLiteral("feedback of inputs"), false, [&] {
    return symmetric_range(all);
  });
  for (std::size_t column = 0; column < columns.size(); ++column) {
    const Answer& answer = columns[column];
    const QRect place = seen_column(shown.seen, column, columns.size());
    const QRect square(place.topLeft(), QSize(place.height(), place.height()));
    painter.setPen(theme.separator);
    painter.drawRect(square.adjusted(0, 0, -1, -1));
    const QRect words = place.adjusted(square.width() + theme.px(8), 0, 0, 0);
    const int badge = theme.px(seen_badge);
    const QRect heading(words.left(), words.top(), is_difference() ? words.width() : badge, badge);
    if (is_difference())
      paint_difference_heading(painter, heading, {}, theme);
    else
      paint_badge(painter, heading, answer.run, theme);
    if (answer.predictions.empty()) continue;
    const QImage seen = sample_image(*snapshot()->dataset, *input_, theme);
    const bool has_feedback = label() >= 0 && !answer.feedback.empty();
    painter.drawImage(
        square.adjusted(1, 1, -1, -1),
        has_feedback ? input_feedback_image(snapshot()->dataset->shape, answer.feedback, range, theme, seen)
                     : seen);
    painter.setFont(theme.large());
    painter.setPen(theme.text);
    QRect answer_place = words.adjusted(0, badge + theme.px(2), -theme.px(6), 0);
    // In a low dock there is no room below the badge.
    if (answer_place.height() < painter.fontMetrics().ascent() && !is_difference()) {
      painter.setFont(theme.bold());
      answer_place = words.adjusted(heading.width() + theme.px(6), 0, -theme.px(6), 0);
      answer_place.setHeight(badge);
    }
    painter.drawText(
        answer_place, Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(answer_text(answer), Qt::ElideRight, answer_place.width()));
  }
}

/// Returns the predicted class; for a difference both classes if they differ.
QString PadView::answer_text(const Answer& answer) const {
  const QStringList classes = class_names(*snapshot());
  const QString first = classes.value(answer.predictions.front());
  const bool is_unlike = answer.predictions.front() != answer.predictions.back();
  return is_unlike ? tr("%1, not %2").arg(first, classes.value(answer.predictions.back())) : first;
}

/// Paints the class's name and a bar with its probability for each run; bars of a difference start in the
/// middle and have the colours of signs.
void PadView::paint_class(QPainter& painter, const QRect& row, std::int32_t label,
                          const std::vector<Answer>& columns, const Theme& theme) const {
  if (label == this->label()) {
    painter.fillRect(row, theme.selection);
    painter.fillRect(row.left(), row.top(), theme.px(3), row.height(), theme.accent);
  }
  painter.setFont(theme.small());
  const QFontMetrics metrics = painter.fontMetrics();
  const QStringList classes = class_names(*snapshot());
  int widest = 0;
  for (const QString& name : classes) widest = std::max(widest, metrics.horizontalAdvance(name));
  widest = std::min(widest, row.width() / 4);
  painter.setPen(theme.text);
  painter.drawText(row.adjusted(theme.px(8), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                   metrics.elidedText(classes.value(label), Qt::ElideRight, widest));
  const auto count = static_cast<int>(columns.size());
  const int number = metrics.horizontalAdvance(is_difference() ? points_text(-1.0) : percent_text(1.0));
  const QRect rest = row.adjusted(theme.px(8) + widest + theme.px(8), 0, 0, 0);
  for (int column = 0; column < count; ++column) {
    const Answer& answer = columns[static_cast<std::size_t>(column)];
    const QRect place(rest.left() + rest.width() * column / count, rest.top(), rest.width() / count,
                      rest.height());
    const int length = std::max(0, place.width() - number - theme.px(18));
    const int thickness = theme.px(6);
    const QRect bar(place.left(), place.center().y() - thickness / 2, length, thickness);
    painter.fillRect(bar, theme.grid_line);
    const auto at = static_cast<std::size_t>(label);
    if (at >= answer.probabilities.size()) continue;
    const auto probability = static_cast<double>(answer.probabilities[at]);
    if (is_difference())
      paint_difference_bar(painter, bar, probability, theme);
    else
      painter.fillRect(QRectF(bar.left(), bar.top(), bar.width() * probability, bar.height()),
                       run_line_pen(answer.run, theme).color());
    QFont font = theme.small();
    font.setBold(std::ranges::find(answer.predictions, label) != answer.predictions.end());
    painter.setFont(font);
    painter.setPen(theme.text);
    painter.drawText(place.adjusted(0, 0, -theme.px(8), 0), Qt::AlignRight | Qt::AlignVCenter,
                     is_difference() ? points_text(probability) : percent_text(probability));
  }
}

void PadView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  painter.fillRect(area, theme.base);
  if (!can_draw()) return paint_empty(painter, area, theme, empty_sentence());
  const int line = QFontMetrics(theme.bold()).height() + theme.px(6);
  painter.setFont(theme.bold());
  painter.setPen(theme.text);
  painter.drawText(area.adjusted(theme.px(10), theme.px(6), 0, 0), Qt::AlignLeft | Qt::AlignTop,
                   tr("A drawing and what the runs make of it"));
  HeatRange range;
  range.copy_for_figure(range_);
  paint_pad(painter, places(area.adjusted(0, line, 0, 0), theme), theme, range);
}

}  // namespace lfp
