#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/style/themed.h"

#include <QElapsedTimer>
#include <QStatusBar>

class QLabel;
class QToolButton;

namespace lfp {

/// The status bar: what training is doing on the left; the signature of the parameters (when paused), speed,
/// frames and memory on the right.
class StatusLine : public QStatusBar, public Themed {
  Q_OBJECT

 public:
  /// `time` stands in the middle.
  explicit StatusLine(QWidget& time, QWidget* parent = nullptr);

  /// At most ten updates a second while training runs, exact when it is paused. `stop` is where training is
  /// to end.
  void show_snapshot(const Snapshot& snapshot, const StopSpec& stop, int frames_per_second);
  /// Why the experiment cannot be trained, in place of the state; empty where it can.
  void show_problem(const QString& problem);
  void set_theme(const Theme& theme) override;
  /// "Running · batch 12 of 13".
  static QString state_text(const Snapshot& snapshot, const StopSpec& stop);

 protected:
  /// What was said before the window was seen stands in place of the state as well.
  void showEvent(QShowEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void show_state(const QString& text, bool is_error);
  void show_signature(const Snapshot& snapshot);
  void copy_signature();

  Theme theme_;
  QWidget& time_;
  QLabel* state_;
  QToolButton* signature_;
  QLabel* numbers_;
  QElapsedTimer since_update_;
  bool was_running_ = false;
  QString problem_;
  QString copied_from_;  // the signature copied last, so that the button can say so
};

}  // namespace lfp
