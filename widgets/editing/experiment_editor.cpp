#include "widgets/editing/experiment_editor.h"

#include "widgets/controls/run_badge.h"
#include "widgets/editing/filled_settings.h"
#include "widgets/editing/layer_sizes.h"
#include "widgets/editing/network_edits.h"
#include "widgets/editing/output_edits.h"
#include "widgets/editing/run_names.h"

#include <QAction>
#include <QUndoCommand>
#include <algorithm>
#include <optional>
#include <utility>

namespace lfp {
namespace {

/// Runs changed places: some run's name is now found at another one.
bool are_reordered(const std::vector<RunSpec>& before, const std::vector<RunSpec>& after) {
  for (std::size_t i = 0; i < before.size(); ++i)
    for (std::size_t k = 0; k < after.size(); ++k)
      if (k != i && before[i].name == after[k].name && before[i].name != after[i].name &&
          before[k].name != after[k].name)
        return true;
  return false;
}

/// Which run is gone, where that is all that has changed in the runs.
std::optional<std::size_t> removed_run(const std::vector<RunSpec>& before,
                                       const std::vector<RunSpec>& after) {
  if (after.empty() || before.size() != after.size() + 1) return std::nullopt;
  const auto [gone, rest] = std::mismatch(before.begin(), before.end() - 1, after.begin());
  if (!std::equal(gone + 1, before.end(), rest, after.end())) return std::nullopt;
  return static_cast<std::size_t>(gone - before.begin());
}

}  // namespace

bool needs_restart(const Experiment& before, const Experiment& after) {
  if (before.dataset != after.dataset || before.network != after.network || before.seed != after.seed)
    return true;
  if (before.autoencode != after.autoencode) return true;
  if (before.batch_size != after.batch_size || before.batch_reduction != after.batch_reduction) return true;
  if (before.folder != after.folder && !is_toy(after.dataset)) return true;
  if (removed_run(before.runs, after.runs)) return false;
  const auto same_method = [](const RunSpec& a, const RunSpec& b) { return a.method == b.method; };
  return !std::equal(before.runs.begin(), before.runs.end(), after.runs.begin(), after.runs.end(),
                     same_method) ||
         are_reordered(before.runs, after.runs);
}

/// One undo step: the whole experiment before and after.
class ExperimentEditor::Change final : public QUndoCommand {
 public:
  Change(ExperimentEditor& editor, const QString& text, Experiment after, int merge_id, bool always_load)
      : QUndoCommand(text),
        editor_(editor),
        before_(editor.experiment_),
        after_(std::move(after)),
        merge_id_(merge_id),
        generation_(editor.generation_),
        always_load_(always_load) {}

  /// The last run of `after` is one that goes on from where `parent` stands.
  void fork_of(std::size_t parent) { parent_ = parent; }

  bool restarts() const { return always_load_ || (!parent_ && needs_restart(before_, after_)); }
  /// A run taken away, which started nothing anew, has to start where it comes back.
  bool undoing_restarts() const { return always_load_ || needs_restart(after_, before_); }

  void undo() override { editor_.apply(before_, always_load_); }
  void redo() override {
    editor_.fork_parent_ = parent_;
    editor_.apply(after_, always_load_);
  }
  int id() const override { return merge_id_; }

  bool mergeWith(const QUndoCommand* other) override {
    const auto& next = static_cast<const Change&>(*other);
    if (next.generation_ != generation_) return false;
    after_ = next.after_;
    setObsolete(after_ == before_);
    return true;
  }

 private:
  ExperimentEditor& editor_;
  Experiment before_;
  Experiment after_;
  int merge_id_;
  int generation_;
  bool always_load_;
  std::optional<std::size_t> parent_;
};

ExperimentEditor::ExperimentEditor(Experiment experiment, QObject* parent)
    : QObject(parent),
      experiment_(with_filled_settings(std::move(experiment))),
      sent_(experiment_),
      undo_action_(new QAction(this)),
      redo_action_(new QAction(this)) {
  facts_ = find_facts(experiment_.dataset);
  find_problem();
  undo_action_->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Z));
  redo_action_->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z));
  connect(undo_action_, &QAction::triggered, this, [this] { undo_stack_.undo(); });
  connect(redo_action_, &QAction::triggered, this, [this] { undo_stack_.redo(); });
  connect(&undo_stack_, &QUndoStack::indexChanged, this, &ExperimentEditor::update_actions);
  update_actions();
}

command::Load ExperimentEditor::load_command() const {
  command::Load load{experiment_};
  load.experiment.stop = {};
  if (known_.choice == experiment_.dataset && known_.seed == experiment_.seed &&
      known_.folder == experiment_.folder)
    load.dataset = known_.data;
  return load;
}

void ExperimentEditor::replace(Experiment experiment, const QString& undo_text,
                               std::shared_ptr<const SessionFile> session) {
  session_ = std::move(session);
  push(undo_text, with_filled_settings(std::move(experiment)), -1, true);
  session_.reset();
}

