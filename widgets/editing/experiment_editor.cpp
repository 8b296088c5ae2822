#include "widgets/editing/experiment_editor.h"

#include "core/lockstep/lockstep_state.h"
#include "core/sessions/session_file.h"
#include "widgets/controls/run_badge.h"
#include "widgets/editing/engine_changes.h"
#include "widgets/editing/filled_settings.h"
#include "widgets/editing/layer_sizes.h"
#include "widgets/editing/network_edits.h"
#include "widgets/editing/output_edits.h"
#include "widgets/editing/parameter_step.h"
#include "widgets/editing/run_names.h"
#include "widgets/editing/state_step.h"
#include "widgets/editing/undo_step.h"
#include "widgets/editing/view_edit_step.h"

#include <QAction>
#include <algorithm>
#include <optional>
#include <utility>

namespace lfp {
namespace {

/// Trained states are kept within this many bytes, but always that of the last change.
constexpr std::size_t most_kept_bytes = std::size_t{1} << 30U;

}  // namespace

/// One undo step: the whole experiment before and after, and what training had reached in either.
class ExperimentEditor::Change final : public UndoStep {
 public:
  Change(ExperimentEditor& editor, const QString& text, Experiment after, int merge_id, bool always_load)
      : UndoStep(text),
        editor_(editor),
        before_(editor.experiment_),
        after_(std::move(after)),
        merge_id_(merge_id),
        generation_(editor.generation_),
        always_load_(always_load) {}

  /// The last run of `after` is one that goes on from where `parent` stands.
  void fork_of(std::size_t parent) { parent_ = parent; }

  bool restarts() const override { return always_load_ || (!parent_ && needs_restart(before_, after_)); }
  /// A run taken away, which started nothing anew, has to start where it comes back.
  bool undoing_restarts() const override { return always_load_ || needs_restart(after_, before_); }

  void undo() override {
    if (undoing_restarts()) editor_.take_state(state_after_, true);
    editor_.apply(before_, always_load_, state_before_);
    if (always_load_ && !editor_.is_taking_back_) emit editor_.exchanged();
  }
  void redo() override {
    if (restarts() || undoing_restarts()) editor_.take_state(state_before_, restarts());
    editor_.fork_parent_ = parent_;
    editor_.apply(after_, always_load_, state_after_);
    const bool is_first = std::exchange(is_first_, false);
    if (always_load_ && !is_first && !editor_.is_taking_back_) emit editor_.exchanged();
  }
  void count(StateBytes& bytes) const override {
    bytes.add(state_before_);
    bytes.add(state_after_);
  }
  void let_go_of_states() override {
    state_before_.reset();
    state_after_.reset();
  }
  int id() const override { return merge_id_; }

  bool mergeWith(const QUndoCommand* other) override {
    const auto& next = static_cast<const Change&>(*other);
    if (next.generation_ != generation_) return false;
    after_ = next.after_;
    if (!state_before_) state_before_ = next.state_before_;
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
  bool is_first_ = true;
  std::shared_ptr<const LockstepState> state_before_;
  std::shared_ptr<const LockstepState> state_after_;
};

/// Training went back to step 0.
class ExperimentEditor::ResetStep final : public UndoStep {
 public:
  explicit ResetStep(ExperimentEditor& editor) : UndoStep(tr("Reset")), editor_(editor) {}

  bool restarts() const override { return true; }
  bool undoing_restarts() const override { return true; }
  void undo() override {
    if (editor_.is_taking_back_) return;
    command::Load load = editor_.load_command();
    if (state_) load.session = std::make_shared<const SessionFile>(load.experiment, state_);
    editor_.issue_again(load);
  }
  /// The first time, the panel that asked for it sends the command itself.
  void redo() override {
    editor_.take_state(state_, true);
    if (!std::exchange(is_first_, false) && !editor_.is_taking_back_) editor_.issue_again(command::Reset{});
  }
  void count(StateBytes& bytes) const override { bytes.add(state_); }
  void let_go_of_states() override { state_.reset(); }
  bool is_void() const override { return !state_; }

