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

/// Where training ends: never, at a step, at an epoch, at a test accuracy, or when something happens: a
/// weight flips, or a run diverges (which ends training always). Steps and epochs are the experiment's own
/// stop and are changed there; the others last as long as the window.
class UntilControl final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit UntilControl(ExperimentEditor& editor, QWidget* parent = nullptr);

  /// The command that trains from where the snapshot stands (null: the start) to the chosen end; an end that
  /// is reached already no longer counts.
  command::Run run_command(const Snapshot* now) const;
  /// "Until epoch" in the box instead of a label before it.
  void set_short(bool is_short);
  void set_theme(const Theme& theme) override;

 signals:
  /// A person chose another end.
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
