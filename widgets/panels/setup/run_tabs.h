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

/// The runs of the experiment: a button for each, two in a row, that chooses which one is edited; below them
/// the name of the chosen one, to be typed, and buttons that add, duplicate and remove. On the buttons of the
/// runs F2 goes to the name, Delete removes, the arrow keys choose.
class RunTabs final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit RunTabs(ExperimentEditor& editor, QWidget* parent = nullptr);

  std::size_t run() const { return run_; }
  /// Shows what the experiment has by now; `run` is the chosen one.
  void refresh(std::size_t run);
  /// Why no run can be added now.
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
