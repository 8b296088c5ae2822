#include "widgets/views/ledger/ledger_time.h"

#include "widgets/controls/marks.h"
#include "widgets/style/number_text.h"
#include "widgets/views/known_steps.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPen>
#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

struct LedgerTimeWords {
  Q_DECLARE_TR_FUNCTIONS(LedgerView)
};

constexpr double strip_height = 20;

QString here_words(std::int64_t here, std::int64_t last) {
  return LedgerTimeWords::tr("you are here: step %1 of %2").arg(count_text(here), count_text(last));
}

}  // namespace

LedgerTime::LedgerTime(const Snapshot& snapshot, const Theme& theme) {
  const std::int64_t known = known_steps(snapshot);
  if (known <= snapshot.position.step) return;
  here_ = snapshot.position.step;
  last_ = known;
  height_ = theme.px(strip_height);
  // The track holds still while one goes back and forth.
  words_width_ = QFontMetrics(theme.small()).horizontalAdvance(here_words(last_, last_));
  gap_ = theme.px(8);
}

QRect LedgerTime::track(const QRect& area) const {
  return area.adjusted(words_width_ + 2 * gap_, 0, -gap_, 0);
}

double LedgerTime::x_of(const QRect& area, double step) const {
  const QRect line = track(area);
  return line.left() + step / static_cast<double>(std::max<std::int64_t>(1, last_)) * (line.width() - 1);
}

std::int64_t LedgerTime::step_at(const QRect& area, int x) const {
  const QRect line = track(area);
  const double part = static_cast<double>(x - line.left()) / std::max(1, line.width() - 1);
  return std::clamp<std::int64_t>(std::llround(part * static_cast<double>(last_)), 1, last_);
}

void LedgerTime::paint(QPainter& painter, const QRect& area, std::optional<std::int64_t> cross_hair,
                       const Theme& theme) const {
  if (is_empty()) return;
  painter.setFont(theme.small());
  painter.setPen(theme.text);
  painter.drawText(QRect(area.left() + gap_, area.top(), words_width_ + 1, area.height()),
                   Qt::AlignLeft | Qt::AlignVCenter, here_words(here_, last_));
  const QRect line = track(area);
  if (line.width() < theme.px(24)) return;
  const double here = x_of(area, static_cast<double>(here_));
  const int middle = line.center().y();
  const int thick = theme.px(2);
  painter.fillRect(QRectF(line.left(), middle, here - line.left(), thick), theme.accent);
  painter.fillRect(QRectF(here, middle, line.right() + 1 - here, thick), colour_ahead(theme.accent, theme));
  paint_here_line(painter, here, line.top() + theme.px(2), line.bottom() - theme.px(1), theme);
  if (!cross_hair || *cross_hair > last_) return;
  painter.setPen(QPen(theme.text, 1, Qt::DotLine));
  const int x = qRound(x_of(area, static_cast<double>(*cross_hair)));
  painter.drawLine(x, line.top(), x, line.bottom());
}

}  // namespace lfp
