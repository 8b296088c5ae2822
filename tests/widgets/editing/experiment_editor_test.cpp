#include "widgets/editing/experiment_editor.h"

#include "tests/support/qt_test.h"
#include "tests/support/small_experiment.h"
#include "widgets/editing/network_edits.h"

#include <QAction>
#include <QTest>
#include <functional>
#include <memory>
#include <vector>

namespace lfp::test::experiment_editor_test {

namespace command = lfp::command;
namespace network_edits = lfp::network_edits;

namespace {

/// An editor with a record of what it sends.
struct Recorded {
  explicit Recorded(Experiment experiment = lfp::test::small_experiment()) : editor(std::move(experiment)) {
    QObject::connect(&editor, &ExperimentEditor::command_issued,
                     [this](const Command& command) { commands.push_back(command); });
  }

  template <class Specific>
  int count() const {
    int found = 0;
    for (const Command& command : commands) found += std::holds_alternative<Specific>(command) ? 1 : 0;
    return found;
  }
  void change(const std::function<void(Experiment&)>& by, int merge_id = -1) {
    Experiment next = editor.experiment();
    by(next);
    editor.edit("Change", std::move(next), merge_id);
  }
  void set_learning_rate(double rate, int merge_id = -1) {
    change([rate](Experiment& next) { next.runs[0].optimiser.settings.set("learning_rate", rate); },
           merge_id);
  }
  double learning_rate() const {
    return editor.experiment().runs[0].optimiser.settings.real("learning_rate");
  }

  ExperimentEditor editor;
  std::vector<Command> commands;
};

Choice rule(const char* name) {
  return {.name = name, .settings = {}};
}

/// The units of all layers and, per run, "layer:rule" of the composite.
QString outline(const Experiment& experiment) {
  QStringList words;
  for (const auto& layer : experiment.network.layers)
    words << QString::number(*network_edits::units_of(layer));
  for (const auto& entry : experiment.runs[0].composite)
    words << QString("%1:%2").arg(entry.layer).arg(QString::fromStdString(entry.rule.name));
  return words.join(' ');
}

/// 12, 8 and 2 units, with the zero rule on the first and the flat rule on the second.
Experiment experiment_with_composite() {
  Experiment experiment = lfp::test::small_experiment();
  experiment.network.layers[1].kind.settings.set("units", std::int64_t{8});
  experiment.runs[0].composite = {{.layer = 1, .rule = rule("zero")}, {.layer = 2, .rule = rule("flat")}};
  return experiment;
}

std::shared_ptr<Snapshot> snapshot_of(const Experiment& experiment, bool running) {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->experiment = std::make_shared<const Experiment>(experiment);
  snapshot->running = running;
  return snapshot;
}

}  // namespace

class ExperimentEditorTest : public QObject {
  Q_OBJECT

