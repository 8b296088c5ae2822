#include "widgets/views/runs/run_selector.h"

#include "widgets/controls/run_badge.h"
#include "widgets/views/runs/run_chooser.h"

namespace lfp {

RunSelector::RunSelector(RunChooser& chooser, QWidget* parent)
    : SegmentedControl({}, parent), chooser_(chooser) {
  setAccessibleName(tr("Run"));
  list_runs();
  connect(&chooser_, &RunChooser::listed, this, &RunSelector::list_runs);
  connect(&chooser_, &RunChooser::changed, this, &RunSelector::show_choice);
  connect(this, &SegmentedControl::current_changed, this, [this](int index) {
    const bool is_run = index < static_cast<int>(chooser_.names().size());
    chooser_.choose({.kind = is_run ? RunChoice::Kind::one : RunChoice::Kind::difference,
                     .run = is_run ? static_cast<std::size_t>(index) : 0});
  });
}

void RunSelector::list_runs() {
  const auto& names = chooser_.names();
  const int runs = static_cast<int>(names.size());
  const bool has_difference = runs > 1;
  if (count() != runs + (has_difference ? 1 : 0)) {
    QStringList labels;
    for (int run = 0; run < runs; ++run) labels << run_letter(run);
    if (has_difference) labels << RunChooser::tr("A − B");
    set_labels(labels);
    if (parentWidget() != nullptr) setVisible(runs > 1);
  }
  for (int run = 0; run < runs; ++run) set_segment_tooltip(run, names[static_cast<std::size_t>(run)]);
  if (has_difference) set_segment_tooltip(runs, RunChooser::tr("A minus B, at the same step"));
  show_choice();
}

void RunSelector::show_choice() {
  if (count() == 0) return;
  set_current(chooser_.is_difference() ? count() - 1 : static_cast<int>(chooser_.run()));
}

}  // namespace lfp
