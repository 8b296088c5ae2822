#pragma once

#include "core/base/registry.h"
#include "widgets/controls/choice_items.h"
#include "widgets/controls/settings_form.h"

#include <QWidget>

namespace lfp {

class ChoiceField;
class FormulaLabel;

/// Chooses an entry of a registry (rule, feedback function, optimiser, schedule) and shows its formula and
/// settings.
class EntryChooser final : public QWidget {
  Q_OBJECT

 public:
  EntryChooser(const QString& label, const QList<ChoiceItem>& items, QWidget* parent = nullptr);

  /// Hides the formula to save room.
  void hide_formula() { shows_formula_ = false; }
  /// `more` checks the settings beyond the entry's own check; it may be empty.
  void show_choice(const EntryInfo& info, const Choice& choice, const SettingsForm::Check& more = {});
  /// Shows the last valid values again instead of those that were rejected.
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
