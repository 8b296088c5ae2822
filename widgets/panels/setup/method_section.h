#pragma once

#include "core/base/registry.h"
#include "widgets/controls/choice_items.h"
#include "widgets/editing/experiment_editor.h"

#include <QList>
#include <QWidget>
#include <functional>
#include <optional>
#include <string>

namespace lfp {

class ChoiceField;
class ClipField;
class EntryChooser;
class RunTabs;
class Section;

/// How each run learns: a tab for each run with its method, rule, feedback function or loss, optimiser,
/// schedule and clipping. Changes of all but the method take effect at the next step.
class MethodSection final : public QWidget {
  Q_OBJECT

 public:
  explicit MethodSection(ExperimentEditor& editor, QWidget* parent = nullptr);

  std::size_t run() const { return run_; }
  void set_run(std::size_t run);
  /// Sets the reason why the method cannot be changed at present.
  void set_locked(const QString& reason);

 signals:
  void run_changed(std::size_t run);

 private:
  EntryChooser* make_chooser(const QString& label, const QList<ChoiceItem>& items, const QString& path,
                             Choice RunSpec::*member,
                             const std::function<const EntryInfo*(const std::string&)>& find);
  ChoiceField* make_choice(const QString& label, const QString& tooltip, const QList<ChoiceItem>& items,
                           std::string RunSpec::*member);
  void connect_clip(ClipField* field, const QString& path, std::optional<double> RunSpec::*member);
  void build();
  void refresh();
  void name_paths();
  void show_feedback();
  void show_loss();
  void show_composite();
  void choose_composite(const QString& name);
  void choose_method(const QString& name);
  void edit_run(const QString& undo_text, RunSpec next, const QString& path = {});
  const RunSpec& spec() const { return editor_.experiment().runs[run_]; }

  ExperimentEditor& editor_;
  Section* section_;
  std::size_t run_ = 0;
  QString lock_reason_;
  RunTabs* tabs_;
  ChoiceField* method_;
  EntryChooser* rule_;
  ChoiceField* composite_;
  EntryChooser* feedback_;
  ChoiceField* loss_;
  ChoiceField* surrogate_;
  EntryChooser* optimiser_;
  EntryChooser* schedule_;
  ClipField* clip_norm_;
  ClipField* clip_value_;
};

}  // namespace lfp