void ExperimentEditor::edit(const QString& undo_text, Experiment next, int merge_id) {
  next = with_filled_settings(std::move(next));
  const auto facts = next.dataset == experiment_.dataset ? facts_ : find_facts(next.dataset);
  next = network_edits::with_fitting_coding(std::move(next));
  if (facts) next = with_fitting_outputs(std::move(next), *facts, experiment_, facts_);
  const bool is_called_like_its_data = facts_ && next.name == facts_->name && next.name == experiment_.name;
  if (facts && is_called_like_its_data) next.name = facts->name;
  if (next != experiment_) push(undo_text, std::move(next), merge_id, false);
}

int ExperimentEditor::merge_id_of(const QString& path) {
  constexpr std::size_t positive_bits = 0x7fffffff;
  return static_cast<int>(qHash(path) & positive_bits);
}

void ExperimentEditor::add_layer(int after) {
  edit(tr("Add a layer"), network_edits::with_layer_added(experiment_, after));
}

void ExperimentEditor::remove_layer(int layer) {
  edit(tr("Remove layer %1").arg(layer + 1), network_edits::with_layer_removed(experiment_, layer));
}

void ExperimentEditor::move_layer(int from, int to) {
  edit(tr("Move layer %1").arg(from + 1), network_edits::with_layer_moved(experiment_, from, to));
}

void ExperimentEditor::set_units(int layer, std::int64_t units) {
  edit(tr("Change the units of layer %1").arg(layer + 1),
       network_edits::with_units(experiment_, layer, units),
       merge_id_of(QStringLiteral("layers[%1].units").arg(layer)));
}

void ExperimentEditor::set_kind(int layer, const std::string& kind) {
  edit(tr("Change the kind of layer %1").arg(layer + 1), network_edits::with_kind(experiment_, layer, kind));
}

void ExperimentEditor::set_frozen(int layer, bool frozen) {
  edit(frozen ? tr("Freeze layer %1").arg(layer + 1) : tr("Let layer %1 learn").arg(layer + 1),
       network_edits::with_frozen(experiment_, layer, frozen));
}

void ExperimentEditor::set_activation(int layer, Choice activation, int merge_id) {
  edit(tr("Change the activation of layer %1").arg(layer + 1),
       network_edits::with_activation(experiment_, layer, std::move(activation)), merge_id);
}

void ExperimentEditor::set_layer_rule(std::size_t run, int layer, std::optional<Choice> rule, int merge_id) {
  edit(tr("Change the rule of layer %1").arg(layer + 1),
       network_edits::with_layer_rule(experiment_, run, layer, std::move(rule)), merge_id);
}

void ExperimentEditor::add_run() {
  if (experiment_.runs.size() < most_runs) edit(tr("Add a run"), with_run_added(experiment_));
}

void ExperimentEditor::duplicate_run(std::size_t run) {
  if (experiment_.runs.size() >= most_runs) return;
  edit(tr("Duplicate %1").arg(QString::fromStdString(experiment_.runs.at(run).name)),
       with_run_duplicated(experiment_, run));
}

void ExperimentEditor::rename_run(std::size_t run, const QString& name) {
  if (!name_problem(experiment_, run, name.toStdString()).isEmpty()) return;
  Experiment next = experiment_;
  const QString before = QString::fromStdString(std::exchange(next.runs.at(run).name, name.toStdString()));
  edit(tr("Rename %1").arg(before), std::move(next));
}

void ExperimentEditor::remove_run(std::size_t run) {
  if (experiment_.runs.size() < 2) return;
  Experiment next = experiment_;
  const QString name = QString::fromStdString(next.runs.at(run).name);
  next.runs.erase(next.runs.begin() + static_cast<std::ptrdiff_t>(run));
  edit(tr("Remove %1").arg(name), std::move(next));
}

void ExperimentEditor::fork_run(std::size_t run, std::int64_t step) {
  Experiment next = experiment_;
  RunSpec fork = next.runs[run];
  fork.name = free_run_name(next, fork.name + tr(" from %1").arg(step).toStdString());
  next.runs.push_back(std::move(fork));
  auto* change = new Change(*this, tr("Fork %1").arg(QString::fromStdString(experiment_.runs[run].name)),
                            std::move(next), -1, false);
  change->fork_of(run);
  undo_stack_.push(change);
  update_actions();
  emit forked(experiment_.runs.size() - 1);
}

void ExperimentEditor::set_snapshot(const SnapshotPointer& snapshot) {
  if (!snapshot) return;
  if (snapshot->running != running_) {
    running_ = snapshot->running;
    update_actions();
    emit running_changed(running_);
  }
  if (snapshot->dataset && snapshot->experiment && known_.data != snapshot->dataset)
    set_data(*snapshot->experiment, snapshot->dataset);
}

