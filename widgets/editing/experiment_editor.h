#pragma once

#include "core/engine/command.h"
#include "core/experiment/experiment.h"
#include "core/snapshot/snapshot.h"
#include "widgets/editing/known_data.h"

#include <QObject>
#include <QUndoStack>
#include <functional>
#include <memory>
#include <optional>

class QAction;

namespace lfp {

class UndoStep;
struct LockstepState;
struct ViewEdit;

/// The window's experiment and the only place where it changes; every change can be undone. Its settings are
/// always written out, fallbacks included. Each change is brought to the engine in the least disruptive way
/// that is sound:
///   * settings of runs, their names included: command::ChangeRun for each changed run, and training goes on
///     with them from the next step;
///   * the experiment's name: nothing, training does not depend on it;
///   * its stop: nothing. In the window the transport bar ends training, with what it puts into command::Run;
///     experiments go to the engine without their stop, so that it can be moved and passed at any time;
///   * a network or feedback function that does not fit the data: nothing, the engine goes on with what it
///     has until it does fit;
///   * a run taken away: command::RemoveRun; a forked one: command::Fork;
///   * all else (data, network, seed, batch, number, order or method of the runs, the folder of data files)
///     and every replace(): command::Load, which starts anew at step 0.
/// What training had reached before it started on something else comes back when that is undone.
class ExperimentEditor final : public QObject {
  Q_OBJECT

 public:
  /// Starts with `experiment` and nothing to undo. It does not reach the engine by itself: send
  /// load_command() once.
  explicit ExperimentEditor(Experiment experiment, QObject* parent = nullptr);

  /// Takes what training has reached, for undo to bring it back; null where there is nothing to keep.
  /// `starts_anew`: training is about to start on something else.
  using TakeState = std::function<std::shared_ptr<const LockstepState>(bool starts_anew)>;
  void set_take_state(TakeState take) { take_state_ = std::move(take); }
  /// Called before training starts on another experiment; if it returns false everything stays as it is.
  using MayStart = std::function<bool(const Experiment& next)>;
  void set_may_start(MayStart may_start) { may_start_ = std::move(may_start); }
  bool may_start(const Experiment& next) const { return !may_start_ || may_start_(next); }

  const Experiment& experiment() const { return experiment_; }
  QUndoStack& undo_stack() { return undo_stack_; }
  /// What starts the engine on the experiment.
  command::Load load_command() const;

  /// Replaces the experiment by another example or file: training always starts anew, the first time from
  /// `session`.
  void replace(Experiment experiment, const QString& undo_text,
               std::shared_ptr<const SessionFile> session = nullptr);
  /// A change. Edits with the same `merge_id` that follow one another are one undo step, as for a dragged
  /// slider, until seal(). In the same undo step the output layer follows what the data has to tell apart or
  /// to predict, feedback and loss follow the kind of outputs, and the name of an experiment that is called
  /// like its data follows the data.
  void edit(const QString& undo_text, Experiment next, int merge_id = -1);
  /// The engine could not start on what it was sent last and still trains `running`: takes changes back until
  /// the experiment is one that the engine can be brought to without starting anew.
  void take_back(const Experiment& running);
  /// Ends the merging, as when a slider is released.
  void seal() { ++generation_; }
  /// A parameter had the value `before` when a person set it by hand, which can be undone.
  void note_parameter(const command::SetParameter& set, double before);
  /// Training is about to go back to step 0, which can be undone.
  void note_reset();
  /// A person is about to do something to the runs by hand, which can be undone; `take` takes what training
  /// has reached. Repeating the same text within a moment extends that step.
  void note_intervention(const QString& text,
                         const std::function<std::shared_ptr<const LockstepState>()>& take);
  /// A person did something to a view.
  void note_view_edit(const ViewEdit& edit);
  /// Whether the command that is just being issued undoes or repeats what was done before.
  bool is_undoing() const { return is_undoing_; }
  /// For what a slider changes, by its path: "runs[0].rule.epsilon".
  static int merge_id_of(const QString& path);

