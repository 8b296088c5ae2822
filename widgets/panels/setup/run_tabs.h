#pragma once

#include "widgets/controls/while_whole.h"
#include "widgets/style/themed.h"

#include <QList>
#include <QString>
#include <QWidget>
#include <cstddef>

class QButtonGroup;
class QGridLayout;
class QLineEdit;
class QToolButton;

namespace lfp {

class ExperimentEditor;
class RunButton;

/// The runs of the experiment: a button for each, two per row, chooses the run to edit; below are an editable
/// name and buttons that add, duplicate and remove runs. On the run buttons, F2 edits the name, Delete
/// removes the run, and the arrow keys choose a run.
class RunTabs final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit RunTabs(ExperimentEditor& editor, QWidget* parent = nullptr);

  std::size_t run() const { return run_; }
  /// Shows the experiment's current runs; `run` is the chosen one.
  void refresh(std::size_t run);
  /// Sets the reason why no run can be added at present.
  void set_locked(const QString& reason);
  void set_theme(const Theme& theme) override;

 signals:
  void chosen(std::size_t run);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QToolButton* make_button(const QString& icon, void (RunTabs::*act)());
  void match_buttons();
  void show_name();
  void update_buttons();
  void rename();
  void add();
  void duplicate();
  void remove();

  ExperimentEditor& editor_;
  Theme theme_;
  std::size_t run_ = 0;
  QString lock_reason_;
  QButtonGroup* group_;
  QList<RunButton*> tabs_;
  QGridLayout* grid_;
  QLineEdit* name_;
  QToolButton* add_;
  QToolButton* duplicate_;
  QToolButton* remove_;
  WhileWhole whole_;
};

}  // namespace lfp
