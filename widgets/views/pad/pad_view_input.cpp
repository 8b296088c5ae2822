#include "widgets/controls/cell_tip.h"
#include "widgets/controls/run_badge.h"
#include "widgets/style/number_text.h"
#include "widgets/views/names/unit_names.h"
#include "widgets/views/pad/pad_view.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QTabletEvent>
#include <algorithm>

namespace lfp {

void PadView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  for (const std::int32_t label : shown_classes(places(rect(), theme())))
    if (class_area(label).contains(event->position().toPoint()))
      return choose_label(label == this->label() ? -1 : label);
  begin_stroke(event->position(), 1.0);
}

void PadView::mouseMoveEvent(QMouseEvent* event) {
  if (is_drawing_) return go_on(event->position(), 1.0);
  const QPoint point = event->position().toPoint();
  setCursor(can_draw() && canvas_area().contains(point) ? Qt::CrossCursor : Qt::ArrowCursor);
  for (const std::int32_t label : shown_classes(places(rect(), theme())))
    if (class_area(label).contains(point)) return show_tip(label);
  if (can_draw()) {
    const auto columns = answers();
    for (std::size_t column = 0; column < columns.size(); ++column)
      if (const QRect picture = seen_area(column).adjusted(1, 1, -1, -1);
          picture.contains(point) && !columns[column].predictions.empty())
        return show_pixel_tip(columns[column], picture, point);
  }
  hide_cell_tip();
}

void PadView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) is_drawing_ = false;
}

/// With a pressure-sensitive pen, the pressure determines the width of the line.
void PadView::tabletEvent(QTabletEvent* event) {
  const double pressure = 0.4 + 0.8 * event->pressure();
  if (event->type() == QEvent::TabletPress && canvas_area().contains(event->position().toPoint())) {
    begin_stroke(event->position(), pressure);
  } else if (event->type() == QEvent::TabletMove && is_drawing_) {
    go_on(event->position(), pressure);
  } else if (event->type() == QEvent::TabletRelease && is_drawing_) {
    is_drawing_ = false;
  } else {
    return event->ignore();  // so that Qt sends it as a mouse event
  }
  event->accept();
}

void PadView::leaveEvent(QEvent* event) {
  View::leaveEvent(event);
  hide_cell_tip();
}

void PadView::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Backspace:
      return undo();
    case Qt::Key_Delete:
      return clear();
    case Qt::Key_Plus:
      return pens_->setCurrentIndex(std::min(2, pens_->currentIndex() + 1));
    case Qt::Key_Minus:
      return pens_->setCurrentIndex(std::max(0, pens_->currentIndex() - 1));
    case Qt::Key_Down:
      return choose_label(std::min(label() + 1, labels_->count() - 2));
    case Qt::Key_Up:
      return choose_label(std::max(label() - 1, -1));
    default:
      if (!(hasFocus() && can_draw() && runs_.choose_by_key(event->key()))) View::keyPressEvent(event);
  }
}

/// Shows the input value of the pixel and, with a label, the feedback at it over all channels.
void PadView::show_pixel_tip(const Answer& answer, const QRect& picture, const QPoint& point) {
  const Shape& shape = snapshot()->dataset->shape;
  const std::int64_t x = (point.x() - picture.left()) * shape.width / picture.width();
  const std::int64_t y = (point.y() - picture.top()) * shape.height / picture.height();
  const auto sum_of = [&](const std::vector<float>& values) {
    double sum = 0;
    for (std::int64_t channel = 0; channel < shape.channels; ++channel)
      sum += static_cast<double>(
          values[static_cast<std::size_t>((channel * shape.height + y) * shape.width + x)]);
    return sum;
  };
  const QString title = is_difference() ? tr("A − B") : run_letter(answer.run);
  QStringList lines{tr("row %1, column %2").arg(y + 1).arg(x + 1),
                    tr("input %1").arg(number_text(sum_of(*input_)))};
  if (label() >= 0 && !answer.feedback.empty())
    lines << tr("feedback %1").arg(signed_text(sum_of(answer.feedback)));
  show_cell_tip(*this, QRect(point, QSize(8, 8)), title, lines);
}

void PadView::show_tip(std::int32_t label) {
  QStringList lines;
  const auto at = static_cast<std::size_t>(label);
  for (std::size_t run = 0; run < snapshot()->runs.size(); ++run) {
    const auto& drawn = snapshot()->runs[run].drawn;
    if (!input_ || !drawn || at >= drawn->probabilities.size()) continue;
    lines << tr("%1  %2").arg(run_letter(static_cast<int>(run)),
                              percent_text(static_cast<double>(drawn->probabilities[at])));
  }
  if (is_difference() && lines.size() > 1)
    lines << tr("A − B  %1").arg(points_text(static_cast<double>(answers().front().probabilities[at])));
  lines << tr("Click to make it the label");
  show_cell_tip(*this, class_area(label), class_names(*snapshot()).value(label), lines);
}

}  // namespace lfp
