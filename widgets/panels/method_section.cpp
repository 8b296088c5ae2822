#include "widgets/panels/method_section.h"

#include "core/feedback/feedback_function.h"
#include "core/rules/rule.h"
#include "core/training/optimiser.h"
#include "widgets/controls/choice_field.h"
#include "widgets/controls/form_row.h"
#include "widgets/controls/formula_label.h"
#include "widgets/controls/run_badge.h"
#include "widgets/controls/run_button.h"
#include "widgets/controls/section.h"
#include "widgets/controls/settings_form.h"
#include "widgets/panels/entry_items.h"
#include "widgets/panels/lock.h"
#include "widgets/panels/run_names.h"

#include <QAction>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace lfp {
namespace {

constexpr const char* lfp_name = "lfp";
constexpr const char* gradient_name = "gradient";
constexpr const char* clip_name = "clip";
constexpr const char* clip_norm_name = "clip_norm";
constexpr double usual_clip_norm = 3.0;

std::vector<SettingInfo> clip_switch() {
  return {flag_setting(
      clip_name, MethodSection::tr("Clip long updates").toStdString(),
      MethodSection::tr("Shortens an update that is longer than the norm below, over all parameters")
          .toStdString(),
      false)};
}

std::vector<SettingInfo> clip_settings() {
  return {with_usual_range(
      real_setting(clip_norm_name, MethodSection::tr("Clip norm").toStdString(),
                   MethodSection::tr("The greatest Euclidean norm that an update may have").toStdString(),
                   usual_clip_norm, 1e-9, 1e9, true),
      1e-2, 1e2)};
}

}  // namespace

