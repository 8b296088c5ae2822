#include "widgets/views/teaching/teaching_row.h"

#include "widgets/controls/marks.h"
#include "widgets/controls/run_badge.h"
#include "widgets/style/number_text.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>
#include <algorithm>

namespace lfp {
namespace {

constexpr double name_width = 96;
constexpr double number_width = 64;
constexpr double difference_width = 36;
constexpr double shift_factor = 10;
constexpr int hold_milliseconds = 350;
constexpr int repeat_milliseconds = 120;

}  // namespace

TeachingRow::TeachingRow(int output, QWidget* parent)
    : QWidget(parent),
      theme_(Theme::make(Theme::Kind::light)),
      output_(output),
      punish_(make_button(QStringLiteral("−"), -1)),
      reward_(make_button(QStringLiteral("+"), 1)) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->addStretch(1);
  row->addWidget(punish_);
  row->addWidget(reward_);
}

QToolButton* TeachingRow::make_button(const QString& text, double direction) {
  auto* button = new QToolButton(this);
  button->setText(text);
  button->setAutoRepeat(true);
  button->setAutoRepeatDelay(hold_milliseconds);
  button->setAutoRepeatInterval(repeat_milliseconds);
  button->setFocusPolicy(Qt::TabFocus);
  button->setObjectName(QStringLiteral("teach.%1.%2").arg(direction < 0 ? "punish" : "reward").arg(output_));
  connect(button, &QToolButton::clicked, this, [this, direction] {
    const bool is_tenfold = (QApplication::keyboardModifiers() & Qt::ShiftModifier) != 0;
    emit given(direction * (is_tenfold ? shift_factor : 1.0));
  });
  return button;
}

void TeachingRow::show_answers(const QString& name, bool is_label, const std::vector<Answer>& answers) {
  name_ = name;
  is_label_ = is_label;
  answers_ = answers;
  punish_->setAccessibleName(tr("Punish %1").arg(name));
  reward_->setAccessibleName(tr("Reward %1").arg(name));
  updateGeometry();
  update();
}

void TeachingRow::set_usable(bool usable, const QString& reason) {
  punish_->setEnabled(usable);
  reward_->setEnabled(usable);
  punish_->setToolTip(
      usable
          ? tr("<b>Punish %1</b> (−)<br>Less of this output for this sample. Hold to repeat, Shift: tenfold")
                .arg(name_.toHtmlEscaped())
          : reason);
  reward_->setToolTip(
      usable
          ? tr("<b>Reward %1</b> (+)<br>More of this output for this sample. Hold to repeat, Shift: tenfold")
                .arg(name_.toHtmlEscaped())
          : reason);
}

void TeachingRow::set_chosen(bool chosen) {
  if (chosen == is_chosen_) return;
  is_chosen_ = chosen;
  update();
}

QSize TeachingRow::minimumSizeHint() const {
  const int lines = std::max<int>(1, static_cast<int>(answers_.size()));
  return {theme_.px(260), std::max(theme_.px(36), theme_.px(17) * lines + theme_.px(4))};
}

void TeachingRow::set_theme(const Theme& theme) {
  theme_ = theme;
  for (const auto& [button, colour] : {std::pair{punish_, theme.negative}, {reward_, theme.positive}}) {
    button->setFixedSize(theme.px(46), theme.px(30));
    button->setStyleSheet(QStringLiteral("QToolButton { font-weight: bold; font-size: %1px; color: %2;"
                                         " border: 1px solid %3; border-radius: 4px; background: %4; }"
                                         "QToolButton:hover, QToolButton:focus { border-color: %2; }"
                                         "QToolButton:disabled { color: %5; border-color: %6; }")
                              .arg(theme.px(17))
                              .arg(colour.name(), theme.control_border.name(), theme.base.name(),
                                   theme.disabled_text.name(), theme.separator.name()));
  }
  layout()->setSpacing(theme.px(6));
  updateGeometry();
  update();
}

void TeachingRow::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect(), is_chosen_ ? theme_.selection : theme_.base);
  const int middle = height() / 2;
  paint_class_mark(painter, QPointF(theme_.px(12), middle), theme_.px(11), output_, theme_);
  painter.setFont(is_label_ ? theme_.bold() : theme_.body());
  painter.setPen(theme_.text);
  const QRect name(theme_.px(24), 0, theme_.px(name_width), height());
  const QString words = is_label_ ? tr("%1 (label)").arg(name_) : name_;
  painter.drawText(name, Qt::AlignVCenter | Qt::AlignLeft,
                   painter.fontMetrics().elidedText(words, Qt::ElideRight, name.width()));

  const int left = name.right() + theme_.px(6);
  const int line = theme_.px(17);
  int top = middle - line * static_cast<int>(answers_.size()) / 2;
  painter.setFont(theme_.small());
  for (const Answer& answer : answers_) {
    paint_answer(painter, QRect(left, top, punish_->x() - theme_.px(8) - left, line), answer);
    top += line;
  }
  painter.fillRect(QRect(0, height() - 1, width(), 1), theme_.grid_line);
}

void TeachingRow::paint_answer(QPainter& painter, const QRect& line, const Answer& answer) const {
  painter.setPen(theme_.text);
  const int head_width = answer.is_difference ? theme_.px(difference_width) : line.height();
  const QRect head(line.left(), line.top(), head_width, line.height());
  if (answer.is_difference)
    painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, tr("A − B"));
  else
    paint_badge(painter, head, answer.run, theme_);
  const int numbers_left = line.right() + 1 - theme_.px(number_width);
  const int bar_left = line.left() + head_width + theme_.px(4);
  const QRect track(bar_left, line.top() + theme_.px(5), std::max(0, numbers_left - theme_.px(4) - bar_left),
                    line.height() - theme_.px(10));
  if (answer.probability && track.width() > theme_.px(12)) {
    painter.fillRect(track, theme_.alternate_base);
    if (answer.is_difference)
      paint_difference_bar(painter, track, *answer.probability, theme_);
    else
      painter.fillRect(QRectF(track.x(), track.y(), track.width() * *answer.probability, track.height()),
                       theme_.run[static_cast<std::size_t>(answer.run) % theme_.run.size()]);
  }
  const auto number = [&answer] {
    if (answer.is_difference)
      return answer.probability ? points_text(*answer.probability) : signed_text(answer.output);
    return answer.probability ? percent_text(*answer.probability) : number_text(answer.output);
  };
  painter.setPen(theme_.text);
  painter.drawText(QRect(numbers_left, line.top(), theme_.px(number_width), line.height()),
                   Qt::AlignRight | Qt::AlignVCenter, number());
}

}  // namespace lfp
