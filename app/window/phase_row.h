#pragma once

#include "core/engine/command.h"
#include "core/snapshot/snapshot.h"

#include <QToolBar>

namespace lfp {

class PhaseStrip;
struct Theme;

/// The row of the phase strip, and when it is to be seen: always in the microscope, elsewhere while a person
/// stands inside a step or walks from one into the next. The docks below hold still then.
class PhaseRow final : public QToolBar {
  Q_OBJECT

 public:
  explicit PhaseRow(QWidget* parent);

  /// `speed` is what training runs at.
  void set_snapshot(const SnapshotPointer& snapshot, const command::SetSpeed& speed);
  /// A command on its way to the engine: some begin a walk through the phases, others end it.
  void note(const Command& command);
  /// Another perspective, which ends a walk.
  void set_perspective(bool is_microscope);
  void set_theme(const Theme& theme);

 signals:
  /// The row has appeared or gone.
  void shown_changed();

 private:
  void update_shown();

  PhaseStrip* strip_;
  bool is_microscope_ = false;
  bool is_inside_step_ = false;
  bool is_walking_ = false;  // from phase to phase: the row stays between two steps too
};

}  // namespace lfp
