#include "widgets/controls/compact_combo.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QScrollBar>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>

namespace lfp {

CompactCombo::CompactCombo(QWidget* parent) : QComboBox(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  setMinimumContentsLength(1);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void CompactCombo::set_short_text(const QString& text) {
  set_forms(text.isEmpty() ? QStringList() : QStringList(text));
}

void CompactCombo::set_forms(const QStringList& forms) {
  if (forms_ == forms) return;
  forms_ = forms;
  update();
}

void CompactCombo::set_text_at_edge(bool at_edge) {
  is_text_at_edge_ = at_edge;
  updateGeometry();
  update();
}

QString CompactCombo::shown_text(int room) const {
  for (const QString& form : forms_)
    if (fontMetrics().horizontalAdvance(form) <= room) return form;
  return forms_.isEmpty() ? currentText() : forms_.last();
}

int CompactCombo::room_before() const {
  return is_text_at_edge_ ? fontMetrics().height() / 8 : fontMetrics().height() * 2 / 5;
}

int CompactCombo::room_behind() const {
  return fontMetrics().height() * 6 / 5;
}

int CompactCombo::whole_width() const {
  return fontMetrics().horizontalAdvance(shown_text(0)) + room_before() + room_behind() + 1;
}

QSize CompactCombo::sizeHint() const {
  QSize hint = QComboBox::sizeHint();
  if (sizeAdjustPolicy() != QComboBox::AdjustToContents) return hint;
  for (int item = 0; item < count(); ++item)
    hint = hint.expandedTo(
        {fontMetrics().horizontalAdvance(itemText(item)) + room_before() + room_behind() + 1, 0});
  return hint;
}

void CompactCombo::showPopup() {
  const int room = view()->verticalScrollBar()->sizeHint().width() + 2 * view()->frameWidth();
  view()->setMinimumWidth(std::max(view()->minimumWidth(), view()->sizeHintForColumn(modelColumn()) + room));
  QComboBox::showPopup();
}

void CompactCombo::paintEvent(QPaintEvent* /*event*/) {
  QStylePainter painter(this);
  QStyleOptionComboBox option;
  initStyleOption(&option);
  painter.drawComplexControl(QStyle::CC_ComboBox, option);
  // The style keeps more room free around the text than a narrow box can give.
  const QRect field = rect().adjusted(room_before(), 0, -room_behind(), 0);
  const QString text = shown_text(field.width());
  painter.setPen(palette().color(isEnabled() ? QPalette::Normal : QPalette::Disabled, QPalette::Text));
  painter.drawText(field, Qt::AlignVCenter | Qt::AlignLeft,
                   fontMetrics().elidedText(text, Qt::ElideRight, field.width()));
}

bool CompactCombo::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), currentText(), this);
    return true;
  }
  return QComboBox::event(event);
}

void CompactCombo::wheelEvent(QWheelEvent* event) {
  if (hasFocus())
    QComboBox::wheelEvent(event);
  else
    event->ignore();
}

}  // namespace lfp
