#include "widgets/controls/marks.h"
#include "widgets/controls/run_badge.h"
#include "widgets/controls/scale_bar.h"
#include "widgets/style/number_text.h"
#include "widgets/views/names/layer_names.h"
#include "widgets/views/weight_matrix/flip_fades.h"
#include "widgets/views/weight_matrix/weight_picture.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

struct WeightPaintWords {
  Q_DECLARE_TR_FUNCTIONS(WeightView)
};

constexpr double counted_from = 20.0;  // side of the smallest cells that carry the number of flips, px

// A frame inside `area`, as rectangles: sharp on screen and in figures.
void paint_inner_frame(QPainter& painter, const QRectF& area, double width, const QColor& colour) {
  painter.fillRect(QRectF(area.left(), area.top(), area.width(), width), colour);
  painter.fillRect(QRectF(area.left(), area.bottom() - width, area.width(), width), colour);
  painter.fillRect(QRectF(area.left(), area.top() + width, width, area.height() - 2 * width), colour);
  painter.fillRect(QRectF(area.right() - width, area.top() + width, width, area.height() - 2 * width),
                   colour);
}

}  // namespace

void WeightPicture::paint(QPainter& painter, const Theme& theme, std::span<const FlipFades> fades,
                          const std::optional<WeightCell>& marked) const {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, false);
  if (!title_.isEmpty()) {
    painter.setFont(theme.bold());
    painter.setPen(theme.text);
    painter.drawText(title_area_, Qt::AlignLeft | Qt::AlignVCenter, title_);
  }
  for (std::size_t i = 0; i < panes_.size(); ++i) {
    paint_header(painter, i, theme);
    paint_pane(painter, i, theme, i < fades.size() ? &fades[i] : nullptr, marked);
  }
  paint_footer(painter, theme);
  painter.restore();
}

QString WeightPicture::total_words(const Pane& pane, TotalWords words) const {
  const QString part =
      percent_text(static_cast<double>(pane.flipped) / static_cast<double>(units_ * inputs_));
  switch (words) {
    case TotalWords::all:
      return WeightPaintWords::tr(" of %1 · %2").arg(count_text(units_ * inputs_), part);
    case TotalWords::part:
      return WeightPaintWords::tr(" · %1").arg(part);
    case TotalWords::none:
      break;
  }
  return {};
}

// All headers say the same: as much as the narrowest has room for.
WeightPicture::TotalWords WeightPicture::fitting_words(const Theme& theme) const {
  for (const TotalWords words : {TotalWords::all, TotalWords::part})
    if (has_room_for(words, false, theme)) return words;
  return TotalWords::none;
}

bool WeightPicture::has_room_for(TotalWords total, bool has_words, const Theme& theme) const {
  const QFontMetrics bold(theme.bold());
  const QFontMetrics body(theme.body());
  for (std::size_t i = 0; i < panes_.size(); ++i) {
    const int words = has_words ? theme.px(10) + body.horizontalAdvance(header_words(panes_[i])) : 0;
    // Words that go away as the number grows would make the header jump.
    const std::int64_t number = has_words ? units_ * inputs_ : panes_[i].flipped;
    const int needed = theme.px(18 + 6 + 10 + 6) + words + bold.horizontalAdvance(count_text(number)) +
                       body.horizontalAdvance(total_words(panes_[i], total));
    if (needed > layout_.panes()[i].header.width()) return false;
  }
  return true;
}

// Badge and words at the left; diamond, count and total at the right.
void WeightPicture::paint_header(QPainter& painter, std::size_t index, const Theme& theme) const {
  const Pane& pane = panes_[index];
  const QRect area = layout_.panes()[index].header.adjusted(0, 0, 0, -theme.px(3));
  const int side = std::min(area.height(), theme.px(18));
  const QRect badge(area.left(), area.top() + (area.height() - side) / 2, side, side);
  if (!is_difference_) paint_badge(painter, badge, pane.run, theme);

  const QString count = count_text(pane.flipped);
  const TotalWords fitting = fitting_words(theme);
  const QString total = total_words(pane, fitting);
  const QFontMetrics bold(theme.bold());
  const QFontMetrics body(theme.body());
  const auto diamond = static_cast<double>(theme.px(10));
  int x = area.right() + 1 - body.horizontalAdvance(total) - bold.horizontalAdvance(count);
  painter.setRenderHint(QPainter::Antialiasing, true);
  paint_diamond(painter, QPointF(x - theme.px(6) - diamond / 2, area.center().y() + 0.5), diamond, theme);
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setPen(theme.text);
  painter.setFont(theme.bold());
  painter.drawText(QRect(x, area.top(), area.width(), area.height()), Qt::AlignLeft | Qt::AlignVCenter,
                   count);
  x += bold.horizontalAdvance(count);
  painter.setFont(theme.body());
  painter.setPen(theme.muted_text);
  painter.drawText(QRect(x, area.top(), area.width(), area.height()), Qt::AlignLeft | Qt::AlignVCenter,
                   total);
  // The words after the badges are shown in all headers or in none.
  if (!has_room_for(fitting, true, theme)) return;
  const int words_left = is_difference_ ? area.left() : area.left() + side + theme.px(6);
  const QString words = header_words(pane);
  painter.drawText(QRect(words_left, area.top(), area.width(), area.height()),
                   Qt::AlignLeft | Qt::AlignVCenter, words);
}

