#pragma once

#include "core/engine/command.h"
#include "core/snapshot/snapshot.h"
#include "widgets/style/themed.h"

#include <QList>
#include <QWidget>
#include <cstdint>
#include <optional>

class QAction;
class QLabel;
class QMenu;
class QToolButton;

namespace lfp {

class ExperimentEditor;
class TimeScrubber;

/// Moves back and forth in training, and forks a run at its current state.
class TimeBar final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit TimeBar(ExperimentEditor& editor, QWidget* parent = nullptr);

  void set_snapshot(const SnapshotPointer& snapshot);
  /// Sets the step of the cross-hair that all plots share.
  void set_cross_hair(std::optional<std::int64_t> step);
  void set_theme(const Theme& theme) override;

  /// For the Run menu and the transport bar; their shortcuts work in the whole window.
  QAction* back_action() const { return back_; }
  QList<QAction*> menu_actions() const { return menu_actions_; }
  /// Menu for the memory that undoing training steps may use: stored as a setting, initially 224 MB.
  QMenu* memory_menu() const { return memory_; }
  command::SetPastLimit past_limit() const;

 signals:
  void command_issued(const lfp::Command& command);
  /// The mouse is over this step of the track, or has left the track (nullopt).
  void hovered(std::optional<std::int64_t> step);

 private:
  void make_actions();
  void make_memory_menu();
  void show_forks();
  void update_actions();

  ExperimentEditor& editor_;
  SnapshotPointer snapshot_;
  QLabel* caption_;
  TimeScrubber* scrubber_;
  QToolButton* fork_button_;
  QAction* back_ = nullptr;
  QAction* fork_ = nullptr;
  QMenu* memory_;
  QList<QAction*> ways_;  // actions that move along the track
  QList<QAction*> menu_actions_;
};

}  // namespace lfp
