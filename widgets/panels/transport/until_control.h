#pragma once

#include "core/engine/command.h"
#include "core/snapshot/snapshot.h"
#include "widgets/controls/while_whole.h"
#include "widgets/style/themed.h"

#include <QWidget>
#include <optional>

class QLabel;
class QLineEdit;

namespace lfp {

class CompactCombo;
class ExperimentEditor;

/// Chooses where training ends: never, at a step, an epoch or a test accuracy, or at an event: a weight
/// flips, or a run diverges (which always ends training). Steps and epochs are the experiment's own stop and
/// are changed there; the other choices are kept only as long as the window is open.
class UntilControl final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit UntilControl(ExperimentEditor& editor, QWidget* parent = nullptr);

  /// Returns the command that trains from the snapshot's position (null: the start) to the chosen end; an end
  /// that has already been reached is ignored.
  command::Run run_command(const Snapshot* now) const;
  /// Shows "Until epoch" in the box instead of a label before it.
  void set_short(bool is_short);
  void set_theme(const Theme& theme) override;

 signals:
  /// The user has chosen another end.
  void changed();

 private:
  enum class End { never, step, epoch, accuracy, first_flip, divergence };

  End end() const;
  void refresh();
  void choose(int index);
  void take_text();
  void set_stop(const StopSpec& stop);
  void show_words();
  QString value_text() const;

  ExperimentEditor& editor_;
  Theme theme_;
  std::optional<double> accuracy_;
  std::optional<End> event_;  // first_flip or divergence
  bool short_ = false;
  QLabel* label_;
  CompactCombo* combo_;
  QLineEdit* value_;
  WhileWhole whole_;
};

}  // namespace lfp
