#include "widgets/panels/setup/entry_chooser.h"

#include "widgets/controls/choice_field.h"
#include "widgets/controls/form_row.h"
#include "widgets/controls/formula_label.h"
#include "widgets/editing/entry_checks.h"

#include <QVBoxLayout>

namespace lfp {

EntryChooser::EntryChooser(const QString& label, const QList<ChoiceItem>& items, QWidget* parent)
    : QWidget(parent),
      field_(new ChoiceField(label, items, this)),
      formula_(new FormulaLabel(this)),
      form_(new SettingsForm(this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(static_cast<int>(FormMeasures::row_gap));
  for (QWidget* part : std::initializer_list<QWidget*>{field_, formula_, form_}) column->addWidget(part);
  field_->setProperty("setting", QStringLiteral("name"));
  connect(field_, &ChoiceField::chosen, this, &EntryChooser::chosen);
  connect(form_, &SettingsForm::settings_changed, this, &EntryChooser::settings_changed);
  connect(form_, &SettingsForm::settings_committed, this, &EntryChooser::settings_committed);
}

void EntryChooser::show_choice(const EntryInfo& info, const Choice& choice, const SettingsForm::Check& more) {
  field_->set_current(QString::fromStdString(info.name));
  formula_->set_formula(shows_formula_ ? QString::fromStdString(info.formula) : QString());
  formula_->setVisible(shows_formula_ && !info.formula.empty());
  form_->set_check(entry_check(info, more));
  form_->set_presets(info.presets);
  form_->set_settings(info.settings, choice.settings);
  form_->setVisible(!info.settings.empty() || !form_->problem().isEmpty());
}

void EntryChooser::take_back() {
  form_->take_back();
}

}  // namespace lfp
