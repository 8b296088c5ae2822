#pragma once

#include "core/engine/command.h"
#include "core/snapshot/snapshot.h"
#include "widgets/style/themed.h"

#include <QWidget>
#include <map>
#include <vector>

class QLabel;
class QPushButton;

namespace lfp {

class ElidedLabel;
class ExperimentEditor;

/// Appears under the transport bar while a run is diverged: shows where and why it diverged, and
/// the remedies that have worked on a copy of it, the best first. Each remedy takes that run
/// alone back to a finite state; those that change a setting do so through the editor and can be
/// undone.
class DivergedBar final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit DivergedBar(ExperimentEditor& editor, QWidget* parent = nullptr);

  /// Shows or hides the bar according to the snapshot.
  void set_snapshot(const SnapshotPointer& snapshot);
  void set_theme(const Theme& theme) override;

 signals:
  void command_issued(const lfp::Command& command);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void show_divergence(std::size_t run, const RunSnapshot& snapshot);
  void show_remedies(const std::vector<TriedRemedy>& tried);
  void apply(RemedyKind kind);
  void restore(std::int64_t steps_back);
  void change_run(const QString& undo_text, const RunSpec& next);

  ExperimentEditor& editor_;
  Theme theme_;
  std::size_t run_ = 0;
  QLabel* icon_;
  QLabel* where_;
  ElidedLabel* cause_;
  QPushButton* restore_;
  QPushButton* back_;
  std::map<RemedyKind, QPushButton*> remedies_;
  std::vector<TriedRemedy> tried_;
};

}  // namespace lfp