void ExperimentEditor::set_data(const Experiment& experiment, const std::shared_ptr<const Dataset>& data) {
  known_ = {.choice = experiment.dataset, .seed = experiment.seed, .folder = experiment.folder, .data = data};
  set_data_facts(experiment.dataset, facts_of(*data));
}

void ExperimentEditor::set_data_facts(const Choice& choice, DataFacts facts) {
  if (choice == experiment_.dataset) take_facts(facts);
  if (is_toy(choice)) return;
  file_choice_ = choice;
  file_facts_ = std::move(facts);
}

void ExperimentEditor::push(const QString& undo_text, Experiment next, int merge_id, bool always_load) {
  // The stack carries the change out and then merges it with the one before.
  undo_stack_.push(new Change(*this, undo_text, std::move(next), merge_id, always_load));
  update_actions();
}

void ExperimentEditor::apply(const Experiment& next, bool always_load) {
  const Experiment before = std::exchange(experiment_, next);
  if (before.dataset != experiment_.dataset || always_load) take_facts(find_facts(experiment_.dataset));
  must_load_ = must_load_ || always_load;
  find_problem();
  emit experiment_changed();
  bring_to_engine();
}

/// Not while something does not fit: a person is still building it.
void ExperimentEditor::bring_to_engine() {
  if (!training_problem_.isEmpty()) return;
  const Experiment before = std::exchange(sent_, experiment_);
  if (fork_at_engine(before) || remove_at_engine(before)) return;
  if (std::exchange(must_load_, false) || needs_restart(before, experiment_)) {
    command::Load load = load_command();
    load.session = std::move(session_);
    emit command_issued(load);
    return;
  }
  for (std::size_t run = 0; run < experiment_.runs.size(); ++run)
    if (before.runs[run] != experiment_.runs[run])
      emit command_issued(command::ChangeRun{.run = run, .spec = experiment_.runs[run]});
}

bool ExperimentEditor::fork_at_engine(const Experiment& before) {
  const auto parent = std::exchange(fork_parent_, std::nullopt);
  if (!parent || must_load_ || before.runs.size() + 1 != experiment_.runs.size()) return false;
  Experiment forked = before;
  forked.runs.push_back(experiment_.runs.back());
  if (forked.runs != experiment_.runs || needs_restart(forked, experiment_)) return false;
  emit command_issued(command::Fork{.run = *parent, .spec = experiment_.runs.back()});
  return true;
}

bool ExperimentEditor::remove_at_engine(const Experiment& before) {
  const auto gone = removed_run(before.runs, experiment_.runs);
  if (!gone || must_load_ || needs_restart(before, experiment_)) return false;
  emit command_issued(command::RemoveRun{*gone});
  return true;
}

void ExperimentEditor::find_problem() {
  QString problem;
  const auto sizes = facts_ ? layer_sizes(experiment_, *facts_) : NetworkSizes{};
  if (sizes.problem)
    problem =
        tr("Layer %1: %2").arg(sizes.problem->layer + 1).arg(QString::fromStdString(sizes.problem->text));
  for (std::size_t run = 0; run < experiment_.runs.size() && facts_ && problem.isEmpty(); ++run)
    if (const auto text = feedback_problem(experiment_, experiment_.runs[run], *facts_); !text.empty())
      problem =
          tr("Feedback of run %1: %2").arg(run_letter(static_cast<int>(run)), QString::fromStdString(text));
  if (problem == training_problem_) return;
  training_problem_ = problem;
  emit training_problem_changed();
}

std::optional<DataFacts> ExperimentEditor::find_facts(const Choice& dataset) const {
  if (file_facts_ && dataset == file_choice_) return file_facts_;
  constexpr std::int64_t enough_points = 64;
  if (const auto sample = toy_sample(dataset, enough_points, 0)) return facts_of(*sample);
  return std::nullopt;
}

void ExperimentEditor::take_facts(std::optional<DataFacts> facts) {
  if (facts == facts_) return;
  facts_ = std::move(facts);
  find_problem();
  emit data_facts_changed();
}

void ExperimentEditor::update_actions() {
  const auto update = [this](QAction* action, const QString& caption, const QString& what, int index,
                             bool (Change::*restarts)() const) {
    const auto* change = static_cast<const Change*>(undo_stack_.command(index));
    const bool is_blocked = change != nullptr && running_ && (change->*restarts)();
    action->setText(change ? QStringLiteral("%1: %2").arg(caption, what) : caption);
    action->setEnabled(change != nullptr && !is_blocked);
    action->setToolTip(is_blocked ? tr("Pause to undo or redo this: it starts training anew")
                                  : action->text());
  };
  update(undo_action_, tr("Undo"), undo_stack_.undoText(), undo_stack_.index() - 1,
         &Change::undoing_restarts);
  update(redo_action_, tr("Redo"), undo_stack_.redoText(), undo_stack_.index(), &Change::restarts);
}

}  // namespace lfp
