#pragma once

#include "widgets/controls/segmented_control.h"

namespace lfp {

class RunChooser;

/// "A | B | A − B" in the title of a view that shows one run at a time; with a single run the control hides.
class RunSelector final : public SegmentedControl {
 public:
  /// `chooser` outlives it.
  explicit RunSelector(RunChooser& chooser, QWidget* parent = nullptr);

 private:
  void list_runs();
  void show_choice();

  RunChooser& chooser_;
};

}  // namespace lfp