 private:
  ExperimentEditor& editor_;
  std::shared_ptr<const LockstepState> state_;
  bool is_first_ = true;
};

/// The newest come first: they are undone first.
void ExperimentEditor::let_go_of_old_states() {
  StateBytes kept;
  for (int index = undo_stack_.count() - 1; index >= 0; --index) {
    UndoStep& step = *step_at(index);
    step.count(kept);
    const bool is_newest = index + 1 == undo_stack_.count();
    if (kept.bytes() > most_kept_bytes && !is_newest) step.let_go_of_states();
  }
}

ExperimentEditor::ExperimentEditor(Experiment experiment, QObject* parent)
    : QObject(parent),
      experiment_(with_filled_settings(std::move(experiment))),
      sent_(experiment_),
      undo_action_(new QAction(this)),
      redo_action_(new QAction(this)) {
  facts_ = known_.facts_of(experiment_.dataset);
  find_problem();
  undo_action_->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Z));
  redo_action_->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z));
  connect(undo_action_, &QAction::triggered, this, [this] {
    if (names_what_comes()) undo_stack_.setIndex(next_to_undo());
  });
  connect(redo_action_, &QAction::triggered, this, [this] {
    if (names_what_comes()) undo_stack_.setIndex(next_to_redo() + 1);
  });
  connect(&undo_stack_, &QUndoStack::indexChanged, this, &ExperimentEditor::update_actions);
  update_actions();
}

command::Load ExperimentEditor::load_command() const {
  command::Load load{experiment_};
  load.experiment.stop = {};
  load.dataset = known_.data_of(experiment_);
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
  const auto facts = next.dataset == experiment_.dataset ? facts_ : known_.facts_of(next.dataset);
  next = network_edits::with_fitting_coding(std::move(next));
  if (facts) next = with_fitting_outputs(std::move(next), *facts, experiment_, facts_);
  const bool is_called_like_its_data = facts_ && next.name == facts_->name && next.name == experiment_.name;
  if (facts && is_called_like_its_data) next.name = facts->name;
  if (next == experiment_) return;
  if (needs_restart(experiment_, next) && !may_start(next)) {
    emit experiment_changed();  // fields then show the present values again
    return;
  }
  push(undo_text, std::move(next), merge_id, false);
}

void ExperimentEditor::issue_again(const Command& command) {
  is_undoing_ = true;
  emit command_issued(command);
  is_undoing_ = false;
}

void ExperimentEditor::note_reset() {
  undo_stack_.push(new ResetStep(*this));
  update_actions();
}

void ExperimentEditor::note_parameter(const command::SetParameter& set, double before) {
  undo_stack_.push(new ParameterStep(set, before, [this](const Command& command) { issue_again(command); }));
  update_actions();
}

void ExperimentEditor::note_intervention(const QString& text,
                                         const std::function<std::shared_ptr<const LockstepState>()>& take) {
  auto* last = dynamic_cast<StateStep*>(step_at(undo_stack_.index() - 1));
  if (last != nullptr && !undo_stack_.canRedo() && last->takes_in(text)) return;
  StateStep::Door door{
      .take = take,
      .fits = [this](const LockstepState& state) { return !needs_restart(*state.experiment, experiment_); },
      .send = [this](const Command& command) { issue_again(command); }};
  undo_stack_.push(new StateStep(text, take(), std::move(door)));
  let_go_of_old_states();
  update_actions();
}

void ExperimentEditor::note_view_edit(const ViewEdit& edit) {
  undo_stack_.push(new ViewEditStep(edit));
  update_actions();
}

/// A step of the stack; null beyond its ends.
UndoStep* ExperimentEditor::step_at(int index) const {
  return static_cast<UndoStep*>(const_cast<QUndoCommand*>(undo_stack_.command(index)));
}

/// The index of the step that undo or redo takes next; beyond the ends where there is none.
int ExperimentEditor::next_to_undo() const {
  int index = undo_stack_.index() - 1;
  while (index >= 0 && step_at(index)->is_void()) --index;
  return index;
}

int ExperimentEditor::next_to_redo() const {
  int index = undo_stack_.index();
  while (index < undo_stack_.count() && step_at(index)->is_void()) ++index;
  return index;
}

