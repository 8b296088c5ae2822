#include "widgets/panels/setup/method_section.h"

#include "core/activations/activation.h"
#include "core/feedback/feedback_function.h"
#include "core/optimisers/optimiser.h"
#include "core/optimisers/schedule.h"
#include "core/rules/rule.h"
#include "widgets/controls/choice_field.h"
#include "widgets/controls/lock.h"
#include "widgets/controls/section.h"
#include "widgets/editing/composite_items.h"
#include "widgets/editing/entry_items.h"
#include "widgets/editing/output_edits.h"
#include "widgets/editing/run_names.h"
#include "widgets/panels/setup/clip_field.h"
#include "widgets/panels/setup/entry_chooser.h"
#include "widgets/panels/setup/run_tabs.h"

#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace lfp {
namespace {

constexpr const char* lfp_name = "lfp";
constexpr const char* gradient_name = "gradient";
constexpr double usual_clip_norm = 3.0;
constexpr double usual_clip_value = 1.0;

template <auto entries>
const EntryInfo* find_info(const std::string& name) {
  return entry_info(entries(), name);
}

QList<ChoiceItem> loss_items(bool are_values) {
  const ChoiceItem squared{QStringLiteral("squared_error"), MethodSection::tr("Squared error"),
                           MethodSection::tr("How far the outputs are from their targets, squared")};
  if (are_values) return {squared};
  return {{QStringLiteral("cross_entropy"), MethodSection::tr("Cross entropy"),
           MethodSection::tr("How unlikely the label is according to softmax")},
          squared};
}

QList<ChoiceItem> surrogate_items() {
  QList<ChoiceItem> items;
  for (const std::string& name : surrogate_names()) {
    const QString text = QString::fromStdString(name);
    items.append({text, readable_name(text), {}});
  }
  return items;
}

}  // namespace

MethodSection::MethodSection(ExperimentEditor& editor, QWidget* parent)
    : QWidget(parent),
      editor_(editor),
      section_(new Section(tr("Method"), this)),
      tabs_(new RunTabs(editor, this)),
      method_(new ChoiceField(
          tr("Method"),
          {{lfp_name, tr("LFP"), tr("Layer-wise feedback propagation: no derivative is taken anywhere")},
           {gradient_name, tr("Gradient"), tr("Gradient descent by backpropagation, for comparison")}},
          this)),
      rule_(make_chooser(tr("Rule"), choice_items(rule_entries()), QStringLiteral("rule"), &RunSpec::rule,
                         find_info<rule_entries>)),
      composite_(new ChoiceField(tr("Rules"), {}, this)),
      feedback_(make_chooser(tr("Feedback"), choice_items(feedback_entries()), QStringLiteral("feedback"),
                             &RunSpec::feedback, find_info<feedback_entries>)),
      loss_(
          make_choice(tr("Loss"), tr("What gradient descent minimises"), loss_items(false), &RunSpec::loss)),
      surrogate_(make_choice(tr("Surrogate"),
                             tr("What stands in for the derivative of steps and spikes, which have none"),
                             surrogate_items(), &RunSpec::surrogate)),
      optimiser_(make_chooser(tr("Optimiser"), choice_items(optimiser_entries()), QStringLiteral("optimiser"),
                              &RunSpec::optimiser, find_info<optimiser_entries>)),
      schedule_(make_chooser(tr("Schedule"), choice_items(schedule_entries()), QStringLiteral("schedule"),
                             &RunSpec::schedule, find_info<schedule_entries>)),
      clip_norm_(
          new ClipField({tr("Clip by norm"),
                         tr("Shortens an update that is longer than the norm below, over all parameters"),
                         tr("Clip norm"), tr("The greatest Euclidean norm that an update may have")},
                        usual_clip_norm, this)),
      clip_value_(new ClipField(
          {tr("Clip by value"),
           tr("Limits every number of an update to the bound below, before its norm "
              "is looked at"),
           tr("Clip value"), tr("The greatest size that a single number of an update may have")},
          usual_clip_value, this)) {
  build();
  connect(tabs_, &RunTabs::chosen, this, &MethodSection::set_run);
  connect(method_, &ChoiceField::chosen, this, &MethodSection::choose_method);
  connect(composite_, &ChoiceField::chosen, this, &MethodSection::choose_composite);
  composite_->setToolTip(tr("Known ways to give layers different rules; a layer's card sets its own"));
  connect_clip(clip_norm_, QStringLiteral("clip_norm"), &RunSpec::clip_norm);
  connect_clip(clip_value_, QStringLiteral("clip_value"), &RunSpec::clip_value);
  connect(&editor_, &ExperimentEditor::experiment_changed, this, &MethodSection::refresh);
  connect(&editor_, &ExperimentEditor::data_facts_changed, this, &MethodSection::refresh);
  refresh();
}

