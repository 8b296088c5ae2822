#include "widgets/views/samples/sample_filters.h"

#include "widgets/controls/run_badge.h"
#include "widgets/controls/segmented_control.h"
#include "widgets/views/names/unit_names.h"
#include "widgets/views/title_controls.h"

#include <QComboBox>
#include <QSignalBlocker>
#include <algorithm>

namespace lfp {

SampleFilters::SampleFilters(QWidget& view) {
  QWidget* shelf = title_shelf(view);
  sets_ = new SegmentedControl({tr("Test"), tr("Training")}, shelf);
  sets_->setAccessibleName(tr("Set"));
  filters_ = new QComboBox(shelf);
  filters_->setAccessibleName(tr("Which samples"));
  filters_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  connect(sets_, &SegmentedControl::current_changed, this, &SampleFilters::changed);
  connect(filters_, &QComboBox::activated, this, &SampleFilters::changed);
}

QList<QWidget*> SampleFilters::widgets() const {
  return {sets_, filters_};
}

QString SampleFilters::words() const {
  return filters_->currentText();
}

// In the order of items().
SampleFilter SampleFilters::filter(std::size_t runs) const {
  using Kind = SampleFilter::Kind;
  SampleFilter result;
  result.from_test = sets_->current() != 1;
  const auto count = static_cast<int>(runs);
  const int chosen = filters_->currentIndex();
  if (chosen > 0 && chosen <= count) {
    result.kind = Kind::wrong_in_run;
    result.run = static_cast<std::size_t>(chosen - 1);
  } else if (chosen > count && count > 1 && chosen == count + 1) {
    result.kind = Kind::wrong_in_any;
  } else if (count > 1 && chosen == count + 2) {
    result.kind = Kind::unlike;
  } else if (chosen > 0 && cell_) {
    result.kind = Kind::cell;
    result.cell = *cell_;
  }
  return result;
}

/// All, wrong in each run, wrong in any, answered differently, and the cell that was asked for.
QStringList SampleFilters::items(const Snapshot& snapshot) const {
  QStringList items{tr("All")};
  if (snapshot.dataset->classes == 0) return items;
  const auto runs = static_cast<int>(snapshot.runs.size());
  for (int run = 0; run < runs; ++run) items << tr("Wrong in %1").arg(run_letter(run));
  if (runs > 1) items << tr("Wrong in any") << tr("A and B differ");
  const QStringList classes = class_names(snapshot);
  if (cell_ && cell_->label < classes.size() && cell_->predicted < classes.size())
    items << tr("%1: %2 taken for %3")
                 .arg(run_letter(static_cast<int>(cell_->run)), classes[cell_->label],
                      classes[cell_->predicted]);
  return items;
}

void SampleFilters::list(const Snapshot& snapshot) {
  const QStringList wanted = items(snapshot);
  QStringList now;
  for (int i = 0; i < filters_->count(); ++i) now << filters_->itemText(i);
  if (now == wanted) return;
  const QSignalBlocker blocker(filters_);
  const int chosen = std::max(0, filters_->currentIndex());
  filters_->clear();
  filters_->addItems(wanted);
  filters_->setCurrentIndex(chosen < wanted.size() ? chosen : 0);
}

void SampleFilters::choose_cell(const Snapshot& snapshot, const ConfusionCell& cell) {
  cell_ = cell;
  sets_->set_current(0);
  list(snapshot);
  filters_->setCurrentIndex(filters_->count() - 1);
}

}  // namespace lfp
