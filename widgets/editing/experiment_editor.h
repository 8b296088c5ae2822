#pragma once

#include "core/engine/command.h"
#include "core/experiment/experiment.h"
#include "core/snapshot/snapshot.h"
#include "widgets/editing/data_facts.h"

#include <QObject>
#include <QUndoStack>
#include <filesystem>
#include <memory>
#include <optional>

class QAction;

namespace lfp {

/// The window's experiment and the only place where it changes; every change can be undone. Its settings are
/// always written out, fallbacks included. Each change is brought to the engine in the least disruptive way
/// that is sound:
///   * settings of runs, their names included: command::ChangeRun for each changed run; training goes on with
///   them
///     from the next step;
///   * the experiment's name: nothing, training does not depend on it;
///   * its stop: nothing. In the window it is the transport bar that ends training, by what it gives with
///   command::Run;
///     experiments go to the engine without their stop, so that it can be moved and passed at any time;
///   * a network or feedback function that does not fit the data: nothing, the engine goes on with what it
///   has until it does fit;
///   * a run taken away: command::RemoveRun; a forked one: command::Fork;
///   * all else (data, network, seed, batch, number, order or method of the runs, the folder of data files),
///   and every
///     replace(): command::Load, which starts anew at step 0.
class ExperimentEditor final : public QObject {
  Q_OBJECT

 public:
  /// Starts with `experiment` and nothing to undo. The engine is not told of it: send it load_command() once.
  explicit ExperimentEditor(Experiment experiment, QObject* parent = nullptr);

  const Experiment& experiment() const { return experiment_; }
  QUndoStack& undo_stack() { return undo_stack_; }
  /// What starts the engine on the experiment.
  command::Load load_command() const;

  /// Another example or file: always starts anew, the first time where `session` was.
  void replace(Experiment experiment, const QString& undo_text,
               std::shared_ptr<const SessionFile> session = nullptr);
  /// A change. Edits with the same `merge_id` that follow one another are one undo step, as for a dragged
  /// slider, until seal(). In the same undo step the output layer follows what the data has to tell apart or
  /// to predict, feedback and loss follow the kind of outputs, and the name of an experiment that is called
  /// like its data follows the data.
  void edit(const QString& undo_text, Experiment next, int merge_id = -1);
  /// Ends the merging: the slider was let go.
  void seal() { ++generation_; }
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
  /// Another run like that one, going on from where it stands; training does not start anew, neither by this
  /// nor when it is undone.
  void fork_run(std::size_t run, std::int64_t step);

  /// Where training stands and, for data from files, what they hold.
  void set_snapshot(const SnapshotPointer& snapshot);
  /// Of the experiment's data; none for data from files that have not been read yet.
  const std::optional<DataFacts>& data_facts() const { return facts_; }
  /// The data of `experiment`, read before the engine has loaded it: so that it need not be read again.
  void set_data(const Experiment& experiment, const std::shared_ptr<const Dataset>& data);

  /// Why the experiment cannot be trained as it is (a layer that cannot stand where it does, a feedback
  /// function that makes no sense for the outputs); empty if it can, or the data are not known.
  const QString& training_problem() const { return training_problem_; }

  /// While training runs, what starts it anew can neither be edited nor undone.
  bool is_running() const { return running_; }
  /// With the text of what is undone, for menus and buttons; disabled with the reason as its tooltip.
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

 private:
  class Change;

  void push(const QString& undo_text, Experiment next, int merge_id, bool always_load);
  void apply(const Experiment& next, bool always_load);
  bool fork_at_engine(const Experiment& before);
  bool remove_at_engine(const Experiment& before);
  void bring_to_engine();
  void find_problem();
  std::optional<DataFacts> find_facts(const Choice& dataset) const;
  void take_facts(std::optional<DataFacts> facts);
  void set_data_facts(const Choice& choice, DataFacts facts);
  void update_actions();

  Experiment experiment_;
  Experiment sent_;                             // what the engine has of it
  std::optional<std::size_t> fork_parent_;      // of the last run, where it is to be forked
  bool must_load_ = false;                      // the engine has not been sent a replaced experiment yet
  std::shared_ptr<const SessionFile> session_;  // to go on from, for the replacement just being made
  QString training_problem_;
  QUndoStack undo_stack_;
  QAction* undo_action_;
  QAction* redo_action_;
  int generation_ = 0;
  bool running_ = false;
  std::optional<DataFacts> facts_;
  Choice file_choice_;  // the data from files that file_facts_ describe
  std::optional<DataFacts> file_facts_;
  /// Data, and of what experiment they are.
  struct KnownData {
    Choice choice;
    std::uint64_t seed = 0;
    std::filesystem::path folder;
    std::shared_ptr<const Dataset> data;
  };
  KnownData known_;
};

/// Whether going from one experiment to the other restarts training at step 0.
bool needs_restart(const Experiment& before, const Experiment& after);

}  // namespace lfp
