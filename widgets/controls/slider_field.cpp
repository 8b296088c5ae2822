#include "widgets/controls/slider_field.h"

#include "core/base/error.h"
#include "widgets/controls/form_row.h"
#include "widgets/controls/thin_slider.h"
#include "widgets/controls/wrapped_label.h"
#include "widgets/style/core_text.h"
#include "widgets/style/number_text.h"
#include "widgets/style/typed_number.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

/// The word for 0 where it stands for something other than a number; "" where it does not.
QString word_for_zero(const SettingInfo& info) {
  if (info.kind != SettingKind::integer || info.minimum != 0) return {};
  if (info.name == "classes") return SliderField::tr("automatic");
  if (info.name == "epochs") return SliderField::tr("all");
  return {};
}

/// The typed text as a number of the setting's kind, or the text itself where it is not a number; checked()
/// then refuses it.
SettingValue typed_value(const QString& text, SettingKind kind) {
  constexpr double largest_whole = 9e15;
  const auto number = typed_number(text);
  const bool is_whole = number && *number == std::floor(*number) && std::abs(*number) < largest_whole;
  if (kind == SettingKind::integer && is_whole) return static_cast<std::int64_t>(*number);
  if (kind == SettingKind::real && number) return *number;
  return text.simplified().toStdString();
}

}  // namespace

SliderField::SliderField(const SettingInfo& info, QWidget* parent)
    : QWidget(parent), info_(info), scale_(info), value_(number_of(info.fallback)), committed_(value_) {
  build();
  set_theme(Theme::make(Theme::Kind::light));
  show_value();
}

void SliderField::build() {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  row_ = make_row(*this, core_text(info_.label), core_text(info_.summary));
  slider_ = new ThinSlider(this);
  slider_->setRange(0, qMax(1, scale_.positions()));
  slider_->setSingleStep(scale_.step());
  slider_->setPageStep(scale_.page());
  slider_->setVisible(scale_.is_useful());
  edit_ = new QLineEdit(this);
  edit_->setProperty("quiet", true);
  edit_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  // Without the room for the cursor, the digits end where the other fields do.
  edit_->setTextMargins(0, 0, -2, 0);
  edit_->installEventFilter(this);
  const QString name = core_text(info_.label);
  slider_->setAccessibleName(name);
  edit_->setAccessibleName(tr("%1, value").arg(name));
  row_->addWidget(slider_, 1);
  if (!scale_.is_useful()) row_->addStretch(1);
  row_->addWidget(edit_);
  column->addLayout(row_);
  message_ = new WrappedLabel(this);
  message_->setProperty("problem", true);
  message_->hide();
  column->addWidget(message_);

  connect(slider_, &QSlider::valueChanged, &whole_, [this](int position) { slider_moved(position); });
  connect(slider_, &ThinSlider::interaction_ended, &whole_, [this] { commit(); });
  connect(edit_, &QLineEdit::editingFinished, &whole_, [this] { take_text(); });
}

SettingValue SliderField::setting_value() const {
  if (info_.kind == SettingKind::integer) return static_cast<std::int64_t>(std::llround(value_));
  return value_;
}

void SliderField::set_value(double value) {
  const bool is_being_changed = slider_->isSliderDown() || value_ != committed_;
  if (is_being_changed || value == value_) return;
  value_ = value;
  committed_ = value;
  show_value();
}

QString SliderField::message() const {
  return message_->isHidden() ? QString() : message_->text();
}

void SliderField::set_theme(const Theme& theme) {
  fit_row(*row_, theme);
  const QString word = word_for_zero(info_);
  const int widest = std::max(QFontMetrics(theme.body()).horizontalAdvance(word),
                              edit_->fontMetrics().horizontalAdvance(word));
  edit_->setFixedWidth(std::max(theme.px(FormMeasures::value_column), widest + theme.px(12)));
  if (scale_.is_useful()) return;
  // Without a slider there is room for the whole label.
  QLabel* label = row_label(*row_);
  label->setFixedWidth(std::max(label->minimumWidth(), label->sizeHint().width()));
}

void SliderField::slider_moved(int position) {
  value_ = scale_.value_at(position);
  show_message({});
  edit_->setModified(false);
  show_value();
  emit value_changed(value_);
}

void SliderField::commit() {
  if (value_ == committed_) return;
  committed_ = value_;
  emit value_committed(value_);
}

void SliderField::take_text() {
  if (!edit_->isModified()) return;
  Settings typed;
  const QString word = word_for_zero(info_);
  const bool is_word = !word.isEmpty() && word.startsWith(edit_->text().simplified(), Qt::CaseInsensitive);
  typed.set(info_.name, is_word ? SettingValue(std::int64_t{0}) : typed_value(edit_->text(), info_.kind));
  try {
    const Settings good = checked({&info_, 1}, typed, info_.label);
    value_ = number_of(good.values().at(info_.name));
  } catch (const Error& error) {
    show_message(QString::fromStdString(error.remedy()));
    return;
  }
  show_message({});
  edit_->setModified(false);
  show_value();
  if (value_ == committed_) return;
  emit value_changed(value_);
  commit();
}

/// A value that is being typed is left alone.
void SliderField::show_value() {
  const QSignalBlocker blocker(slider_);
  slider_->setValue(scale_.position_of(value_));
  if (edit_->isModified()) return;
  const QString word = value_ == 0 ? word_for_zero(info_) : QString();
  edit_->setText(word.isEmpty() ? setting_text(value_) + core_text(info_.unit) : word);
  edit_->setCursorPosition(0);
}

void SliderField::show_message(const QString& text) {
  if (text == message()) return;
  message_->setText(text);
  message_->setHidden(text.isEmpty());
  edit_->setProperty("invalid", !text.isEmpty());
  edit_->setAccessibleDescription(text);
  edit_->style()->unpolish(edit_);
  edit_->style()->polish(edit_);
}

bool SliderField::eventFilter(QObject* watched, QEvent* event) {
  if (watched == edit_ && event->type() == QEvent::KeyPress &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    edit_->setModified(false);
    show_message({});
    show_value();
    edit_->selectAll();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace lfp