MethodSection::MethodSection(ExperimentEditor& editor, QWidget* parent)
    : QWidget(parent),
      editor_(editor),
      section_(new Section(tr("Method"), this)),
      theme_(Theme::make(Theme::Kind::light)),
      tabs_(new QButtonGroup(this)),
      tab_row_(new QHBoxLayout),
      method_(new ChoiceField(
          tr("Method"),
          {{lfp_name, tr("LFP"), tr("Layer-wise feedback propagation: no derivative is taken anywhere")},
           {gradient_name, tr("Gradient"), tr("Gradient descent by backpropagation, for comparison")}},
          this)),
      loss_(new QWidget(this)),
      loss_name_(new QLabel(loss_)),
      clip_switch_(new SettingsForm(this)),
      clip_form_(new SettingsForm(this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(section_);
  tab_row_->setSpacing(6);
  section_->content()->addLayout(tab_row_);
  section_->content()->addWidget(method_);
  rule_ = make_chooser(tr("Rule"), QStringLiteral("rule"), &RunSpec::rule,
                       [](const std::string& name) { return entry_info(rule_entries(), name); });
  rule_.field->set_items(choice_items(rule_entries()));
  feedback_ = make_chooser(tr("Feedback"), QStringLiteral("feedback"), &RunSpec::feedback,
                           [](const std::string& name) { return entry_info(feedback_entries(), name); });
  feedback_.field->set_items(choice_items(feedback_entries()));
  auto* loss_row = make_row(*loss_, tr("Loss"), tr("What gradient descent makes small"));
  loss_row->addWidget(loss_name_, 1);
  loss_->setLayout(loss_row);
  section_->content()->addWidget(loss_);
  optimiser_ = make_chooser(tr("Optimiser"), QStringLiteral("optimiser"), &RunSpec::optimiser,
                            [](const std::string& name) { return entry_info(optimiser_entries(), name); });
  optimiser_.field->set_items(choice_items(optimiser_entries()));
  section_->content()->addWidget(clip_switch_);
  section_->content()->addWidget(clip_form_);

  connect(tabs_, &QButtonGroup::idClicked, this, [this](int run) { set_run(static_cast<std::size_t>(run)); });
  connect(method_, &ChoiceField::chosen, this, &MethodSection::choose_method);
  connect_clip();
  connect(&editor_, &ExperimentEditor::experiment_changed, this, &MethodSection::refresh);
  refresh();
}

MethodSection::Chooser MethodSection::make_chooser(
    const QString& label, const QString& path, Choice RunSpec::*member,
    const std::function<const EntryInfo*(const std::string&)>& find) {
  const Chooser chooser{new ChoiceField(label, {}, this), new FormulaLabel(this), new SettingsForm(this)};
  for (QWidget* part : std::initializer_list<QWidget*>{chooser.field, chooser.formula, chooser.form})
    section_->content()->addWidget(part);
  connect(chooser.field, &ChoiceField::chosen, this, [this, label, member, find](const QString& name) {
    const auto* info = find(name.toStdString());
    RunSpec next = spec();
    if (info == nullptr || (next.*member).name == info->name) return;
    next.*member = default_choice(*info);
    edit_run(tr("Choose %1").arg(label.toLower()), std::move(next));
  });
  const auto change = [this, label, path, member](const Settings& settings, bool commit) {
    RunSpec next = spec();
    (next.*member).settings = settings;
    edit_run(tr("Change %1").arg(label.toLower()), std::move(next), path);
    if (commit) editor_.seal();
  };
  connect(chooser.form, &SettingsForm::settings_changed, this,
          [change](const Settings& settings) { change(settings, false); });
  connect(chooser.form, &SettingsForm::settings_committed, this,
          [change](const Settings& settings) { change(settings, true); });
  return chooser;
}

void MethodSection::connect_clip() {
  connect(clip_switch_, &SettingsForm::settings_committed, this, [this](const Settings& settings) {
    RunSpec next = spec();
    next.clip_norm = settings.flag(clip_name) ? std::optional(usual_clip_norm) : std::nullopt;
    edit_run(tr("Switch clipping"), std::move(next));
  });
  const auto change = [this](const Settings& settings, bool commit) {
    RunSpec next = spec();
    next.clip_norm = settings.real(clip_norm_name);
    edit_run(tr("Change clipping"), std::move(next), QStringLiteral("clip_norm"));
    if (commit) editor_.seal();
  };
  connect(clip_form_, &SettingsForm::settings_changed, this,
          [change](const Settings& settings) { change(settings, false); });
  connect(clip_form_, &SettingsForm::settings_committed, this,
          [change](const Settings& settings) { change(settings, true); });
}

void MethodSection::set_run(std::size_t run) {
  if (run >= editor_.experiment().runs.size()) return;
  const bool is_other = run != run_;
  run_ = run;
  refresh();
  if (is_other) emit run_changed(run);
}

void MethodSection::set_locked(const QString& reason) {
  lock_reason_ = reason;
  set_lock(*method_, reason);
}

void MethodSection::set_theme(const Theme& theme) {
  theme_ = theme;
  fit_row(*static_cast<QHBoxLayout*>(loss_->layout()), theme);
}

void MethodSection::refresh() {
  match_tabs();
  const auto& runs = editor_.experiment().runs;
  setVisible(!runs.empty());
  if (runs.empty()) return;
  section_->set_summary(runs.size() > 1 ? tr("weights shared") : QString());
  const RunSpec& run = spec();
  const bool is_lfp = run.method == Method::lfp;
  method_->set_current(is_lfp ? lfp_name : gradient_name);
  show_chooser(rule_, entry_info(rule_entries(), run.rule.name), run.rule, is_lfp);
  show_chooser(feedback_, entry_info(feedback_entries(), run.feedback.name), run.feedback, is_lfp);
  loss_->setVisible(!is_lfp);
  loss_name_->setText(readable_name(QString::fromStdString(run.loss)));
  show_chooser(optimiser_, entry_info(optimiser_entries(), run.optimiser.name), run.optimiser, true);
  // How the weights move is said by the rule; the optimiser's formula would only take room.
  optimiser_.formula->hide();
  show_clip(run);
  set_locked(lock_reason_);
}

void MethodSection::match_tabs() {
  const auto& runs = editor_.experiment().runs;
  QStringList names;
  for (const RunSpec& run : runs) names.append(QString::fromStdString(run.name));
  QStringList shown;
  for (const QAbstractButton* tab : tabs_->buttons()) shown.append(tab->text());
  if (names != shown) {
    for (QAbstractButton* tab : tabs_->buttons()) {
      tabs_->removeButton(tab);
      tab->hide();
      tab->deleteLater();
    }
    for (int run = 0; run < names.size(); ++run) {
      auto* tab = new RunButton(run, names[run], this);
      tab->set_theme(theme_);
      tab->setToolTip(names[run]);
      auto* rename_action = new QAction(tr("Rename run %1...").arg(run_letter(run)), tab);
      connect(rename_action, &QAction::triggered, this,
              [this, run] { rename(static_cast<std::size_t>(run)); });
      tab->addAction(rename_action);
      tab->setContextMenuPolicy(Qt::ActionsContextMenu);
      tabs_->addButton(tab, run);
      tab_row_->addWidget(tab, 1);
    }
  }
  if (run_ >= runs.size()) run_ = 0;
  if (auto* tab = tabs_->button(static_cast<int>(run_))) tab->setChecked(true);
}

void MethodSection::show_chooser(const Chooser& chooser, const EntryInfo* info, const Choice& choice,
                                 bool shown) {
  chooser.field->setVisible(shown);
  chooser.formula->setVisible(shown && info && !info->formula.empty());
  chooser.form->setVisible(shown && info && !info->settings.empty());
  if (info == nullptr) return;
  chooser.field->set_current(QString::fromStdString(info->name));
  chooser.formula->set_formula(shown ? QString::fromStdString(info->formula) : QString());
  chooser.form->set_settings(info->settings, choice.settings);
}

void MethodSection::show_clip(const RunSpec& run) {
  Settings on;
  on.set(clip_name, run.clip_norm.has_value());
  clip_switch_->set_settings(clip_switch(), on);
  Settings norm;
  norm.set(clip_norm_name, run.clip_norm.value_or(usual_clip_norm));
  clip_form_->set_settings(clip_settings(), norm);
  clip_form_->setVisible(run.clip_norm.has_value());
}

void MethodSection::choose_method(const QString& name) {
  RunSpec next = spec();
  next.method = name == lfp_name ? Method::lfp : Method::gradient;
  edit_run(tr("Choose the method"), std::move(next));
}

void MethodSection::rename(std::size_t run) {
  const auto& runs = editor_.experiment().runs;
  bool accepted = false;
  const QString letter = run_letter(static_cast<int>(run));
  const QString name =
      QInputDialog::getText(this, tr("Rename run %1").arg(letter), tr("Name"), QLineEdit::Normal,
                            QString::fromStdString(runs[run].name), &accepted)
          .trimmed();
  const bool is_taken = std::any_of(runs.begin(), runs.end(),
                                    [&](const RunSpec& other) { return other.name == name.toStdString(); });
  if (!accepted || name.isEmpty() || is_taken) return;
  Experiment next = editor_.experiment();
  next.runs[run].name = name.toStdString();
  editor_.edit(tr("Rename run %1").arg(letter), std::move(next));
}

void MethodSection::edit_run(const QString& undo_text, RunSpec next, const QString& path) {
  const int merge_id =
      path.isEmpty() ? -1 : ExperimentEditor::merge_id_of(QStringLiteral("runs[%1].%2").arg(run_).arg(path));
  editor_.edit(undo_text, with_run(editor_.experiment(), run_, std::move(next)), merge_id);
}

}  // namespace lfp
