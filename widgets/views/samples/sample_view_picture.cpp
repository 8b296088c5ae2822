#include "widgets/controls/run_badge.h"
#include "widgets/style/number_text.h"
#include "widgets/views/names/unit_names.h"
#include "widgets/views/pictures/input_image.h"
#include "widgets/views/samples/sample_view.h"

#include <QComboBox>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>
#include <cmath>

namespace lfp {

void SampleView::paint_samples(QPainter& painter, const QRect& area, const Theme& theme, bool is_figure) {
  const Grid shown = grid(area, theme);
  painter.save();
  painter.setClipRect(area.adjusted(0, are_images() ? 0 : shown.row_height, 0, 0), Qt::IntersectClip);
  const std::int64_t first = scroll_bar_->value() / shown.row_height * shown.columns;
  for (std::int64_t place = first; place < static_cast<std::int64_t>(samples_.size()); ++place) {
    const QRect cell = cell_area(shown, place);
    if (cell.top() > area.bottom() || (is_figure && cell.bottom() > area.bottom())) break;
    const std::int64_t sample = samples_[static_cast<std::size_t>(place)];
    if (are_images()) {
      paint_tile(painter, cell, sample, theme, is_figure);
    } else {
      paint_row(painter, cell, columns_of(sample), theme, sample);
    }
  }
  painter.restore();
  if (are_images()) return;
  const QRect heading(shown.area.left(), area.top(), shown.cell_width, shown.row_height);
  paint_row(painter, heading, column_titles(), theme, std::nullopt);
  painter.fillRect(heading.left(), heading.bottom(), heading.width(), 1, theme.separator);
}

const QPixmap& SampleView::thumbnail(std::int64_t sample, const Theme& theme) {
  if (const QPixmap* known = thumbnails_.object(sample)) return *known;
  const Samples& samples = samples_of(*snapshot()->dataset, source_.filter);
  auto* made =
      new QPixmap(QPixmap::fromImage(sample_image(*snapshot()->dataset, samples.input(sample), theme)));
  thumbnails_.insert(sample, made);
  return *made;
}

/// The picture, below it the label and what each run takes it for, in the run's colour; bold where it errs.
void SampleView::paint_tile(QPainter& painter, const QRect& area, std::int64_t sample, const Theme& theme,
                            bool is_figure) {
  const int side = theme.px(tile_side);
  const QRect picture(area.left(), area.top(), side, side);
  const bool is_framed = is_chosen(sample) && !is_figure;
  const int frame = is_framed ? theme.px(2) : 1;
  painter.fillRect(picture, is_framed ? theme.accent : theme.separator);
  const QRect inside = picture.adjusted(frame, frame, -frame, -frame);
  if (is_figure) {
    const Samples& samples = samples_of(*snapshot()->dataset, source_.filter);
    painter.drawImage(inside, sample_image(*snapshot()->dataset, samples.input(sample), theme));
  } else {
    painter.drawPixmap(inside, thumbnail(sample, theme));
  }
  const QRect words(area.left(), picture.bottom() + 1, side, QFontMetrics(theme.small()).height() + 2);
  painter.setFont(theme.small());
  painter.setPen(theme.text);
  const QFontMetrics metrics = painter.fontMetrics();
  if (is_difference()) paint_difference(painter, picture, sample, theme);
  int right = words.right();
  auto runs = runs_.shown();
  // Where A and B agree the difference tells how sure they are, else what they say.
  if (is_difference() && certainty_difference(sample)) {
    const QString text = signed_text(std::round(100.0 * *certainty_difference(sample)), 0);
    painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter, text);
    right -= metrics.horizontalAdvance(text) + theme.px(4);
    runs.clear();
  } else if (is_difference()) {
    runs = {0, 1};
  }
  for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
    const auto answer = predicted(*run, sample);
    if (!answer) continue;
    const QStringList classes = class_names(*snapshot());
    const Samples& samples = samples_of(*snapshot()->dataset, source_.filter);
    QFont font = theme.small();
    font.setBold(*answer != samples.labels[static_cast<std::size_t>(sample)]);
    painter.setFont(font);
    painter.setPen(run_line_pen(static_cast<int>(*run), theme).color());
    const QString text = *answer < classes.size() ? classes[*answer].left(3) : QString::number(*answer);
    painter.drawText(QRect(words.left(), words.top(), right - words.left(), words.height()),
                     Qt::AlignRight | Qt::AlignVCenter, text);
    right -= QFontMetrics(font).horizontalAdvance(text) + theme.px(4);
  }
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                   metrics.elidedText(label_text(sample), Qt::ElideRight, std::max(0, right - words.left())));
}

/// A bar at the picture's lower edge, from its middle: to the right where A is more certain, to the left
/// where B is.
void SampleView::paint_difference(QPainter& painter, const QRect& picture, std::int64_t sample,
                                  const Theme& theme) const {
  const auto difference = certainty_difference(sample);
  if (!difference || *difference == 0.0) return;
  const double half = picture.width() / 2.0;
  const double middle = picture.left() + half;
  const double end = middle + half * *difference;
  painter.fillRect(
      QRectF(std::min(middle, end), picture.bottom() + 1 - theme.px(3), std::abs(end - middle), theme.px(3)),
      *difference > 0.0 ? theme.positive : theme.negative);
}

/// Columns of equal width; a heading without a sample.
void SampleView::paint_row(QPainter& painter, const QRect& area, const QStringList& columns,
                           const Theme& theme, std::optional<std::int64_t> sample) const {
  if (sample && is_chosen(*sample)) painter.fillRect(area, theme.selection);
  const auto count = static_cast<int>(columns.size());
  const bool has_runs = snapshot()->dataset->classes > 0;
  const auto runs = is_difference() ? std::vector<std::size_t>{} : runs_.shown();
  const auto last_run = has_runs ? 1 + static_cast<int>(runs.size()) : 1;
  const Samples& samples = samples_of(*snapshot()->dataset, source_.filter);
  for (int column = 0; column < count; ++column) {
    const int left = area.left() + area.width() * column / count;
    const int right = area.left() + area.width() * (column + 1) / count - theme.px(8);
    const QRect place(left, area.top(), right - left, area.height());
    QFont font = theme.small();
    painter.setPen(sample ? theme.text : theme.muted_text);
    if (column > 1 && column <= last_run) {
      const std::size_t run = runs[static_cast<std::size_t>(column - 2)];
      painter.setPen(run_line_pen(static_cast<int>(run), theme).color());
      const auto answer = sample ? predicted(run, *sample) : std::nullopt;
      font.setBold(answer && *answer != samples.labels[static_cast<std::size_t>(*sample)]);
    }
    painter.setFont(font);
    painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(columns[column], Qt::ElideRight, place.width()));
  }
}

void SampleView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  painter.fillRect(area, theme.base);
  if (has_samples()) refresh();
  if (samples_.empty()) return paint_empty(painter, area, theme, empty_sentence());
  const int line = QFontMetrics(theme.bold()).height() + theme.px(8);
  painter.setFont(theme.bold());
  painter.setPen(theme.text);
  painter.drawText(area.adjusted(theme.px(10), theme.px(6), 0, 0), Qt::AlignLeft | Qt::AlignTop,
                   tr("%1: %2, %3 samples")
                       .arg(QString::fromStdString(snapshot()->dataset->name), filters_->currentText(),
                            count_text(static_cast<qint64>(samples_.size()))));
  paint_samples(painter, area.adjusted(0, line, 0, 0), theme, true);
}

}  // namespace lfp