  void add_layer(int after);
  void remove_layer(int layer);
  void move_layer(int from, int to);
  void set_units(int layer, std::int64_t units);
  void set_kind(int layer, const std::string& kind);
  void set_frozen(int layer, bool frozen);
  void set_activation(int layer, Choice activation, int merge_id = -1);
  void set_layer_rule(std::size_t run, int layer, std::optional<Choice> rule, int merge_id = -1);
  /// One more run, as with_run_added() makes it; like all that decides the number of runs it starts anew.
  void add_run();
  void duplicate_run(std::size_t run);
  /// Nothing where another run has that name, or it is empty.
  void rename_run(std::size_t run, const QString& name);
  /// The others go on; undoing it starts anew. The last one stays.
  void remove_run(std::size_t run);
  /// Adds a run like that one, which continues from where it stands; neither this nor undoing it starts
  /// training anew.
  void fork_run(std::size_t run, std::int64_t step);
  /// The same, at the step of the snapshot. A run that was set otherwise since it has gone back leaves its
  /// new settings to the fork, so that it goes on as it did.
  void fork_run(std::size_t run, const Snapshot& now);

  /// Where training stands and, for data from files, what they hold.
  void set_snapshot(const SnapshotPointer& snapshot);
  /// The facts about any data; nothing for data from files other than those that were read last.
  std::optional<DataFacts> facts_of(const Choice& dataset) const { return known_.facts_of(dataset); }
  /// The facts about the experiment's data; nothing for data from files that have not been read yet.
  const std::optional<DataFacts>& data_facts() const { return facts_; }
  /// The data of `experiment`, read before the engine has loaded it: so that it need not be read again.
  void set_data(const Experiment& experiment, const std::shared_ptr<const Dataset>& data);

  /// Why the experiment cannot be trained as it is (a layer that cannot stand where it does, a feedback
  /// function that makes no sense for the outputs); empty if it can, or the data are not known.
  const QString& training_problem() const { return training_problem_; }

  /// While training runs, what starts it anew can neither be edited nor undone.
  bool is_running() const { return running_; }
  /// The action for menus and buttons: it names what is undone; while it is disabled its tooltip gives the
  /// reason.
  QAction* undo_action() const { return undo_action_; }
  QAction* redo_action() const { return redo_action_; }

 signals:
  /// That run is a fork just made.
  void forked(std::size_t run);
  void experiment_changed();
  void data_facts_changed();
  void running_changed(bool running);
  void training_problem_changed();
  void command_issued(const lfp::Command& command);
  /// Undo or redo has put another document in the place of this one.
  void exchanged();

 private:
  class Change;
  class ResetStep;

  void issue_again(const Command& command);
  UndoStep* step_at(int index) const;
  int next_to_undo() const;
  int next_to_redo() const;
  bool names_what_comes();
  void push(const QString& undo_text, Experiment next, int merge_id, bool always_load);
  void apply(const Experiment& next, bool always_load, std::shared_ptr<const LockstepState> state = nullptr);
  void take_state(std::shared_ptr<const LockstepState>& state, bool starts_anew) const;
  void let_go_of_old_states();
  void bring_to_engine();
  void find_problem();
  void take_facts(std::optional<DataFacts> facts);
  void update_actions();

  Experiment experiment_;
  Experiment sent_;                             // the experiment that the engine has
  std::optional<std::size_t> fork_parent_;      // of the last run, where it is to be forked
  bool must_load_ = false;                      // the engine has not been sent a replaced experiment yet
  std::shared_ptr<const SessionFile> session_;  // to continue from, for the replacement just being made
  std::shared_ptr<const LockstepState> state_;  // likewise, for what is just being undone
  TakeState take_state_;
  MayStart may_start_;
  QString training_problem_;
  QUndoStack undo_stack_;
  QAction* undo_action_;
  QAction* redo_action_;
  int shown_undo_ = -1;  // the steps that the actions name
  int shown_redo_ = 0;
  int generation_ = 0;
  bool running_ = false;
  bool is_taking_back_ = false;
  bool is_undoing_ = false;
  std::optional<DataFacts> facts_;
  KnownData known_;
};

}  // namespace lfp
