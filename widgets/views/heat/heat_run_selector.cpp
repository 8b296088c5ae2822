#include "widgets/views/heat/heat_run_selector.h"

#include "widgets/controls/run_badge.h"
#include "widgets/controls/segmented_control.h"

#include <QHBoxLayout>
#include <QStringList>
#include <algorithm>
#include <utility>

namespace lfp {

namespace {

QStringList labels(int runs) {
  QStringList result;
  for (int run = 0; run < runs; ++run) result << run_letter(run);
  if (runs > 1) result << HeatRunSelector::tr("A − B");
  return result;
}

}  // namespace

HeatRunSelector::HeatRunSelector(QWidget* parent) : QWidget(parent) {
  segments_ = new SegmentedControl(labels(runs_), this);
  segments_->setAccessibleName(tr("Run"));
  setFocusProxy(segments_);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(segments_);
  connect(segments_, &SegmentedControl::current_changed, this, &HeatRunSelector::current_changed);
}

void HeatRunSelector::list_runs(const Snapshot& snapshot) {
  const int runs = static_cast<int>(snapshot.runs.size());
  if (runs != runs_) {
    runs_ = runs;
    segments_->set_labels(labels(runs));
    setVisible(runs > 1);
  }
  for (int run = 0; run < runs; ++run) {
    segments_->set_segment_tooltip(run,
                                   QString::fromStdString(snapshot.runs[static_cast<std::size_t>(run)].name));
  }
  if (runs > 1) segments_->set_segment_tooltip(runs, tr("A minus B, at the same step"));
  is_listed_ = true;
  take_wanted();
}

RunChoice HeatRunSelector::choice() const {
  return {.kind = is_difference() ? RunChoice::Kind::difference : RunChoice::Kind::one, .run = run()};
}

void HeatRunSelector::choose(const RunChoice& choice) {
  wanted_ = choice;
  if (is_listed_) take_wanted();
}

void HeatRunSelector::take_wanted() {
  const RunChoice wanted = std::exchange(wanted_, RunChoice{});
  const int index = wanted.kind == RunChoice::Kind::difference ? runs_ : static_cast<int>(wanted.run);
  if (wanted.kind == RunChoice::Kind::all || index >= segments_->count() || index == segments_->current())
    return;
  segments_->set_current(index);
  emit current_changed();
}

bool HeatRunSelector::is_difference() const {
  return segments_->current() == runs_;
}

std::size_t HeatRunSelector::run() const {
  return is_difference() ? 0 : static_cast<std::size_t>(std::max(0, segments_->current()));
}

std::optional<std::size_t> HeatRunSelector::subtracted() const {
  if (!is_difference()) return std::nullopt;
  return 1;
}

QString HeatRunSelector::words() const {
  return is_difference() ? tr("A − B") : run_letter(static_cast<int>(run()));
}

bool HeatRunSelector::choose_by_key(int key) {
  if (key < Qt::Key_A || key > Qt::Key_D) return false;
  int index = key - Qt::Key_A;
  if (key == Qt::Key_D && runs_ < 4) index = runs_;
  if (index >= segments_->count()) return false;
  if (index != segments_->current()) {
    segments_->set_current(index);
    emit current_changed();
  }
  return true;
}

void HeatRunSelector::set_run(std::size_t run) {
  if (static_cast<int>(run) < runs_) segments_->set_current(static_cast<int>(run));
}

void HeatRunSelector::set_theme(const Theme& theme) {
  segments_->set_theme(theme);
}

}  // namespace lfp
