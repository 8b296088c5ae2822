#pragma once

#include "widgets/style/themed.h"

#include <QString>
#include <QToolBar>
#include <cstdint>
#include <optional>

class QAction;
class QLabel;
class QPushButton;

namespace lfp {

class ElidedLabel;
class ProgressLine;

/// The progress of a study.
struct StudyProgress {
  QString name;
  QString axes;  ///< such as "learning rate × ε, 2 runs, 1 seed"
  bool is_running = false;
  bool can_run = true;  ///< whether there is something to compute here
  bool is_by_others = false;
  std::int64_t done = 0;
  std::int64_t failed = 0;
  std::int64_t all = 0;
  int jobs = 1;
  std::optional<double> seconds_left;
};

/// Replaces the transport bar in the perspective for studies: run and pause, the progress, and actions such
/// as exports.
class StudyBar final : public QToolBar, public Themed {
  Q_OBJECT

 public:
  explicit StudyBar(QWidget* parent = nullptr);

  void show_progress(const StudyProgress& progress);
  void show_nothing();
  /// Sets whether the space bar is this bar's shortcut, as it should be while the bar is visible.
  void set_has_keys(bool has_keys);
  /// Adds buttons at the right end of the bar.
  void add_actions(const QList<QAction*>& actions);
  void set_theme(const Theme& theme) override;
  QAction* run_action() const { return run_; }

 signals:
  void run_asked();
  void pause_asked();

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void show_running();
  void fit_words();

  Theme theme_;
  StudyProgress shown_;
  QAction* run_;
  QWidget* content_;
  QPushButton* button_;
  QLabel* name_;
  ElidedLabel* axes_;
  QLabel* done_;
  QLabel* of_;
  ProgressLine* line_;
  QLabel* percent_;
  QLabel* left_;
  QList<QPushButton*> more_;
};

}  // namespace lfp
