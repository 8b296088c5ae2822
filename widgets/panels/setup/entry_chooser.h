#pragma once

#include "core/base/registry.h"
#include "widgets/controls/choice_items.h"
#include "widgets/controls/settings_form.h"

#include <QWidget>

namespace lfp {

class ChoiceField;
class FormulaLabel;

/// A registered thing to choose (rule, feedback function, optimiser, schedule), with its formula and its
/// settings.
class EntryChooser final : public QWidget {
  Q_OBJECT

 public:
  EntryChooser(const QString& label, const QList<ChoiceItem>& items, QWidget* parent = nullptr);

  /// Without the formula, which only would take room.
  void hide_formula() { shows_formula_ = false; }
  /// `more` is what besides the entry's own check may be wrong with the settings; it may be empty.
  void show_choice(const EntryInfo& info, const Choice& choice, const SettingsForm::Check& more = {});
  /// Drops what was refused.
  void take_back();

 signals:
  void chosen(const QString& name);
  void settings_changed(const lfp::Settings& settings);
  void settings_committed(const lfp::Settings& settings);

 private:
  bool shows_formula_ = true;
  ChoiceField* field_;
  FormulaLabel* formula_;
  SettingsForm* form_;
};

}  // namespace lfp