 private slots:
  void settings_of_a_run_take_effect_without_a_restart();
  void only_changed_runs_are_sent();
  void renaming_a_run_needs_no_restart();
  void what_decides_the_training_restarts_it_data();
  void what_decides_the_training_restarts_it();
  void a_run_taken_away_leaves_the_others_training();
  void a_fork_starts_nothing_anew_neither_when_undone();
  void runs_that_change_places_restart();
  void name_and_stop_disturb_nothing();
  void engine_is_started_without_the_stop();
  void an_edit_that_changes_nothing_is_none();
  void a_drag_is_one_undo_step();
  void drags_apart_are_two_undo_steps();
  void a_drag_back_to_the_start_leaves_nothing_to_undo();
  void undo_and_redo_bring_the_engine_along();
  void replacing_always_starts_anew();
  void replacing_can_be_undone();
  void settings_left_out_are_written_out();
  void outputs_follow_the_classes_in_the_same_step();
  void outputs_follow_the_classes_of_files();
  void an_experiment_called_like_its_data_is_renamed_with_it();
  void added_layer_is_like_its_neighbour_and_the_output_stays_last();
  void rules_follow_their_layers_data();
  void rules_follow_their_layers();
  void the_output_can_neither_be_removed_nor_moved();
  void blocks_keep_their_layers_data();
  void blocks_keep_their_layers();
  void rule_of_a_layer_is_set_and_cleared();
  void while_running_a_restart_cannot_be_undone();
  void undo_action_names_what_it_undoes();
};

void ExperimentEditorTest::settings_of_a_run_take_effect_without_a_restart() {
  Recorded recorded;
  recorded.set_learning_rate(0.25);
  QCOMPARE(recorded.commands.size(), 1U);
  const auto& change = std::get<command::ChangeRun>(recorded.commands[0]);
  QCOMPARE(change.run, 0U);
  QCOMPARE(change.spec.optimiser.settings.real("learning_rate"), 0.25);
  QCOMPARE(change.spec, recorded.editor.experiment().runs[0]);
}

void ExperimentEditorTest::only_changed_runs_are_sent() {
  Recorded recorded;
  recorded.change([](Experiment& next) { next.runs[1].clip_norm = 7.0; });
  QCOMPARE(recorded.commands.size(), 1U);
  QCOMPARE(std::get<command::ChangeRun>(recorded.commands[0]).run, 1U);
  recorded.change([](Experiment& next) {
    for (auto& run : next.runs) run.clip_norm = 2.0;
  });
  QCOMPARE(recorded.count<command::ChangeRun>(), 3);
}

void ExperimentEditorTest::renaming_a_run_needs_no_restart() {
  Recorded recorded;
  recorded.change([](Experiment& next) { next.runs[0].name = "Mine"; });
  QCOMPARE(recorded.commands.size(), 1U);
  QCOMPARE(std::get<command::ChangeRun>(recorded.commands[0]).spec.name, "Mine");
}

void ExperimentEditorTest::what_decides_the_training_restarts_it_data() {
  using Change = std::function<void(Experiment&)>;
  QTest::addColumn<Change>("change");
  QTest::newRow("data") << Change([](Experiment& e) { e.dataset.settings.set("noise", 0.3); });
  QTest::newRow("units") << Change(
      [](Experiment& e) { e.network.layers[0].kind.settings.set("units", std::int64_t{5}); });
  QTest::newRow("initialiser") << Change([](Experiment& e) { e.network.initialiser = "uniform"; });
  QTest::newRow("seed") << Change([](Experiment& e) { e.seed = 99; });
  QTest::newRow("batch size") << Change([](Experiment& e) { e.batch_size = 32; });
  QTest::newRow("batch reduction") << Change(
      [](Experiment& e) { e.batch_reduction = lfp::BatchReduction::sum; });
  QTest::newRow("method") << Change([](Experiment& e) { e.runs[1].method = Method::lfp; });
  QTest::newRow("more runs") << Change([](Experiment& e) { e.runs.push_back(e.runs.front()); });
}

void ExperimentEditorTest::what_decides_the_training_restarts_it() {
  QFETCH(std::function<void(Experiment&)>, change);
  Recorded recorded;
  recorded.change(change);
  QCOMPARE(recorded.commands.size(), 1U);
  QCOMPARE(std::get<command::Load>(recorded.commands[0]).experiment, recorded.editor.experiment());
}

void ExperimentEditorTest::a_run_taken_away_leaves_the_others_training() {
  Recorded recorded;
  recorded.change([](Experiment& next) { next.runs.erase(next.runs.begin()); });
  QCOMPARE(recorded.commands.size(), 1U);
  QCOMPARE(std::get<command::RemoveRun>(recorded.commands[0]).run, 0U);
  recorded.editor.undo_stack().undo();
  QVERIFY2(std::holds_alternative<command::Load>(recorded.commands[1]), "what it was trained to is gone");
}

void ExperimentEditorTest::a_fork_starts_nothing_anew_neither_when_undone() {
  Recorded recorded;
  recorded.editor.fork_run(1, 418);
  QCOMPARE(recorded.editor.experiment().runs.size(), 3U);
  QCOMPARE(QString::fromStdString(recorded.editor.experiment().runs[2].name), "Gradient from 418");
  QCOMPARE(recorded.commands.size(), 1U);
  const auto& fork = std::get<command::Fork>(recorded.commands[0]);
  QCOMPARE(fork.run, 1U);
  QCOMPARE(fork.spec, recorded.editor.experiment().runs[2]);
  recorded.editor.undo_stack().undo();
  QCOMPARE(std::get<command::RemoveRun>(recorded.commands[1]).run, 2U);
  QCOMPARE(recorded.editor.experiment().runs.size(), 2U);
  recorded.editor.undo_stack().redo();
  QCOMPARE(std::get<command::Fork>(recorded.commands[2]).run, 1U);
}

void ExperimentEditorTest::runs_that_change_places_restart() {
  Experiment experiment = lfp::test::small_experiment();
  experiment.runs[1].method = Method::lfp;
  Recorded recorded(experiment);
  recorded.change([](Experiment& next) { std::swap(next.runs[0], next.runs[1]); });
  QCOMPARE(recorded.commands.size(), 1U);
  QVERIFY(std::holds_alternative<command::Load>(recorded.commands[0]));
}

void ExperimentEditorTest::name_and_stop_disturb_nothing() {
  Recorded recorded;
  recorded.change([](Experiment& next) {
    next.name = "Another name";
    next.stop.epochs = 12;
  });
  QCOMPARE(recorded.editor.experiment().stop.epochs, std::optional<std::int64_t>(12));
  QVERIFY(recorded.commands.empty());
  QVERIFY(recorded.editor.undo_stack().canUndo());
}

void ExperimentEditorTest::engine_is_started_without_the_stop() {
  Recorded recorded;
  recorded.change([](Experiment& next) { next.stop.epochs = 12; });
  recorded.change([](Experiment& next) { next.seed = 4; });
  const auto& load = std::get<command::Load>(recorded.commands.back());
  QVERIFY(!load.experiment.stop.epochs);
  QCOMPARE(load.experiment.seed, 4U);
  QVERIFY(!recorded.editor.load_command().experiment.stop.epochs);
}

void ExperimentEditorTest::an_edit_that_changes_nothing_is_none() {
  Recorded recorded;
  recorded.change([](Experiment&) {});
  QVERIFY(recorded.commands.empty());
  QVERIFY(!recorded.editor.undo_stack().canUndo());
}

void ExperimentEditorTest::a_drag_is_one_undo_step() {
  Recorded recorded;
  const double before = recorded.learning_rate();
  const int id = ExperimentEditor::merge_id_of("runs[0].optimiser");
  for (const double rate : {0.1, 0.2, 0.3}) recorded.set_learning_rate(rate, id);
  QCOMPARE(recorded.editor.undo_stack().count(), 1);
  QCOMPARE(recorded.count<command::ChangeRun>(), 3);
  recorded.editor.undo_stack().undo();
  QCOMPARE(recorded.learning_rate(), before);
  recorded.editor.undo_stack().redo();
  QCOMPARE(recorded.learning_rate(), 0.3);
}

void ExperimentEditorTest::drags_apart_are_two_undo_steps() {
  Recorded recorded;
  const int id = ExperimentEditor::merge_id_of("runs[0].optimiser");
  recorded.set_learning_rate(0.2, id);
  recorded.editor.seal();
  recorded.set_learning_rate(0.3, id);
  QCOMPARE(recorded.editor.undo_stack().count(), 2);
  recorded.editor.undo_stack().undo();
  QCOMPARE(recorded.learning_rate(), 0.2);
}

void ExperimentEditorTest::a_drag_back_to_the_start_leaves_nothing_to_undo() {
  Recorded recorded;
  const double before = recorded.learning_rate();
  const int id = ExperimentEditor::merge_id_of("runs[0].optimiser");
  recorded.set_learning_rate(0.2, id);
  recorded.set_learning_rate(before, id);
  QCOMPARE(recorded.editor.undo_stack().count(), 0);
  QCOMPARE(recorded.learning_rate(), before);
  QVERIFY(!recorded.editor.undo_action()->isEnabled());
}

void ExperimentEditorTest::undo_and_redo_bring_the_engine_along() {
  Recorded recorded;
  const Experiment before = recorded.editor.experiment();
  recorded.editor.add_layer(0);
  const Experiment after = recorded.editor.experiment();
  recorded.editor.undo_action()->trigger();
  QCOMPARE(recorded.editor.experiment(), before);
  QCOMPARE(std::get<command::Load>(recorded.commands.back()).experiment, before);
  recorded.editor.redo_action()->trigger();
  QCOMPARE(recorded.editor.experiment(), after);
  QCOMPARE(std::get<command::Load>(recorded.commands.back()).experiment, after);
}

void ExperimentEditorTest::replacing_always_starts_anew() {
  Recorded recorded;
  Experiment other = recorded.editor.experiment();
  other.runs[0].clip_norm = 5.0;
  recorded.editor.replace(other, "Open");
  QCOMPARE(recorded.commands.size(), 1U);
  QVERIFY(std::holds_alternative<command::Load>(recorded.commands[0]));
  recorded.editor.replace(other, "Open again");
  QCOMPARE(recorded.count<command::Load>(), 2);
}

void ExperimentEditorTest::replacing_can_be_undone() {
  Recorded recorded;
  const Experiment before = recorded.editor.experiment();
  Experiment other = before;
  other.runs[0].clip_norm = 5.0;
  recorded.editor.replace(other, "Open");
  recorded.editor.undo_stack().undo();
  QCOMPARE(recorded.editor.experiment(), before);
  QCOMPARE(std::get<command::Load>(recorded.commands.back()).experiment, before);
}

void ExperimentEditorTest::settings_left_out_are_written_out() {
  Experiment bare = lfp::test::small_experiment();
  bare.runs[0].rule.settings = {};
  const Recorded recorded(bare);
  QVERIFY(recorded.editor.experiment().runs[0].rule.settings.has("epsilon"));
  QVERIFY(recorded.editor.experiment().network.layers[0].kind.settings.flag("bias"));
}

void ExperimentEditorTest::outputs_follow_the_classes_in_the_same_step() {
  Recorded recorded;
  QCOMPARE(outline(recorded.editor.experiment()), "12 12 2");
  recorded.change([](Experiment& next) { next.dataset.settings.set("classes", std::int64_t{5}); });
  QCOMPARE(outline(recorded.editor.experiment()), "12 12 5");
  QCOMPARE(recorded.editor.data_facts()->classes, 5);
  QCOMPARE(recorded.commands.size(), 1U);
  recorded.editor.undo_stack().undo();
  QCOMPARE(outline(recorded.editor.experiment()), "12 12 2");
  QCOMPARE(recorded.editor.data_facts()->classes, 2);
}

void ExperimentEditorTest::outputs_follow_the_classes_of_files() {
  Recorded recorded;
  Choice files{.name = "idx", .settings = {}};
  files.settings.set("images", std::string("a"));
  files.settings.set("labels", std::string("b"));
  Experiment next = recorded.editor.experiment();
  next.dataset = files;
  Recorded filled(next);
  QVERIFY(!filled.editor.data_facts());
  files = filled.editor.experiment().dataset;
  lfp::Dataset digits;
  digits.shape = {.channels = 1, .height = 3, .width = 3};
  digits.classes = 10;
  digits.train = {.features = 9, .inputs = std::vector<float>(72), .labels = std::vector<std::int32_t>(8)};
  digits.test = {.features = 9, .inputs = std::vector<float>(18), .labels = std::vector<std::int32_t>(2)};
  next = recorded.editor.experiment();
  next.dataset = files;
  recorded.editor.set_data(next, std::make_shared<const lfp::Dataset>(digits));
  QCOMPARE(recorded.editor.data_facts()->classes, 2);
  recorded.change([&](Experiment& changed) { changed.dataset = files; });
  QCOMPARE(outline(recorded.editor.experiment()), "12 12 10");
  QCOMPARE(recorded.editor.data_facts()->shape.size(), 9);
}

void ExperimentEditorTest::an_experiment_called_like_its_data_is_renamed_with_it() {
  Recorded recorded;
  const auto set_classes = [&](std::int64_t classes) {
    recorded.change([classes](Experiment& next) { next.dataset.settings.set("classes", classes); });
  };
  recorded.change([](Experiment& next) { next.name = "Two spirals"; });
  set_classes(3);
  QCOMPARE(recorded.editor.experiment().name, "Three spirals");
  recorded.change([](Experiment& next) { next.name = "Monday's lesson"; });
  set_classes(2);
  QCOMPARE(recorded.editor.experiment().name, "Monday's lesson");
}

void ExperimentEditorTest::added_layer_is_like_its_neighbour_and_the_output_stays_last() {
  Experiment experiment = lfp::test::small_experiment();
  experiment.network.layers[1].kind.settings.set("units", std::int64_t{8});
  experiment.network.layers[1].activation.name = "tanh";
  Recorded recorded(experiment);
  recorded.editor.add_layer(1);
  QCOMPARE(outline(recorded.editor.experiment()), "12 8 8 2");
  QCOMPARE(recorded.editor.experiment().network.layers[2].activation.name, "tanh");
  recorded.editor.add_layer(-1);
  QCOMPARE(outline(recorded.editor.experiment()), "12 12 8 8 2");
  recorded.editor.add_layer(4);
  QCOMPARE(outline(recorded.editor.experiment()), "12 12 8 8 8 2");
}

void ExperimentEditorTest::rules_follow_their_layers_data() {
  using Edit = std::function<void(ExperimentEditor&)>;
  QTest::addColumn<Edit>("edit");
  QTest::addColumn<QString>("outcome");
  QTest::newRow("add first") << Edit([](auto& e) { e.add_layer(-1); }) << "12 12 8 2 2:zero 3:flat";
  QTest::newRow("add between") << Edit([](auto& e) { e.add_layer(0); }) << "12 12 8 2 1:zero 3:flat";
  QTest::newRow("remove the first") << Edit([](auto& e) { e.remove_layer(0); }) << "8 2 1:flat";
  QTest::newRow("remove the second") << Edit([](auto& e) { e.remove_layer(1); }) << "12 2 1:zero";
  QTest::newRow("move down") << Edit([](auto& e) { e.move_layer(0, 1); }) << "8 12 2 1:flat 2:zero";
  QTest::newRow("move up") << Edit([](auto& e) { e.move_layer(1, 0); }) << "8 12 2 1:flat 2:zero";
}

void ExperimentEditorTest::rules_follow_their_layers() {
  QFETCH(std::function<void(ExperimentEditor&)>, edit);
  QFETCH(QString, outcome);
  Recorded recorded(experiment_with_composite());
  edit(recorded.editor);
  QCOMPARE(outline(recorded.editor.experiment()), outcome);
  recorded.editor.undo_stack().undo();
  QCOMPARE(outline(recorded.editor.experiment()), "12 8 2 1:zero 2:flat");
}

void ExperimentEditorTest::blocks_keep_their_layers_data() {
  using Edit = std::function<void(ExperimentEditor&)>;
  QTest::addColumn<Edit>("edit");
  QTest::addColumn<QString>("outcome");
  QTest::newRow("add before the block") << Edit([](auto& e) { e.add_layer(0); }) << "10 10 20 30 +2 40 2";
  QTest::newRow("add within") << Edit([](auto& e) { e.add_layer(1); }) << "10 20 20 30 +3 40 2";
  QTest::newRow("add at its end") << Edit([](auto& e) { e.add_layer(2); }) << "10 20 30 30 +3 40 2";
  QTest::newRow("add behind it") << Edit([](auto& e) { e.add_layer(4); }) << "10 20 30 +2 40 40 2";
  QTest::newRow("remove before it") << Edit([](auto& e) { e.remove_layer(0); }) << "20 30 +2 40 2";
  QTest::newRow("remove within") << Edit([](auto& e) { e.remove_layer(1); }) << "10 30 +1 40 2";
  QTest::newRow("remove all of it") << Edit([](auto& e) {
    e.remove_layer(1);
    e.remove_layer(1);
  }) << "10 40 2";
  QTest::newRow("remove the sum") << Edit([](auto& e) { e.remove_layer(3); }) << "10 20 30 40 2";
  QTest::newRow("move within") << Edit([](auto& e) { e.move_layer(2, 1); }) << "10 30 20 +2 40 2";
  QTest::newRow("move in from above") << Edit([](auto& e) { e.move_layer(4, 3); }) << "10 20 30 40 +3 2";
  QTest::newRow("move in from below") << Edit([](auto& e) { e.move_layer(0, 1); }) << "20 10 30 +3 40 2";
  QTest::newRow("move out behind") << Edit([](auto& e) { e.move_layer(1, 3); }) << "10 30 +1 20 40 2";
  QTest::newRow("move out before") << Edit([](auto& e) { e.move_layer(1, 0); }) << "20 10 30 +1 40 2";
}

void ExperimentEditorTest::blocks_keep_their_layers() {
  QFETCH(std::function<void(ExperimentEditor&)>, edit);
  QFETCH(QString, outcome);
  Experiment experiment = lfp::test::small_experiment();
  lfp::LayerSpec sum{.kind = {.name = "residual", .settings = {}}, .activation = {}};
  sum.kind.settings.set("span", std::int64_t{2});
  experiment.network.layers = {lfp::test::dense_spec(10, "relu"), lfp::test::dense_spec(20, "relu"),
                               lfp::test::dense_spec(30, "relu"), sum,
                               lfp::test::dense_spec(40, "relu"), lfp::test::dense_spec(2, "")};
  Recorded recorded(experiment);
  edit(recorded.editor);
  QStringList words;
  for (const auto& layer : recorded.editor.experiment().network.layers) {
    const auto units = network_edits::units_of(layer);
    words << (units ? QString::number(*units) : QString("+%1").arg(layer.kind.settings.integer("span")));
  }
  QCOMPARE(words.join(' '), outcome);
}

void ExperimentEditorTest::the_output_can_neither_be_removed_nor_moved() {
  Recorded recorded(experiment_with_composite());
  recorded.editor.remove_layer(2);
  recorded.editor.move_layer(2, 0);
  QCOMPARE(outline(recorded.editor.experiment()), "12 8 2 1:zero 2:flat");
  recorded.editor.move_layer(0, 2);
  QCOMPARE(outline(recorded.editor.experiment()), "8 12 2 1:flat 2:zero");
}

void ExperimentEditorTest::rule_of_a_layer_is_set_and_cleared() {
  Recorded recorded;
  recorded.editor.set_layer_rule(0, 1, rule("gamma"));
  recorded.editor.set_layer_rule(0, 0, rule("zero"));
  QCOMPARE(outline(recorded.editor.experiment()), "12 12 2 1:zero 2:gamma");
  QCOMPARE(network_edits::layer_rule(recorded.editor.experiment(), 0, 1)->name, "gamma");
  recorded.editor.set_layer_rule(0, 1, std::nullopt);
  QCOMPARE(outline(recorded.editor.experiment()), "12 12 2 1:zero");
  QVERIFY(!network_edits::layer_rule(recorded.editor.experiment(), 0, 1));
  QCOMPARE(recorded.count<command::ChangeRun>(), 3);
  QCOMPARE(recorded.count<command::Load>(), 0);
}

void ExperimentEditorTest::while_running_a_restart_cannot_be_undone() {
  Recorded recorded;
  recorded.editor.add_layer(0);
  recorded.editor.set_snapshot(snapshot_of(recorded.editor.experiment(), true));
  QVERIFY(recorded.editor.is_running());
  QVERIFY(!recorded.editor.undo_action()->isEnabled());
  QVERIFY(recorded.editor.undo_action()->toolTip().contains("Pause"));
  recorded.set_learning_rate(0.7);
  QVERIFY(recorded.editor.undo_action()->isEnabled());
  recorded.editor.undo_action()->trigger();
  QVERIFY(!recorded.editor.undo_action()->isEnabled());
  recorded.editor.set_snapshot(snapshot_of(recorded.editor.experiment(), false));
  QVERIFY(recorded.editor.undo_action()->isEnabled());
}

void ExperimentEditorTest::undo_action_names_what_it_undoes() {
  Recorded recorded;
  QVERIFY(!recorded.editor.undo_action()->isEnabled());
  recorded.editor.remove_layer(1);
  QCOMPARE(recorded.editor.undo_action()->text(), "Undo: Remove layer 2");
  recorded.editor.undo_action()->trigger();
  QCOMPARE(recorded.editor.redo_action()->text(), "Redo: Remove layer 2");
}

}  // namespace lfp::test::experiment_editor_test

LFPLAB_QT_TEST(experiment_editor_test, ExperimentEditorTest)
#include "experiment_editor_test.moc"
