#include "widgets/views/study/study_view.h"

#include "widgets/views/focus.h"

#include <utility>

namespace lfp {

StudyView::StudyView(Focus& focus, QWidget* parent) : View(focus, parent) {
  connect(&study(), &StudyFocus::picture_changed, this, &StudyView::mark_stale);
  connect(&study(), &StudyFocus::choice_changed, this, &StudyView::mark_stale);
}

StudyFocus& StudyView::study() const {
  return focus().study();
}

bool StudyView::has_map() const {
  return study().maps() != nullptr;
}

QString StudyView::no_value_text() const {
  const bool is_of_one =
      study().map().statistic == StudyStatistic::deviation && study().picture()->study().seeds.size() < 2;
  return is_of_one ? tr("A deviation needs two seeds or more. Raise Seeds and press Run") : QString();
}

void StudyView::refresh() {
  if (!std::exchange(is_stale_, false)) return;
  prepare();
  update();
}

void StudyView::mark_stale() {
  is_stale_ = true;
  if (isVisible()) refresh();
}

void StudyView::showEvent(QShowEvent* event) {
  View::showEvent(event);
  refresh();
}

void StudyView::resizeEvent(QResizeEvent* event) {
  View::resizeEvent(event);
  mark_stale();
}

}  // namespace lfp
