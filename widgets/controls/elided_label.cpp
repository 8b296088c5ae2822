#include "widgets/controls/elided_label.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

namespace lfp {
namespace {

const auto part_mark = QStringLiteral(" · ");

}  // namespace

QString fitting_words(const QString& text, const QFontMetrics& metrics, int width) {
  QString shown = text;
  const auto is_cut = [&] { return metrics.horizontalAdvance(shown) > width; };
  for (auto last = shown.lastIndexOf(part_mark); is_cut() && last > 0; last = shown.lastIndexOf(part_mark))
    shown.truncate(last);
  // What fits by a hair in whole pixels would be shortened by parts of one.
  return is_cut() ? metrics.elidedText(shown, Qt::ElideRight, width) : shown;
}

ElidedLabel::ElidedLabel(QWidget* parent) : QLabel(parent) {
  setTextFormat(Qt::PlainText);
}

void ElidedLabel::set_short_text(const QString& text) {
  if (short_text_ == text) return;
  short_text_ = text;
  update();
}

QSize ElidedLabel::minimumSizeHint() const {
  return {0, QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  const bool is_short = !short_text_.isEmpty() && fontMetrics().horizontalAdvance(text()) > width();
  const QString shown = fitting_words(is_short ? short_text_ : text(), fontMetrics(), width());
  style()->drawItemText(&painter, rect(), static_cast<int>(alignment()), palette(), isEnabled(), shown,
                        foregroundRole());
}

bool ElidedLabel::event(QEvent* event) {
  const bool is_cut = fontMetrics().horizontalAdvance(text()) > width();
  if (event->type() == QEvent::ToolTip && is_cut && toolTip().isEmpty()) {
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text(), this);
    return true;
  }
  return QLabel::event(event);
}

}  // namespace lfp