QString WeightPicture::header_words(const Pane& pane) const {
  if (is_difference_) return WeightPaintWords::tr("A − B · unlike signs");
  return title_.isEmpty() ? WeightPaintWords::tr("flipped") : pane.name;
}

void WeightPicture::paint_pane(QPainter& painter, std::size_t index, const Theme& theme,
                               const FlipFades* fades, const std::optional<WeightCell>& marked) const {
  const Pane& pane = panes_[index];
  const WeightLayout::Pane& place = layout_.panes()[index];
  paint_words(painter, place, theme);
  painter.save();
  painter.setClipRect(place.frame.adjusted(0, 0, 1, 1), Qt::IntersectClip);
  const auto paint_image = [&](const QRectF& area, const QImage& image, bool is_bias) {
    QRectF target = area;
    // Averaged to one value a pixel: no more scaling along these sides.
    if (layout_.cell() < 1.0 && !(is_bias && !layout_.is_lying())) target.setWidth(image.width());
    if (layout_.cell() < 1.0 && !(is_bias && layout_.is_lying())) target.setHeight(image.height());
    painter.drawImage(target, title_.isEmpty() ? image : with_sharp_cells(image, target.size()));
  };
  paint_image(place.matrix, pane.image, false);
  if (!pane.bias.isNull()) paint_image(place.bias, pane.bias, true);
  if (!has_frames()) {
    paint_inner_frame(painter, place.matrix.adjusted(0, 0, 1, 1), 1, theme.separator);
    if (!pane.bias.isNull()) paint_inner_frame(painter, place.bias.adjusted(0, 0, 1, 1), 1, theme.separator);
  } else {
    paint_grid(painter, index, theme);
    if (quantity_ == WeightQuantity::flips && layout_.cell() >= counted_from)
      paint_counts(painter, index, theme);
    if (has_numbers()) paint_numbers(painter, index, theme);
    paint_flips(painter, index, theme, fades);
  }
  if (marked && (marked->input < inputs_ || !pane.bias.isNull())) {
    const QRectF cell = layout_.area_of(index, *marked);
    const double around = theme.px(2);
    paint_inner_frame(painter, cell.adjusted(-around, -around, around + 1, around + 1), around, theme.text);
  }
  painter.restore();
}

void WeightPicture::paint_words(QPainter& painter, const WeightLayout::Pane& place,
                                const Theme& theme) const {
  const QFontMetrics small(theme.small());
  const QString bias = WeightPaintWords::tr("b");
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  const QRectF strip = place.bias.intersected(QRectF(place.frame));
  if (quantity_ == WeightQuantity::weights && !strip.isEmpty()) {
    if (layout_.is_lying() && strip.height() >= small.height()) {
      painter.drawText(
          QRectF(place.label.left(), strip.top(), place.label.width() - theme.px(4), strip.height()),
          Qt::AlignRight | Qt::AlignVCenter, bias);
    } else if (!layout_.is_lying() && place.header.right() + theme.px(5) <
                                          strip.center().x() - small.horizontalAdvance(bias) / 2.0) {
      const QRectF above(strip.center().x() - theme.px(10), place.header.top(), theme.px(20),
                         place.header.height() - theme.px(3));
      painter.drawText(above, Qt::AlignCenter, bias);
    }
  }
  const QRectF beside = place.matrix.intersected(QRectF(place.frame));
  QString words = layout_.is_lying() ? WeightPaintWords::tr("from %1").arg(from_)
                                     : WeightPaintWords::tr("to %1").arg(to_);
  if (small.horizontalAdvance(words) > beside.height()) words = layout_.is_lying() ? from_ : to_;
  // The title names the layer: a pane lower than that goes without.
  if (small.horizontalAdvance(words) > beside.height() + theme.px(8)) return;
  painter.save();
  painter.translate(place.label.center().x(), beside.center().y());
  painter.rotate(-90.0);
  const double length = beside.height() + theme.px(8);
  const QRectF turned(-length / 2, -place.label.width() / 2.0, length, place.label.width() - theme.px(2));
  painter.drawText(turned, Qt::AlignCenter, words);
  painter.restore();
}