/// If a step has become void in the meantime, the actions name the one that comes instead, so that nothing is
/// undone unseen.
bool ExperimentEditor::names_what_comes() {
  if (next_to_undo() == shown_undo_ && next_to_redo() == shown_redo_) return true;
  update_actions();
  return false;
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

void ExperimentEditor::fork_run(std::size_t run, const Snapshot& now) {
  const RunSpec set_now = experiment_.runs[run];
  Experiment as_it_was = experiment_;
  if (now.time)
    for (const Departure& departure : now.time->departures)
      if (departure.run == run) as_it_was.runs[run] = departure.in_force;
  if (as_it_was.runs[run] == set_now) return fork_run(run, now.position.step);
  edit(tr("Settings of %1 as they were").arg(QString::fromStdString(set_now.name)), std::move(as_it_was));
  fork_run(run, now.position.step);
  Experiment next = experiment_;
  const std::string name = next.runs.back().name;
  next.runs.back() = set_now;
  next.runs.back().name = name;
  edit(tr("Settings of %1").arg(QString::fromStdString(name)), std::move(next));
}

void ExperimentEditor::set_snapshot(const SnapshotPointer& snapshot) {
  if (!snapshot) return;
  if (snapshot->running != running_) {
    running_ = snapshot->running;
    update_actions();
    emit running_changed(running_);
  }
  names_what_comes();
  if (snapshot->dataset && snapshot->experiment && known_.newest() != snapshot->dataset)
    set_data(*snapshot->experiment, snapshot->dataset);
}

void ExperimentEditor::set_data(const Experiment& experiment, const std::shared_ptr<const Dataset>& data) {
  known_.set(experiment, data);
  if (experiment.dataset == experiment_.dataset) take_facts(lfp::facts_of(*data));
}

void ExperimentEditor::push(const QString& undo_text, Experiment next, int merge_id, bool always_load) {
  // The stack carries the change out and then merges it with the one before.
  undo_stack_.push(new Change(*this, undo_text, std::move(next), merge_id, always_load));
  let_go_of_old_states();
  update_actions();
}

/// As long as the engine stays where it is, the kept states remain valid.
void ExperimentEditor::take_state(std::shared_ptr<const LockstepState>& state, bool starts_anew) const {
  if (take_state_ && !is_taking_back_) state = take_state_(starts_anew);
}

void ExperimentEditor::apply(const Experiment& next, bool always_load,
                             std::shared_ptr<const LockstepState> state) {
  state_ = std::move(state);
  const Experiment before = std::exchange(experiment_, next);
  if (before.dataset != experiment_.dataset || always_load) take_facts(known_.facts_of(experiment_.dataset));
  must_load_ = must_load_ || always_load;
  find_problem();
  emit experiment_changed();
  bring_to_engine();
}

/// Nothing is sent while something does not fit: a person is still building it.
void ExperimentEditor::bring_to_engine() {
  if (!training_problem_.isEmpty()) return;
  const Experiment before = std::exchange(sent_, experiment_);
  const auto fork_parent = std::exchange(fork_parent_, std::nullopt);
  const bool must_load = std::exchange(must_load_, false);
  const auto commands = must_load ? std::nullopt : commands_between(before, experiment_, fork_parent);
  if (is_taking_back_) return;
  if (commands) {
    for (const Command& command : *commands) emit command_issued(command);
    return;
  }
  command::Load load = load_command();
  load.session = std::move(session_);
  const auto state = std::exchange(state_, nullptr);
  if (state && !needs_restart(*state->experiment, experiment_))
    load.session = std::make_shared<const SessionFile>(experiment_, state);
  emit command_issued(load);
}

void ExperimentEditor::take_back(const Experiment& running) {
  is_taking_back_ = true;
  // The step that could not be undone stays on the stack.
  if (undo_stack_.canRedo() && needs_restart(running, experiment_)) undo_stack_.redo();
  while (undo_stack_.canUndo() && needs_restart(running, experiment_)) undo_stack_.undo();
  is_taking_back_ = false;
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

void ExperimentEditor::take_facts(std::optional<DataFacts> facts) {
  if (facts == facts_) return;
  facts_ = std::move(facts);
  find_problem();
  emit data_facts_changed();
}

void ExperimentEditor::update_actions() {
  const auto update = [this](QAction* action, const QString& caption, const QString& nothing, int index,
                             bool (UndoStep::*restarts)() const) {
    const UndoStep* step = step_at(index);
    const bool is_blocked = step != nullptr && running_ && (step->*restarts)();
    action->setText(step ? QStringLiteral("%1: %2").arg(caption, step->text()) : caption);
    action->setEnabled(step != nullptr && !is_blocked);
    action->setToolTip(is_blocked        ? tr("Pause to undo or redo this")
                       : step == nullptr ? nothing
                                         : action->text());
  };
  shown_undo_ = next_to_undo();
  shown_redo_ = next_to_redo();
  update(undo_action_, tr("Undo"), tr("Nothing has been changed yet"), shown_undo_,
         &UndoStep::undoing_restarts);
  update(redo_action_, tr("Redo"), tr("Nothing has been undone"), shown_redo_, &UndoStep::restarts);
}

}  // namespace lfp
