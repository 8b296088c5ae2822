#pragma once

#include "core/engine/command.h"
#include "core/snapshot/snapshot.h"
#include "widgets/panels/transport/training_health.h"
#include "widgets/style/themed.h"

#include <QElapsedTimer>
#include <QList>
#include <QTimer>
#include <QToolBar>

class QPushButton;
class QToolButton;

namespace lfp {

class BigNumber;
class ExperimentEditor;
class SpeedControl;
class TwinReadout;
class UntilControl;

/// Controls training: reset, phase, sample, batch, epoch, run and pause, speed and where to end. Then shows
/// the current position, a comparison of the runs and the health. Narrow windows get shorter words.
class TransportBar final : public QToolBar, public Themed {
  Q_OBJECT

 public:
  explicit TransportBar(ExperimentEditor& editor, QWidget* parent = nullptr);

  /// Updates the texts at most ten times a second while training runs, and exactly when it is paused.
  void set_snapshot(const SnapshotPointer& snapshot);
  /// Adds a button for `action` after Reset.
  void add_back(QAction& action);
  /// Sets whether the space bar is this bar's shortcut; otherwise it is free for another bar.
  void set_has_space(bool has_space);
  /// Applies the theme to the bar and all its parts.
  void set_theme(const Theme& theme) override;

  /// The actions for the Run menu in its order, with separators. Their shortcuts work in the whole window;
  /// their object names are "run", "phase", "sample", "batch", "epoch", "slower", "faster" and "reset".
  QList<QAction*> menu_actions() const { return menu_actions_; }

  /// The chosen speed; the engine has to be told once at the start.
  command::SetSpeed speed() const;
  /// Chooses the nearest available speed, as if by the user.
  void set_speed(const command::SetSpeed& speed);

 signals:
  void command_issued(const lfp::Command& command);
  /// The user clicked the health chip to see the numbers of that run and layer (from 1; 0: any).
  void health_clicked(int run, int layer);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void make_actions();
  void make_controls();
  QToolButton* make_button(QAction* action);
  QWidget* make_separator();
  void run_or_pause();
  void start();
  void reset();
  void show_snapshot();
  void show_health();
  void show_running(bool running);
  void show_problem();
  void fit_words();
  void set_words(int level);

  ExperimentEditor& editor_;
  SnapshotPointer snapshot_;
  Theme theme_;
  QTimer refresh_timer_;
  QElapsedTimer since_refresh_;
  QElapsedTimer since_warning_;
  HealthReport warning_;
  HealthReport shown_health_;
  bool shown_running_ = false;
  int word_level_ = 0;

  QAction* run_ = nullptr;
  QAction* phase_ = nullptr;
  QAction* sample_ = nullptr;
  QAction* batch_ = nullptr;
  QAction* epoch_ = nullptr;
  QAction* reset_ = nullptr;
  QAction* slower_ = nullptr;
  QAction* faster_ = nullptr;
  QAction* wordless_ = nullptr;  // shown by its icon only, like Reset
  QList<QAction*> menu_actions_;

  QWidget* content_;
  QList<QToolButton*> buttons_;
  QList<QWidget*> separators_;
  QPushButton* run_button_;
  QWidget* speed_separator_ = nullptr;
  SpeedControl* speed_;
  QWidget* until_separator_ = nullptr;
  UntilControl* until_;
  BigNumber* step_number_;
  BigNumber* epoch_number_;
  TwinReadout* twin_;
  HealthChip* chip_;
};

}  // namespace lfp
