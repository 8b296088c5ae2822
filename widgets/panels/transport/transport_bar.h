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

/// Moves training: reset, phase, sample, batch, epoch, run and pause, speed and where to end; then says where
/// training stands, how the runs compare and whether all is sound. Narrow windows get shorter words.
class TransportBar final : public QToolBar, public Themed {
  Q_OBJECT

 public:
  explicit TransportBar(ExperimentEditor& editor, QWidget* parent = nullptr);

  /// Texts follow at most ten times a second while training runs, and exactly when it is paused.
  void set_snapshot(const SnapshotPointer& snapshot);
  /// A button for `action` behind Reset.
  void add_back(QAction& action);
  /// Without, the space bar is another bar's key.
  void set_has_space(bool has_space);
  /// Themes the bar and all it holds.
  void set_theme(const Theme& theme) override;

  /// For the Run menu, in its order, with separators. Their shortcuts work in the whole window; their object
  /// names are "run", "phase", "sample", "batch", "epoch", "slower", "faster" and "reset".
  QList<QAction*> menu_actions() const { return menu_actions_; }

  /// The chosen speed; tell the engine once at the start.
  command::SetSpeed speed() const;
  /// The nearest of the offered speeds, as if a person had chosen it.
  void set_speed(const command::SetSpeed& speed);

 signals:
  void command_issued(const lfp::Command& command);
  /// A click on the health chip: show the numbers behind it, those of that run and layer (from 1; 0: any).
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
  QAction* wordless_ = nullptr;  // shown by its icon alone, like Reset
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
