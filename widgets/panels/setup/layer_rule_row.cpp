#include "widgets/panels/setup/layer_rule_row.h"

#include "core/rules/rule.h"
#include "widgets/controls/compact_combo.h"
#include "widgets/controls/run_badge.h"
#include "widgets/controls/settings_form.h"
#include "widgets/editing/entry_checks.h"
#include "widgets/editing/entry_items.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/editing/network_edits.h"
#include "widgets/style/core_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace lfp {

LayerRuleRow::LayerRuleRow(ExperimentEditor& editor, int layer, QWidget* parent)
    : QWidget(parent),
      editor_(editor),
      layer_(layer),
      row_(new QHBoxLayout),
      caption_(new QLabel(tr("Rule"), this)),
      rule_(new CompactCombo(this)),
      form_(new SettingsForm(this)) {
  rule_->setAccessibleName(tr("Rule of layer %1").arg(layer + 1));
  caption_->setBuddy(rule_);
  caption_->setProperty("muted", true);
  row_->addWidget(caption_);
  row_->addWidget(rule_, 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addLayout(row_);
  column->addWidget(form_);
  connect_fields();
}

void LayerRuleRow::connect_fields() {
  connect(rule_, &QComboBox::activated, this, &LayerRuleRow::choose);
  const auto change = [this](const Settings& settings, bool commit) {
    const std::string name = rule_->currentData().toString().toStdString();
    if (!run_ || name.empty()) return;
    editor_.set_layer_rule(*run_, layer_, Choice{.name = name, .settings = settings},
                           ExperimentEditor::merge_id_of(QStringLiteral("layers[%1].rule").arg(layer_)));
    if (commit) editor_.seal();
  };
  connect(form_, &SettingsForm::settings_changed, this,
          [change](const Settings& settings) { change(settings, false); });
  connect(form_, &SettingsForm::settings_committed, this,
          [change](const Settings& settings) { change(settings, true); });
}

void LayerRuleRow::refresh(std::optional<std::size_t> run) {
  if (run != run_) form_->take_back();
  run_ = run;
  const auto& spec = editor_.experiment().network.layers[static_cast<std::size_t>(layer_)];
  const bool has_rule = run && network_edits::has_rule(spec);
  rule_->setVisible(has_rule);
  caption_->setVisible(has_rule);
  form_->setVisible(false);
  if (!has_rule) return;
  name_default(*run);
  const auto own = network_edits::layer_rule(editor_.experiment(), *run, layer_);
  rule_->setCurrentIndex(own ? rule_->findData(QString::fromStdString(own->name)) : 0);
  rule_->set_short_text(!own && narrow_ ? tr("Default") : QString());
  rule_->setToolTip(
      tr("How this layer hands feedback down in run %1").arg(run_letter(static_cast<int>(*run))));
  const auto* info = own ? entry_info(rule_entries(), own->name) : nullptr;
  form_->setVisible(info && !info->settings.empty());
  if (info == nullptr) return;
  form_->set_check(entry_check(*info));
  form_->set_presets(info->presets);
  form_->set_settings(info->settings, own->settings);
}

bool LayerRuleRow::has_own_rule() const {
  return run_ && network_edits::layer_rule(editor_.experiment(), *run_, layer_).has_value();
}

void LayerRuleRow::set_narrow(bool narrow) {
  if (narrow == narrow_) return;
  narrow_ = narrow;
  refresh(run_);
}

void LayerRuleRow::set_theme(const Theme& theme) {
  caption_->setFont(theme.small());
  rule_->setFont(theme.small());
  const int gap = theme.px(4);
  row_->setSpacing(gap);
  layout()->setSpacing(gap);
}

/// Names the first item, the rule of the run's other layers.
void LayerRuleRow::name_default(std::size_t run) {
  const auto* usual = entry_info(rule_entries(), editor_.experiment().runs[run].rule.name);
  const QString first = tr("%1 (default)").arg(usual ? core_text(usual->label) : QString());
  if (rule_->count() == 0)
    add_items(*rule_, QList<ChoiceItem>{{QString(), first, QString()}} + choice_items(rule_entries()));
  rule_->setItemText(0, first);
}

void LayerRuleRow::choose(int index) {
  if (!run_) return;
  const auto* info = entry_info(rule_entries(), rule_->itemData(index).toString().toStdString());
  const auto own = network_edits::layer_rule(editor_.experiment(), *run_, layer_);
  if ((own ? own->name : std::string()) == (info ? info->name : std::string())) return;
  editor_.set_layer_rule(*run_, layer_, info ? std::optional(default_choice(*info)) : std::nullopt);
}

}  // namespace lfp
