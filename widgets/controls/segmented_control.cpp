#include "widgets/controls/segmented_control.h"

#include "widgets/style/frames.h"

#include <QAbstractButton>
#include <QApplication>
#include <QButtonGroup>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QPainter>

namespace lfp {

/// One choice. The outer frame is painted piecewise: each segment paints a frame that runs out of it on its
/// inner sides.
class Segment : public QAbstractButton, public Themed {
 public:
  Segment(const QString& text, SegmentedControl* control) : QAbstractButton(control) {
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
  }

  void set_ends(bool first, bool last) {
    first_ = first;
    last_ = last;
  }

  void set_theme(const Theme& theme) override {
    theme_ = theme;
    updateGeometry();
    update();
  }

  QSize sizeHint() const override {
    const int widest = qMax(QFontMetrics(theme_.small()).horizontalAdvance(text()),
                            QFontMetrics(bold()).horizontalAdvance(text()));
    return {widest + 2 * theme_.px(8), theme_.px(22)};
  }
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* /*event*/) override {
    QPainter painter(this);
    paint_background(painter);
    painter.setFont(isChecked() ? bold() : theme_.small());
    painter.setPen(text_colour());
    painter.drawText(rect(), Qt::AlignCenter, text());
  }

  void focusInEvent(QFocusEvent* event) override {
    QAbstractButton::focusInEvent(event);
    parentWidget()->update();
  }
  void focusOutEvent(QFocusEvent* event) override {
    QAbstractButton::focusOutEvent(event);
    parentWidget()->update();
  }

 private:
  QFont bold() const {
    QFont font = theme_.small();
    font.setBold(true);
    return font;
  }

  QColor text_colour() const {
    if (!isEnabled()) return theme_.disabled_text;
    if (isChecked()) return theme_.text_on_accent;
    return underMouse() ? theme_.text : theme_.muted_text;
  }

  void paint_background(QPainter& painter) const {
    const bool inked = isChecked() && isEnabled();
    const bool has_keyboard = parentWidget()->isAncestorOf(QApplication::focusWidget());
    const QColor line = isEnabled() ? theme_.control_border : disabled_border(theme_);
    const QColor fill = inked                         ? theme_.accent
                        : underMouse() && isEnabled() ? theme_.alternate_base
                                                      : theme_.base;
    const int beyond = theme_.px(8);
    const QRect outer = rect().adjusted(first_ ? 0 : -beyond, 0, last_ ? 0 : beyond, 0);
    paint_frame(painter, outer, fill, has_keyboard || inked ? theme_.accent : line,
                theme_.px(has_keyboard ? 2 : 1), theme_.px(4));
    if (!first_ && !inked)
      painter.fillRect(QRect(0, theme_.px(1), theme_.px(1), height() - 2 * theme_.px(1)), line);
    if (has_keyboard && inked)
      paint_frame(painter, rect().adjusted(theme_.px(2), theme_.px(2), -theme_.px(2), -theme_.px(2)),
                  QColor(), theme_.text_on_accent, theme_.px(1), theme_.px(3));
  }

  Theme theme_;
  bool first_ = true;
  bool last_ = true;
};

SegmentedControl::SegmentedControl(const QStringList& labels, QWidget* parent, double height)
    : QWidget(parent),
      height_(height),
      theme_(Theme::make(Theme::Kind::light)),
      group_(new QButtonGroup(this)) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  setFixedHeight(theme_.px(height_));
  connect(group_, &QButtonGroup::idClicked, this, [this](int index) {
    if (index == current_) return;
    current_ = index;
    emit current_changed(index);
  });
  set_labels(labels);
}

void SegmentedControl::set_labels(const QStringList& labels) {
  const auto old = group_->buttons();
  for (QAbstractButton* button : old) delete button;
  for (int index = 0; index < labels.size(); ++index) {
    auto* added = new Segment(labels[index], this);
    added->set_theme(theme_);
    added->set_ends(index == 0, index == labels.size() - 1);
    group_->addButton(added, index);
    layout()->addWidget(added);
  }
  current_ = labels.isEmpty() ? -1 : 0;
  if (!labels.isEmpty()) segment(0)->setChecked(true);
}

int SegmentedControl::count() const {
  return static_cast<int>(group_->buttons().size());
}

void SegmentedControl::set_current(int index) {
  Q_ASSERT(index >= 0 && index < count());
  current_ = index;
  segment(index)->setChecked(true);
}

void SegmentedControl::set_segment_text(int index, const QString& text) {
  segment(index)->setText(text);
  segment(index)->updateGeometry();
}

void SegmentedControl::set_segment_tooltip(int index, const QString& text) {
  segment(index)->setToolTip(text);
}

void SegmentedControl::set_theme(const Theme& theme) {
  theme_ = theme;
  setFixedHeight(theme.px(height_));
}

QAbstractButton* SegmentedControl::segment(int index) const {
  return group_->button(index);
}

}  // namespace lfp