void WeightPicture::paint_grid(QPainter& painter, std::size_t index, const Theme& theme) const {
  const WeightLayout::Pane& place = layout_.panes()[index];
  const double cell = layout_.cell();
  const auto lines = [&](const QRectF& area, std::int64_t across, std::int64_t down) {
    for (std::int64_t i = 0; i <= across; ++i) {
      painter.fillRect(QRectF(area.left() + static_cast<double>(i) * cell, area.top(), 1, area.height() + 1),
                       theme.separator);
    }
    for (std::int64_t i = 0; i <= down; ++i) {
      painter.fillRect(QRectF(area.left(), area.top() + static_cast<double>(i) * cell, area.width(), 1),
                       theme.separator);
    }
  };
  lines(place.matrix, layout_.columns(), layout_.rows());
  if (panes_[index].bias.isNull()) return;
  lines(place.bias, layout_.is_lying() ? units_ : 1, layout_.is_lying() ? 1 : units_);
}

void WeightPicture::paint_flips(QPainter& painter, std::size_t index, const Theme& theme,
                                const FlipFades* fades) const {
  const Pane& pane = panes_[index];
  const QRectF frame = layout_.panes()[index].frame;
  const double width = layout_.cell() >= theme.px(8) ? theme.px(2) : 1.0;
  for (const std::size_t at : pane.flipped_cells) {
    const WeightCell cell{static_cast<std::int64_t>(at) / inputs_, static_cast<std::int64_t>(at) % inputs_};
    const QRectF area = layout_.area_of(index, cell).adjusted(1, 1, 0, 0);
    if (!area.intersects(frame)) continue;
    const double strength = fades != nullptr ? fades->strength(at) : 0.0;
    if (strength > 0.0) {
      const QColor ground(colour_of(index, cell));
      painter.fillRect(area, blended(theme.flip, ground, strength));
      painter.setRenderHint(QPainter::Antialiasing, true);
      paint_diamond(painter, area.center(), area.height() * 0.6, blended(theme.base, ground, strength));
      painter.setRenderHint(QPainter::Antialiasing, false);
    }
    paint_inner_frame(painter, area, width, theme.flip);
  }
}

QRgb WeightPicture::colour_of(std::size_t pane, const WeightCell& cell) const {
  const auto unit = static_cast<int>(cell.unit);
  const auto input = static_cast<int>(cell.input);
  const QImage& bias = panes_[pane].bias;
  if (cell.input == inputs_) return layout_.is_lying() ? bias.pixel(unit, 0) : bias.pixel(0, unit);
  return layout_.is_lying() ? panes_[pane].image.pixel(unit, input) : panes_[pane].image.pixel(input, unit);
}

void WeightPicture::paint_numbers(QPainter& painter, std::size_t index, const Theme& theme) const {
  const LayerWeights& weights = *panes_[index].weights;
  const bool is_feedback = quantity_ == WeightQuantity::feedback;
  const std::int64_t columns = inputs_ + (panes_[index].bias.isNull() ? 0 : 1);
  painter.setFont(theme.small());
  for (std::int64_t unit = 0; unit < units_; ++unit)
    for (std::int64_t input = 0; input < columns; ++input) {
      const WeightCell cell{unit, input};
      const QRectF area = layout_.area_of(index, cell);
      if (!area.intersects(layout_.panes()[index].frame)) continue;
      const float value = input == inputs_ ? weights.bias[static_cast<std::size_t>(unit)]
                          : is_feedback    ? weights.feedback.at(unit, input)
                                           : weights.weight.at(unit, input);
      const QString text = number_text(static_cast<double>(value), 2);
      if (painter.fontMetrics().horizontalAdvance(text) > area.width() - 2) continue;
      painter.setPen(qGray(colour_of(index, cell)) > 140 ? QColor(Qt::black) : QColor(Qt::white));
      painter.drawText(area, Qt::AlignCenter, text);
    }
}

