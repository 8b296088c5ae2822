#pragma once

#include "widgets/panels/experiment_editor.h"
#include "widgets/style/themed.h"

#include <QList>
#include <QWidget>
#include <functional>

class QButtonGroup;
class QHBoxLayout;
class QLabel;

namespace lfp {

class ChoiceField;
class FormulaLabel;
class RunButton;
class Section;
class SettingsForm;

/// How each run learns: a tab for each run, its method, rule, feedback function, optimiser and clipping. All
/// but the method takes effect at the next step.
class MethodSection final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit MethodSection(ExperimentEditor& editor, QWidget* parent = nullptr);

  std::size_t run() const { return run_; }
  void set_run(std::size_t run);
  /// Why the method itself cannot be changed now.
  void set_locked(const QString& reason);
  void set_theme(const Theme& theme) override;

 signals:
  void run_changed(std::size_t run);

 private:
  /// A registered thing to choose, with its formula and its settings.
  struct Chooser {
    ChoiceField* field = nullptr;
    FormulaLabel* formula = nullptr;
    SettingsForm* form = nullptr;
  };

  Chooser make_chooser(const QString& label, const QString& path, Choice RunSpec::*member,
                       const std::function<const EntryInfo*(const std::string&)>& find);
  void connect_clip();
  void refresh();
  void match_tabs();
  void show_chooser(const Chooser& chooser, const EntryInfo* info, const Choice& choice, bool shown);
  void show_clip(const RunSpec& run);
  void choose_method(const QString& name);
  void rename(std::size_t run);
  void edit_run(const QString& undo_text, RunSpec next, const QString& path = {});
  const RunSpec& spec() const { return editor_.experiment().runs[run_]; }

  ExperimentEditor& editor_;
  Section* section_;
  std::size_t run_ = 0;
  QString lock_reason_;
  Theme theme_;
  QButtonGroup* tabs_;
  QHBoxLayout* tab_row_;
  ChoiceField* method_;
  Chooser rule_;
  Chooser feedback_;
  QWidget* loss_;
  QLabel* loss_name_;
  Chooser optimiser_;
  SettingsForm* clip_switch_;
  SettingsForm* clip_form_;
};

}  // namespace lfp
