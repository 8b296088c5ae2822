#include "core/activations/activation.h"
#include "core/base/error.h"
#include "core/feedback/feedback_function.h"
#include "core/layers/layer_entry.h"
#include "core/network/presets.h"
#include "core/optimisers/optimiser.h"
#include "core/optimisers/schedule.h"
#include "core/rules/rule.h"
#include "tests/support/qt_test.h"
#include "tests/support/small_experiment.h"
#include "widgets/editing/data_facts.h"
#include "widgets/editing/entry_items.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/editing/network_edits.h"
#include "widgets/editing/output_edits.h"
#include "widgets/editing/run_names.h"

#include <QTest>
#include <random>
#include <vector>

namespace lfp::test::experiment_walk_test {

namespace {

/// A person without a plan: edits of all kinds, drawn from a seed.
class Walker {
 public:
  Walker(ExperimentEditor& editor, unsigned seed) : editor_(editor), random_(seed) {}

  void edit() {
    using Edit = void (Walker::*)();
    static constexpr Edit edits[] = {
        &Walker::add_layer,  &Walker::remove_layer,   &Walker::move_layer,     &Walker::set_units,
        &Walker::set_kind,   &Walker::set_activation, &Walker::set_layer_rule, &Walker::freeze,
        &Walker::add_run,    &Walker::duplicate_run,  &Walker::rename_run,     &Walker::remove_run,
        &Walker::fork_run,   &Walker::choose_data,    &Walker::change_run,     &Walker::drag_rate,
        &Walker::set_batch,  &Walker::set_seed,       &Walker::use_preset,     &Walker::widen_block,
        &Walker::autoencode, &Walker::replace};
    (this->*edits[below(std::size(edits))])();
  }

 private:
  std::size_t below(std::size_t count) { return random_() % count; }
  int layer() { return static_cast<int>(below(now().network.layers.size())); }
  std::size_t run() { return below(now().runs.size()); }
  const Experiment& now() const { return editor_.experiment(); }

  template <class Registered>
  Choice any(const std::vector<Registered>& entries) {
    return lfp::default_choice(entries[below(entries.size())].info);
  }
  template <class By>
  void change(const By& by, int merge_id = -1) {
    Experiment next = now();
    by(next);
    editor_.edit("Change", std::move(next), merge_id);
  }

  void add_layer() { editor_.add_layer(layer() - 1); }
  void remove_layer() { editor_.remove_layer(layer()); }
  void move_layer() { editor_.move_layer(layer(), layer()); }
  void set_units() { editor_.set_units(layer(), static_cast<std::int64_t>(1 + below(40))); }
  void set_kind() { editor_.set_kind(layer(), any(lfp::layer_entries()).name); }
  void set_activation() { editor_.set_activation(layer(), any(lfp::activation_entries())); }
  void set_layer_rule() {
    const bool is_own = below(2) == 0;
    editor_.set_layer_rule(run(), layer(), is_own ? std::optional(any(lfp::rule_entries())) : std::nullopt);
  }
  void freeze() { editor_.set_frozen(layer(), below(2) == 0); }
  void add_run() { editor_.add_run(); }
  void duplicate_run() { editor_.duplicate_run(run()); }
  void rename_run() { editor_.rename_run(run(), QString("Run %1").arg(below(5))); }
  void remove_run() { editor_.remove_run(run()); }
  void fork_run() {
    if (now().runs.size() < lfp::most_runs) editor_.fork_run(run(), 7);
  }
  void choose_data() {
    std::vector<Choice> toys;
    for (const auto& entry : lfp::dataset_entries())
      if (entry.is_toy) toys.push_back(lfp::default_choice(entry.info));
    Choice toy = toys[below(toys.size())];
    if (toy.settings.has("samples")) toy.settings.set("samples", std::int64_t{120});
    change([&](Experiment& next) { next.dataset = toy; });
  }
  void change_run() {
    const std::size_t place = run();
    RunSpec next = now().runs[place];
    switch (below(6)) {
      case 0:
        next.method = below(2) == 0 ? lfp::Method::lfp : lfp::Method::gradient;
        break;
      case 1:
        next.rule = any(lfp::rule_entries());
        break;
      case 2:
        next.feedback = any(lfp::feedback_entries());
        break;
      case 3:
        next.optimiser = any(lfp::optimiser_entries());
        break;
      case 4:
        next.schedule = any(lfp::schedule_entries());
        break;
      default:
        next.clip_norm = below(2) == 0 ? std::optional(2.0) : std::nullopt;
        break;
    }
    editor_.edit("Change a run", lfp::with_run(now(), place, std::move(next)));
  }
  /// Merged into one undo step, as for a slider.
  void drag_rate() {
    const std::size_t place = run();
    for (int tick = 0; tick < 5; ++tick)
      change(
          [&](Experiment& next) {
            next.runs[place].optimiser.settings.set("learning_rate",
                                                    0.001 * static_cast<double>(1 + below(50)));
          },
          ExperimentEditor::merge_id_of("learning rate"));
    if (below(2) == 0) editor_.seal();
  }
  void set_batch() {
    change([&](Experiment& next) {
      next.batch_size = static_cast<std::int64_t>(1 + below(64));
      next.batch_reduction = below(2) == 0 ? lfp::BatchReduction::mean : lfp::BatchReduction::sum;
    });
  }
  void set_seed() {
    change([&](Experiment& next) { next.seed = below(1000); });
  }
  void use_preset() {
    const auto& preset = lfp::preset_entries()[below(lfp::preset_entries().size())];
    const auto& facts = editor_.data_facts();
    try {
      const auto outputs = lfp::wanted_outputs(now(), *facts).outputs;
      const auto network = preset.make(facts->shape, outputs);
      change([&](Experiment& next) {
        next.network = network;
        for (RunSpec& each : next.runs) each.composite.clear();
      });
    } catch (const lfp::Error&) {
      // The menu does not offer this one.
    }
  }
  void widen_block() {
    const auto place = static_cast<std::size_t>(layer());
    if (now().network.layers[place].kind.name != "residual") return;
    const auto span = static_cast<std::int64_t>(1 + below(4));
    change([&](Experiment& next) { next.network.layers[place].kind.settings.set("span", span); });
  }
  void autoencode() {
    change([&](Experiment& next) { next.autoencode = below(3) == 0; });
  }
  void replace() {
    if (below(4) == 0) editor_.replace(lfp::test::small_experiment(below(100)), "Open another");
  }