void MethodSection::build() {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(section_);
  section_->content()->addWidget(tabs_);
  // The formulas of optimiser and schedule would only take up room.
  optimiser_->hide_formula();
  schedule_->hide_formula();
  // Rule and learning rate come first because they are changed most often.
  for (QWidget* part : std::initializer_list<QWidget*>{method_, rule_, optimiser_, composite_, feedback_,
                                                       loss_, surrogate_, schedule_, clip_norm_, clip_value_})
    section_->content()->addWidget(part);
}

EntryChooser* MethodSection::make_chooser(const QString& label, const QList<ChoiceItem>& items,
                                          const QString& path, Choice RunSpec::*member,
                                          const std::function<const EntryInfo*(const std::string&)>& find) {
  auto* chooser = new EntryChooser(label, items, this);
  connect(chooser, &EntryChooser::chosen, this, [this, label, member, find](const QString& name) {
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
  connect(chooser, &EntryChooser::settings_changed, this,
          [change](const Settings& settings) { change(settings, false); });
  connect(chooser, &EntryChooser::settings_committed, this,
          [change](const Settings& settings) { change(settings, true); });
  return chooser;
}

ChoiceField* MethodSection::make_choice(const QString& label, const QString& tooltip,
                                        const QList<ChoiceItem>& items, std::string RunSpec::*member) {
  auto* field = new ChoiceField(label, items, this);
  field->setToolTip(tooltip);
  connect(field, &ChoiceField::chosen, this, [this, label, member](const QString& name) {
    RunSpec next = spec();
    next.*member = name.toStdString();
    edit_run(tr("Choose %1").arg(label.toLower()), std::move(next));
  });
  return field;
}

void MethodSection::connect_clip(ClipField* field, const QString& path,
                                 std::optional<double> RunSpec::*member) {
  connect(field, &ClipField::switched, this, [this, member](std::optional<double> bound) {
    RunSpec next = spec();
    next.*member = bound;
    edit_run(tr("Switch clipping"), std::move(next));
  });
  connect(field, &ClipField::bound_changed, this, [this, path, member](double bound, bool commit) {
    RunSpec next = spec();
    next.*member = bound;
    edit_run(tr("Change clipping"), std::move(next), path);
    if (commit) editor_.seal();
  });
}

void MethodSection::set_run(std::size_t run) {
  if (run >= editor_.experiment().runs.size()) return;
  const bool is_other = run != run_;
  run_ = run;
  if (is_other)
    for (EntryChooser* chooser : {rule_, feedback_, optimiser_, schedule_}) chooser->take_back();
  refresh();
  if (is_other) emit run_changed(run);
}

void MethodSection::set_locked(const QString& reason) {
  lock_reason_ = reason;
  set_lock(*method_, reason);
  tabs_->set_locked(reason.isEmpty() ? QString() : tr("Pause to add a run: it starts training anew"));
}

void MethodSection::refresh() {
  const auto& runs = editor_.experiment().runs;
  setVisible(!runs.empty());
  if (runs.empty()) return;
  const std::size_t last = runs.size() - 1;
  if (run_ > last) return set_run(last);
  tabs_->refresh(run_);
  section_->set_summary(runs.size() > 1 ? tr("same initial weights") : QString());
  name_paths();
  const RunSpec& run = spec();
  const bool is_lfp = run.method == Method::lfp;
  method_->set_current(is_lfp ? lfp_name : gradient_name);
  rule_->setVisible(is_lfp);
  composite_->setVisible(is_lfp);
  feedback_->setVisible(is_lfp);
  loss_->setVisible(!is_lfp);
  surrogate_->setVisible(!is_lfp);
  if (const auto* info = entry_info(rule_entries(), run.rule.name)) rule_->show_choice(*info, run.rule);
  show_feedback();
  show_loss();
  show_composite();
  surrogate_->set_current(QString::fromStdString(run.surrogate));
  if (const auto* info = entry_info(optimiser_entries(), run.optimiser.name))
    optimiser_->show_choice(*info, run.optimiser);
  if (const auto* info = entry_info(schedule_entries(), run.schedule.name))
    schedule_->show_choice(*info, run.schedule);
  clip_norm_->show_bound(run.clip_norm);
  clip_value_->show_bound(run.clip_value);
  set_locked(lock_reason_);
}

/// Names the settings' paths for their context menus.
void MethodSection::name_paths() {
  const QString path = QStringLiteral("runs[%1]").arg(run_);
  setProperty("settings_path", path);
  const std::pair<QWidget*, const char*> parts[] = {
      {rule_, "rule"}, {feedback_, "feedback"}, {optimiser_, "optimiser"}, {schedule_, "schedule"}};
  for (const auto& [part, name] : parts)
    part->setProperty("settings_path", path + QLatin1Char('.') + QLatin1String(name));
  clip_norm_->setProperty("setting", QStringLiteral("clip_norm"));
}

/// Some feedback functions need certain outputs, or have a number for each output.
void MethodSection::show_feedback() {
  const Choice& feedback = spec().feedback;
  const auto* entry = find_registered(feedback_entries(), feedback.name);
  if (entry == nullptr) return;
  const auto& facts = editor_.data_facts();
  SettingsForm::Check fits_outputs;
  if (facts && spec().method == Method::lfp)
    fits_outputs = [entry, kind = given_outputs(editor_.experiment(), *facts)](const Settings& settings) {
      entry->make(settings)->check(kind, "x");
    };
  feedback_->show_choice(entry->info, feedback, fits_outputs);
}

void MethodSection::show_loss() {
  const auto& facts = editor_.data_facts();
  const auto items = loss_items(facts && wanted_outputs(editor_.experiment(), *facts).classes == 0);
  if (loss_->combo()->count() != items.size()) loss_->set_items(items);
  loss_->set_current(QString::fromStdString(spec().loss));
}

void MethodSection::show_composite() {
  const NetworkSpec& network = editor_.experiment().network;
  const auto items = composite_items(spec(), network);
  if (composite_->combo()->count() != items.size()) composite_->set_items(items);
  composite_->set_current(current_composite(spec(), network));
}

void MethodSection::choose_composite(const QString& name) {
  const NetworkSpec& network = editor_.experiment().network;
  if (name == current_composite(spec(), network)) return;
  RunSpec next = spec();
  next.composite = composite_of(name, network);
  edit_run(tr("Choose rules per layer"), std::move(next));
}

void MethodSection::choose_method(const QString& name) {
  RunSpec next = spec();
  next.method = name == lfp_name ? Method::lfp : Method::gradient;
  edit_run(tr("Choose the method"), std::move(next));
}

void MethodSection::edit_run(const QString& undo_text, RunSpec next, const QString& path) {
  const int merge_id =
      path.isEmpty() ? -1 : ExperimentEditor::merge_id_of(QStringLiteral("runs[%1].%2").arg(run_).arg(path));
  editor_.edit(undo_text, with_run(editor_.experiment(), run_, std::move(next)), merge_id);
}

}  // namespace lfp
