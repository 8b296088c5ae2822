#include "widgets/controls/stepper.h"

#include "widgets/style/frames.h"
#include "widgets/style/number_text.h"
#include "widgets/style/typed_number.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

namespace lfp {
namespace {

constexpr double control_height = 26;

/// Plus or minus; held down, it repeats.
class StepButton : public QAbstractButton, public Themed {
 public:
  StepButton(bool plus, QWidget* parent) : QAbstractButton(parent), plus_(plus) {
    setAutoRepeat(true);
    setAutoRepeatDelay(400);
    setAutoRepeatInterval(60);
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_Hover);
    set_theme(Theme::make(Theme::Kind::light));
  }

  void set_theme(const Theme& theme) final {
    theme_ = theme;
    setFixedSize(theme.px(24), theme.px(control_height));
    update();
  }

 protected:
  void paintEvent(QPaintEvent* /*event*/) override {
    QPainter painter(this);
    const int line = theme_.px(1);
    if (isEnabled() && (isDown() || underMouse())) {
      const int frame = theme_.px(2);
      painter.fillRect(rect().adjusted(frame, frame, -frame, -frame),
                       isDown() ? theme_.selection : theme_.alternate_base);
    }
    painter.fillRect(plus_ ? 0 : width() - line, line, line, height() - 2 * line, theme_.separator);
    const int arm = theme_.px(4);
    const QPoint centre((width() + (plus_ ? line : -line)) / 2, height() / 2);
    const QColor colour = isEnabled() ? theme_.text : theme_.disabled_text;
    painter.fillRect(centre.x() - arm, centre.y() - line / 2, 2 * arm + line, line, colour);
    if (plus_) painter.fillRect(centre.x() - line / 2, centre.y() - arm, line, 2 * arm + line, colour);
  }

 private:
  Theme theme_;
  bool plus_;
};

constexpr int page = 10;
constexpr int said_milliseconds = 5000;

int steps_of_key(int key) {
  switch (key) {
    case Qt::Key_Up:
      return 1;
    case Qt::Key_Down:
      return -1;
    case Qt::Key_PageUp:
      return page;
    case Qt::Key_PageDown:
      return -page;
    default:
      return 0;
  }
}

void say_below(QWidget& field, const QString& text) {
  field.setAccessibleDescription(text);
  QToolTip::showText(field.mapToGlobal(QPoint(0, field.height())), text, &field, {}, said_milliseconds);
}

}  // namespace

Stepper::Stepper(int minimum, int maximum, QWidget* parent)
    : QWidget(parent),
      theme_(Theme::make(Theme::Kind::light)),
      minimum_(minimum),
      maximum_(maximum),
      value_(minimum),
      committed_(minimum),
      less_(new StepButton(false, this)),
      edit_(new QLineEdit(this)),
      more_(new StepButton(true, this)) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(less_);
  layout->addWidget(edit_);
  layout->addWidget(more_);
  edit_->setProperty("bare", true);
  edit_->setFrame(false);
  edit_->setAlignment(Qt::AlignCenter);
  edit_->installEventFilter(this);
  setFocusProxy(edit_);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  connect(less_, &QAbstractButton::clicked, this, [this] { step_by(-1); });
  connect(more_, &QAbstractButton::clicked, this, [this] { step_by(1); });
  // While a button repeats it stays down; it is up when the finger has left it.
  for (QAbstractButton* button : {less_, more_})
    connect(button, &QAbstractButton::clicked, this, [this, button] {
      if (!button->isDown()) commit();
    });
  connect(edit_, &QLineEdit::editingFinished, &whole_, [this] { take_text(); });
  set_name(tr("Number"));
  set_theme(theme_);
  show_value();
}

void Stepper::set_value(int value) {
  const int wanted = std::clamp(value, minimum_, maximum_);
  const bool is_being_changed = less_->isDown() || more_->isDown() || value_ != committed_;
  if (is_being_changed || wanted == value_) return;
  value_ = wanted;
  committed_ = wanted;
  show_value();
}

void Stepper::set_range(int minimum, int maximum) {
  minimum_ = minimum;
  maximum_ = maximum;
  value_ = std::clamp(value_, minimum, maximum);
  committed_ = value_;
  fit_sizes();
  show_value();
}

void Stepper::set_name(const QString& name) {
  setAccessibleName(name);
  edit_->setAccessibleName(name);
  less_->setAccessibleName(tr("%1: one less").arg(name));
  more_->setAccessibleName(tr("%1: one more").arg(name));
}

void Stepper::set_theme(const Theme& theme) {
  theme_ = theme;
  edit_->setFont(theme.bold());
  fit_sizes();
  update();
}

void Stepper::fit_sizes() {
  const int widest = QFontMetrics(theme_.bold()).horizontalAdvance(QString::number(maximum_));
  edit_->setFixedWidth(std::max(theme_.px(31), widest + theme_.px(10)));
  setFixedHeight(theme_.px(control_height));
}

void Stepper::step_by(int difference) {
  const int wanted = std::clamp(value_ + difference, minimum_, maximum_);
  if (wanted == value_) return;
  value_ = wanted;
  edit_->setModified(false);
  show_value();
  emit value_changed(value_);
}

void Stepper::commit() {
  if (value_ == committed_) return;
  committed_ = value_;
  emit value_committed(value_);
}

/// A number beyond the range becomes the nearest one in it, with a note; a text that is not a number is
/// dropped.
void Stepper::take_text() {
  if (!edit_->isModified()) return;
  const auto typed = typed_number(edit_->text());
  edit_->setModified(false);
  if (typed) step_by(static_cast<int>(std::clamp<double>(*typed, minimum_, maximum_)) - value_);
  show_value();
  if (typed && *typed > maximum_) say_below(*edit_, tr("At most %1").arg(count_text(maximum_)));
  if (typed && *typed < minimum_) say_below(*edit_, tr("At least %1").arg(count_text(minimum_)));
  commit();
}

void Stepper::show_value() {
  less_->setEnabled(value_ > minimum_);
  more_->setEnabled(value_ < maximum_);
  if (!edit_->isModified()) edit_->setText(QString::number(value_));
}

bool Stepper::eventFilter(QObject* watched, QEvent* event) {
  if (watched != edit_) return QWidget::eventFilter(watched, event);
  if (event->type() == QEvent::FocusIn) update();
  if (event->type() == QEvent::FocusOut) {
    commit();
    update();
  }
  if (event->type() != QEvent::KeyPress && event->type() != QEvent::KeyRelease)
    return QWidget::eventFilter(watched, event);
  const auto* key = static_cast<QKeyEvent*>(event);
  const int steps = steps_of_key(key->key());
  if (steps != 0) {
    if (event->type() == QEvent::KeyPress)
      step_by(steps);
    else if (!key->isAutoRepeat())
      commit();
    return true;
  }
  if (event->type() == QEvent::KeyPress && key->key() == Qt::Key_Escape) {
    edit_->setModified(false);
    show_value();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

void Stepper::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  const bool focused = edit_->hasFocus();
  const QColor border = !isEnabled() ? disabled_border(theme_)
                        : focused    ? theme_.accent
                                     : theme_.control_border;
  paint_frame(painter, rect(), theme_.base, border, theme_.px(focused ? 2 : 1), theme_.px(4));
}

}  // namespace lfp