  ExperimentEditor& editor_;
  std::mt19937 random_;
};

/// What the engine has of the experiment, by the commands it got.
class Engine {
 public:
  explicit Engine(ExperimentEditor& editor) : has_(editor.experiment()) {
    QObject::connect(&editor, &ExperimentEditor::command_issued,
                     [this](const lfp::Command& command) { take(command); });
  }

  /// The name and the stop are none of its business.
  bool has(Experiment experiment) const {
    experiment.name = has_.name;
    experiment.stop = has_.stop;
    return experiment == has_;
  }

 private:
  void take(const lfp::Command& command) {
    namespace command_kind = lfp::command;
    if (const auto* load = std::get_if<command_kind::Load>(&command)) {
      has_ = load->experiment;
    } else if (const auto* change = std::get_if<command_kind::ChangeRun>(&command)) {
      has_.runs.at(change->run) = change->spec;
    } else if (const auto* fork = std::get_if<command_kind::Fork>(&command)) {
      if (fork->run >= has_.runs.size()) qFatal("there is no run to fork");
      has_.runs.push_back(fork->spec);
    } else if (const auto* remove = std::get_if<command_kind::RemoveRun>(&command)) {
      has_.runs.erase(has_.runs.begin() + static_cast<std::ptrdiff_t>(remove->run));
    } else {
      qFatal("the editor has no other commands");
    }
  }

  Experiment has_;
};

/// Why the engine would refuse the experiment; empty if it trains.
QString refusal(const Experiment& experiment) {
  try {
    lfp::test::start(experiment).advance(1);
    return {};
  } catch (const lfp::Error& error) {
    return QString::fromStdString(error.what());
  }
}

}  // namespace

class ExperimentWalkTest : public QObject {
  Q_OBJECT

 private slots:
  void every_step_of_a_walk_trains_or_says_why_not_data() { seeds(4); }
  void every_step_of_a_walk_trains_or_says_why_not();
  void a_walk_can_be_gone_back_and_forth_data() { seeds(12); }
  void a_walk_can_be_gone_back_and_forth();

 private:
  static void seeds(unsigned count) {
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= count; ++seed) QTest::addRow("seed %u", seed) << seed;
  }
};

void ExperimentWalkTest::every_step_of_a_walk_trains_or_says_why_not() {
  QFETCH(unsigned, seed);
  ExperimentEditor editor(lfp::test::small_experiment());
  Walker walker(editor, seed);
  int trained = 0;
  for (int step = 0; step < 150; ++step) {
    walker.edit();
    const Experiment& now = editor.experiment();
    QCOMPARE(lfp::parse_experiment(lfp::to_json(now), ""), now);
    if (!editor.training_problem().isEmpty()) continue;
    const QString problem = refusal(now);
    QVERIFY2(problem.isEmpty(), qPrintable(QString("edit %1: %2").arg(step).arg(problem)));
    ++trained;
  }
  QVERIFY2(trained > 30, "most networks can be trained");
}

void ExperimentWalkTest::a_walk_can_be_gone_back_and_forth() {
  QFETCH(unsigned, seed);
  ExperimentEditor editor(lfp::test::small_experiment());
  const Engine engine(editor);
  const auto is_brought = [&] {
    return !editor.training_problem().isEmpty() || engine.has(editor.experiment());
  };
  std::vector<std::string> seen{lfp::to_json(editor.experiment())};
  Walker walker(editor, seed);
  for (int step = 0; step < 400; ++step) {
    walker.edit();
    QVERIFY2(is_brought(), qPrintable(QString("edit %1").arg(step)));
    seen.push_back(lfp::to_json(editor.experiment()));
  }
  const std::string first = seen.front();
  const std::string last = seen.back();
  QUndoStack& stack = editor.undo_stack();
  QVERIFY(stack.count() > 150);
  while (stack.canUndo()) {
    stack.undo();
    QVERIFY(is_brought());
    const std::string here = lfp::to_json(editor.experiment());
    QVERIFY2(std::find(seen.begin(), seen.end(), here) != seen.end(), "undo leads where a person has been");
  }
  QCOMPARE(lfp::to_json(editor.experiment()), first);
  while (stack.canRedo()) {
    stack.redo();
    QVERIFY(is_brought());
  }
  QCOMPARE(lfp::to_json(editor.experiment()), last);
}

}  // namespace lfp::test::experiment_walk_test

LFPLAB_QT_TEST(experiment_walk_test, ExperimentWalkTest)
#include "experiment_walk_test.moc"
