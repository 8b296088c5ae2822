#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/style/themed.h"
#include "widgets/views/side_by_side.h"

#include <QString>
#include <QWidget>
#include <cstddef>
#include <optional>

namespace lfp {

class SegmentedControl;

/// "A | B | A − B": which run a view shows, or the difference of the first two.
class HeatRunSelector final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit HeatRunSelector(QWidget* parent = nullptr);

  /// One segment a run, and the difference where there are two; with a single run the control hides.
  void list_runs(const Snapshot& snapshot);
  bool is_difference() const;
  /// The run shown; of a difference the first one.
  std::size_t run() const;
  /// The run subtracted from it, in a difference.
  std::optional<std::size_t> subtracted() const;
  /// "A", "A − B": for titles and tooltips.
  QString words() const;
  /// The keys A, B, C, D choose a run, D the difference where there is no run D. True if `key` did something.
  bool choose_by_key(int key);
  /// What is chosen, never all; and choosing it, now or when the runs are listed. A choice that the runs do
  /// not have: none.
  RunChoice choice() const;
  void choose(const RunChoice& choice);
  /// Without a signal; a run that is not there: none.
  void set_run(std::size_t run);
  void set_theme(const Theme& theme) override;

 signals:
  /// The person chose another run or the difference.
  void current_changed();

 private:
  void take_wanted();

  SegmentedControl* segments_;
  RunChoice wanted_;  // all: nothing
  bool is_listed_ = false;
  int runs_ = 2;
};

}  // namespace lfp
