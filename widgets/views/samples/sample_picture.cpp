#include "widgets/views/samples/sample_picture.h"

#include "widgets/controls/run_badge.h"
#include "widgets/style/number_text.h"
#include "widgets/views/pictures/input_image.h"

#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

QImage image_of(const SampleList& list, std::int64_t sample, const Theme& theme) {
  return sample_image(*list.dataset(), list.set().input(sample), theme);
}

/// A bar at the image's lower edge, from its middle: to the right where A is more certain, to the left where
/// B is.
void paint_certainty_bar(QPainter& painter, const QRect& image, double difference, const Theme& theme) {
  if (difference == 0.0) return;
  const double half = image.width() / 2.0;
  const double middle = image.left() + half;
  const double end = middle + half * difference;
  painter.fillRect(
      QRectF(std::min(middle, end), image.bottom() + 1 - theme.px(3), std::abs(end - middle), theme.px(3)),
      difference > 0.0 ? theme.positive : theme.negative);
}

void paint_image(QPainter& painter, const QRect& area, std::int64_t sample, const SamplePicture& picture) {
  const Theme& theme = picture.theme;
  const bool is_framed = sample == picture.chosen && picture.thumbnails != nullptr;
  const int frame = is_framed ? theme.px(2) : 1;
  painter.fillRect(area, is_framed ? theme.accent : theme.separator);
  const QRect inside = area.adjusted(frame, frame, -frame, -frame);
  if (picture.thumbnails == nullptr) {
    painter.drawImage(inside, image_of(picture.list, sample, theme));
  } else {
    painter.drawPixmap(inside, picture.thumbnails->of(picture.list, sample, theme));
  }
}

/// An answer whole, or without its probability where there is no room for it.
QString fitting_answer(const QString& answer, const QFontMetrics& metrics, int width) {
  if (metrics.horizontalAdvance(answer) <= width) return answer;
  return metrics.elidedText(answer.section(QLatin1Char(' '), 0, -2), Qt::ElideRight, width);
}

/// What each run takes the sample for, in the run's colour, bold where it errs; where the difference of two
/// runs is shown and they agree, how much more certain A is. Written from the right; tells where it ends.
int paint_answers(QPainter& painter, const QRect& words, std::int64_t sample, const SamplePicture& picture) {
  const Theme& theme = picture.theme;
  int right = words.right();
  const auto write = [&](const QString& text) {
    painter.drawText(QRect(words.left(), words.top(), right - words.left(), words.height()),
                     Qt::AlignRight | Qt::AlignVCenter, text);
    right -= painter.fontMetrics().horizontalAdvance(text) + theme.px(4);
  };
  const auto difference =
      picture.text.is_difference() ? picture.list.certainty_difference(sample) : std::nullopt;
  if (difference) {
    painter.setFont(theme.small());
    painter.setPen(theme.text);
    write(signed_text(std::round(100.0 * *difference), 0));
    return right;
  }
  const auto runs = picture.text.runs();
  for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
    const QString answer = picture.text.short_answer(*run, sample);
    if (answer.isEmpty()) continue;
    QFont font = theme.small();
    font.setBold(picture.list.is_wrong(*run, sample));
    painter.setFont(font);
    painter.setPen(run_line_pen(static_cast<int>(*run), theme).color());
    write(answer);
  }
  return right;
}

/// The image, below it the label and the answers.
void paint_tile(QPainter& painter, const QRect& area, std::int64_t sample, const SamplePicture& picture) {
  const Theme& theme = picture.theme;
  const int side = theme.px(SampleGrid::tile_side);
  const QRect image(area.left(), area.top(), side, side);
  paint_image(painter, image, sample, picture);
  if (picture.text.is_difference())
    paint_certainty_bar(painter, image, picture.list.certainty_difference(sample).value_or(0.0), theme);
  const int width = std::max(side, area.width() - theme.px(8));
  const QRect words(area.left(), image.bottom() + 1, width, QFontMetrics(theme.small()).height() + 2);
  const int right = paint_answers(painter, words, sample, picture);
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                   painter.fontMetrics().elidedText(picture.text.label(sample), Qt::ElideRight,
                                                    std::max(0, right - words.left())));
}

/// Columns of equal width, the last ones left out where they would be too narrow; the heading has no sample.
void paint_row(QPainter& painter, const QRect& area, const std::vector<SampleColumn>& columns,
               std::optional<std::int64_t> sample, const SamplePicture& picture) {
  const Theme& theme = picture.theme;
  if (sample && sample == picture.chosen) painter.fillRect(area, theme.selection);
  constexpr double least_width = 56;
  const int count =
      std::min(static_cast<int>(columns.size()), std::max(1, area.width() / theme.px(least_width)));
  for (int column = 0; column < count; ++column) {
    const int left = area.left() + area.width() * column / count;
    const int right = area.left() + area.width() * (column + 1) / count - theme.px(8);
    const QRect place(left, area.top(), right - left, area.height());
    const auto& [text, run] = columns[static_cast<std::size_t>(column)];
    QFont font = theme.small();
    painter.setPen(sample ? theme.text : theme.muted_text);
    if (run) {
      painter.setPen(run_line_pen(static_cast<int>(*run), theme).color());
      font.setBold(sample && picture.list.is_wrong(*run, *sample));
    }
    painter.setFont(font);
    painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter,
                     run ? fitting_answer(text, painter.fontMetrics(), place.width())
                         : painter.fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
  }
}

void paint_heading(QPainter& painter, int top, const SamplePicture& picture) {
  const SampleGrid& grid = picture.grid;
  const QRect heading(grid.area.left(), top, grid.cell_width, grid.row_height);
  paint_row(painter, heading, picture.text.column_titles(), std::nullopt, picture);
  painter.fillRect(heading.left(), heading.bottom(), heading.width(), 1, picture.theme.separator);
}

}  // namespace

const QPixmap& SampleThumbnails::of(const SampleList& list, std::int64_t sample, const Theme& theme) {
  if (const QPixmap* known = kept_.object(sample)) return *known;
  auto* made = new QPixmap(QPixmap::fromImage(image_of(list, sample, theme)));
  kept_.insert(sample, made);
  return *made;
}

void paint_samples(QPainter& painter, const QRect& area, const SamplePicture& picture) {
  const SampleGrid& grid = picture.grid;
  const bool are_images = picture.list.are_images();
  painter.save();
  painter.setClipRect(area.adjusted(0, are_images ? 0 : grid.row_height, 0, 0), Qt::IntersectClip);
  const std::int64_t first = grid.scroll / grid.row_height * grid.columns;
  for (std::int64_t place = first; place < picture.list.count(); ++place) {
    const QRect cell = grid.cell(place);
    const bool is_cut = cell.bottom() > area.bottom();
    if (cell.top() > area.bottom() || (picture.thumbnails == nullptr && is_cut)) break;
    const std::int64_t sample = picture.list.indices()[static_cast<std::size_t>(place)];
    if (are_images)
      paint_tile(painter, cell, sample, picture);
    else
      paint_row(painter, cell, picture.text.columns(sample), sample, picture);
  }
  painter.restore();
  if (!are_images) paint_heading(painter, area.top(), picture);
}

}  // namespace lfp