void WeightPicture::paint_counts(QPainter& painter, std::size_t index, const Theme& theme) const {
  const Pane& pane = panes_[index];
  painter.setFont(theme.small());
  for (std::size_t at = 0; at < pane.weights->flips.size(); ++at) {
    if (pane.weights->flips[at] == 0) continue;
    const WeightCell cell{static_cast<std::int64_t>(at) / inputs_, static_cast<std::int64_t>(at) % inputs_};
    const QRectF area = layout_.area_of(index, cell);
    if (!area.intersects(layout_.panes()[index].frame)) continue;
    const QRgb ground = colour_of(index, cell);
    painter.setPen(qGray(ground) > 140 ? QColor(Qt::black) : QColor(Qt::white));
    painter.drawText(area, Qt::AlignCenter, QString::number(pane.weights->flips[at]));
  }
}

void WeightPicture::paint_footer(QPainter& painter, const Theme& theme) const {
  const QRect area = layout_.footer();
  const QFontMetrics small(theme.small());
  const QString words = layout_.is_lying() ? WeightPaintWords::tr("to %1 →").arg(to_)
                                           : WeightPaintWords::tr("from %1 →").arg(from_);
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, words);

  QRect rest = area;
  rest.setLeft(area.left() + small.horizontalAdvance(words) + theme.px(14));
  int right = 0;
  if (is_difference_) {
    right = paint_signed_scale(painter, rest, range_, theme, 80);
  } else if (quantity_ == WeightQuantity::first_flip) {
    right = paint_unsigned_scale(painter, rest, WeightPaintWords::tr("never"),
                                 WeightPaintWords::tr("earliest"), theme, 80);
  } else if (quantity_ == WeightQuantity::flips) {
    const QString most =
        layout_.cell() < 1.0
            ? WeightPaintWords::tr("%1 flips").arg(number_text(static_cast<double>(range_), 2))
            : flips_text(std::llround(range_));
    right = paint_unsigned_scale(painter, rest, QStringLiteral("0"), most, theme, 80);
  } else {
    right = paint_signed_scale(painter, rest, range_, theme, 80);
  }
  rest.setLeft(right + theme.px(12));
  paint_marks(painter, rest, theme);
}

// Written from the right: the meaning of the magenta marks, as far as there is room.
void WeightPicture::paint_marks(QPainter& painter, QRect area, const Theme& theme) const {
  const QFontMetrics small(theme.small());
  painter.setFont(theme.small());
  const int side = theme.px(11);
  const auto width = [&](const QString& words) {
    return side + theme.px(5) + small.horizontalAdvance(words);
  };
  const QString flip = is_difference_ ? WeightPaintWords::tr("unlike signs") : WeightPaintWords::tr("flip");
  const QString just_now = WeightPaintWords::tr("just now");
  const auto words_at_right = [&](const QString& words) {
    painter.setPen(theme.muted_text);
    painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, words);
    area.setRight(area.right() - small.horizontalAdvance(words) - theme.px(5));
    const QRectF mark(area.right() - side, area.top() + (area.height() - side) / 2, side, side);
    area.setRight(area.right() - side - theme.px(10));
    return mark;
  };
  if (layout_.cell() < 1.0) {
    const double weights = 1.0 / (layout_.cell() * layout_.cell());
    const QString number = QString::number(weights, 'f', weights < 3.0 ? 1 : 0);
    QString many = WeightPaintWords::tr("≈ %1 weights per pixel").arg(number);
    // The meaning of a pixel has precedence over that of magenta, if need be in fewer words.
    if (small.horizontalAdvance(many) > area.width())
      many = WeightPaintWords::tr("≈ %1 per pixel").arg(number);
    const int needed = small.horizontalAdvance(many) + theme.px(12);
    if (small.horizontalAdvance(many) <= area.width()) {
      painter.setPen(theme.muted_text);
      painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, many);
      area.setRight(area.right() - needed);
    }
  } else if (has_frames() && title_.isEmpty() && !is_difference_ &&
             width(flip) + width(just_now) + theme.px(10) <= area.width()) {
    const QRectF mark = words_at_right(just_now);
    painter.fillRect(mark, theme.flip);
    painter.setRenderHint(QPainter::Antialiasing, true);
    paint_diamond(painter, mark.center(), side * 0.6, theme.base);
    painter.setRenderHint(QPainter::Antialiasing, false);
  }
  if (width(flip) > area.width() || (is_of_flips() && !has_frames())) return;
  const QRectF mark = words_at_right(flip);
  if (has_frames()) {
    paint_inner_frame(painter, mark, theme.px(2), theme.flip);
  } else {
    painter.fillRect(mark, theme.flip);
  }
}

}  // namespace lfp
