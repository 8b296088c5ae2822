#include "widgets/controls/term_field.h"

#include "widgets/style/number_text.h"
#include "widgets/style/typed_number.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QStyle>
#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

constexpr double frame_width = 13;

}  // namespace

bool read_number(QString text, double& value) {
  const auto read = typed_number(std::move(text));
  if (!read || !std::isfinite(*read)) return false;
  value = *read;
  return true;
}

TermField::TermField(QWidget* parent) : QLineEdit(parent), theme_(Theme::make(Theme::Kind::light)) {
  setAlignment(Qt::AlignRight);
  connect(this, &QLineEdit::editingFinished, &whole_, [this] { commit(); });
}

void TermField::set_value(double value) {
  if (value == value_ && !text().isEmpty()) return;
  value_ = value;
  if (!isModified()) show_value();
}

void TermField::set_edited(bool edited) {
  if (edited == edited_) return;
  edited_ = edited;
  set_theme(theme_);
}

void TermField::set_theme(const Theme& theme) {
  theme_ = theme;
  setFont(theme.body());
  if (isReadOnly())
    setStyleSheet(QStringLiteral("QLineEdit { border: none; background: transparent; padding: 0px 4px; }"));
  else if (edited_)
    setStyleSheet(
        QStringLiteral("QLineEdit { border: 2px solid %1; padding: 0px 3px; }").arg(theme.accent.name()));
  else
    setStyleSheet(QStringLiteral("QLineEdit { padding: 0px 4px; }"));
  // The room for the widest usual number, so that the formula holds still.
  setFixedWidth(std::max(usual_width(theme), needed_width()));
  setFixedHeight(theme.px(24));
}

int TermField::usual_width(const Theme& theme) {
  return QFontMetrics(theme.body()).horizontalAdvance(QStringLiteral("−8.88e−8")) + theme.px(frame_width);
}

int TermField::needed_width() const {
  return QFontMetrics(theme_.body()).horizontalAdvance(text()) + theme_.px(frame_width);
}

void TermField::show_value() {
  setText(number_text(value_, 4));
  setModified(false);
  setCursorPosition(0);
  if (needed_width() > width()) setFixedWidth(needed_width());
}

void TermField::commit() {
  if (!isModified()) return;
  double read = 0;
  const bool is_number = read_number(text(), read);
  if (is_number) value_ = read;
  show_value();
  if (is_number) emit value_edited(value_);
}

void TermField::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && isModified()) {
    show_value();
    event->accept();
    return;
  }
  QLineEdit::keyPressEvent(event);
}

}  // namespace lfp
