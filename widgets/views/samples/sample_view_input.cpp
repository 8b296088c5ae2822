#include "widgets/controls/cell_tip.h"
#include "widgets/controls/run_badge.h"
#include "widgets/style/number_text.h"
#include "widgets/views/focus.h"
#include "widgets/views/names/unit_names.h"
#include "widgets/views/samples/sample_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>
#include <algorithm>

namespace lfp {

void SampleView::show_tip(std::int64_t place) {
  const std::int64_t sample = samples_[static_cast<std::size_t>(place)];
  const auto index = static_cast<std::size_t>(sample);
  const bool is_test = shows_test(*snapshot()->dataset, source_.filter);
  QStringList lines;
  lines << (snapshot()->dataset->classes > 0 ? tr("label %1") : tr("target %1")).arg(label_text(sample));
  const QStringList classes = class_names(*snapshot());
  const auto runs = is_difference() ? std::vector<std::size_t>{0, 1} : runs_.shown();
  for (const std::size_t run : runs) {
    const auto& predictions = source_.predictions[run];
    if (!predictions || index >= predictions->predicted.size()) continue;
    lines << tr("%1 predicts %2, %3")
                 .arg(run_letter(static_cast<int>(run)), classes.value(predictions->predicted[index]),
                      percent_text(static_cast<double>(predictions->probability[index])));
  }
  if (is_difference()) lines << tr("A − B: %1").arg(difference_text(sample));
  show_cell_tip(*this, place_of(sample),
                (is_test ? tr("Test sample %1") : tr("Training sample %1")).arg(count_text(sample + 1)),
                lines);
}

void SampleView::resizeEvent(QResizeEvent* event) {
  View::resizeEvent(event);
  fit_scroll_bar();
}

void SampleView::mousePressEvent(QMouseEvent* event) {
  const auto place = place_at(event->position().toPoint());
  if (place && event->button() == Qt::LeftButton) choose_place(*place);
}

void SampleView::mouseMoveEvent(QMouseEvent* event) {
  const auto place = place_at(event->position().toPoint());
  if (place) {
    show_tip(*place);
  } else {
    hide_cell_tip();
  }
}

void SampleView::leaveEvent(QEvent* event) {
  View::leaveEvent(event);
  hide_cell_tip();
}

void SampleView::wheelEvent(QWheelEvent* event) {
  const int pixels = event->pixelDelta().isNull() ? event->angleDelta().y() * scroll_bar_->singleStep() / 120
                                                  : event->pixelDelta().y();
  scroll_bar_->setValue(scroll_bar_->value() - pixels);
  event->accept();
}

void SampleView::keyPressEvent(QKeyEvent* event) {
  if (samples_.empty()) return View::keyPressEvent(event);
  const Grid shown = grid(rect().adjusted(0, 0, -scroll_bar_->sizeHint().width(), 0), theme());
  const std::int64_t now = chosen_place();
  const std::int64_t page = std::max(1, shown.area.height() / shown.row_height) * shown.columns;
  const auto move = [&](std::int64_t by) { choose_place(now < 0 ? 0 : now + by); };
  switch (event->key()) {
    case Qt::Key_Left:
      return move(-1);
    case Qt::Key_Right:
      return move(1);
    case Qt::Key_Up:
      return move(-shown.columns);
    case Qt::Key_Down:
      return move(shown.columns);
    case Qt::Key_PageUp:
      return move(-page);
    case Qt::Key_PageDown:
      return move(page);
    case Qt::Key_Home:
      return choose_place(0);
    case Qt::Key_End:
      return choose_place(static_cast<std::int64_t>(samples_.size()) - 1);
    default:
      if (!(hasFocus() && runs_.choose_by_key(event->key()))) View::keyPressEvent(event);
  }
}

}  // namespace lfp
