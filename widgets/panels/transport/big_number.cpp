#include "widgets/panels/transport/big_number.h"

#include "widgets/style/number_text.h"

#include <QFontMetrics>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace lfp {

BigNumber::BigNumber(const QString& caption, int digits, QWidget* parent)
    : QWidget(parent), theme_(Theme::make(Theme::Kind::light)), caption_(caption), digits_(digits) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
  setAccessibleName(caption);
  set_value(0);
}

void BigNumber::set_value(qint64 value) {
  const QString text = count_text(value);
  if (text == text_) return;
  text_ = text;
  setAccessibleDescription(text);
  const int digits = static_cast<int>(QString::number(value).size());
  if (digits > digits_) {
    digits_ = digits;
    updateGeometry();
  }
  update();
}

void BigNumber::set_short(bool is_short) {
  short_ = is_short;
  updateGeometry();
  update();
}

void BigNumber::set_theme(const Theme& theme) {
  theme_ = theme;
  updateGeometry();
  update();
}

QFont BigNumber::digits_font() const {
  QFont font = theme_.large();
  if (short_) font.setPixelSize(theme_.px(17));
  return font;
}

QSize BigNumber::sizeHint() const {
  const auto widest = static_cast<qint64>(std::pow(10.0, digits_)) - 1;
  const int digits = QFontMetrics(digits_font()).horizontalAdvance(count_text(widest));
  return {std::max(digits, QFontMetrics(theme_.small()).horizontalAdvance(caption_)) + theme_.px(2),
          theme_.px(42)};
}

void BigNumber::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  const int middle = height() / 2 - theme_.px(4);
  painter.setFont(theme_.small());
  painter.setPen(theme_.muted_text);
  painter.drawText(QRect(0, 0, width(), middle), Qt::AlignRight | Qt::AlignBottom, caption_);
  painter.setFont(digits_font());
  painter.setPen(theme_.text);
  painter.drawText(QRect(0, middle, width(), height() - middle), Qt::AlignRight | Qt::AlignVCenter, text_);
}

}  // namespace lfp
