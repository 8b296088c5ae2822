#include "widgets/panels/transport/diverged_bar.h"

#include "core/training/remedies.h"
#include "tests/support/qt_test.h"
#include "tests/support/small_experiment.h"
#include "widgets/editing/experiment_editor.h"

#include <QAction>
#include <QLabel>
#include <QLayout>
#include <QPushButton>
#include <QTest>
#include <memory>
#include <vector>

namespace lfp::test::diverged_bar_test {

namespace command = lfp::command;

namespace {

/// Run `run` has diverged, and these remedies have helped a copy of it.
std::shared_ptr<Snapshot> diverged(std::size_t run, const std::vector<lfp::RemedyKind>& helpful = {},
                                   const Experiment& experiment = lfp::test::small_experiment()) {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->runs.resize(2);
  snapshot->runs[run].are_remedies_tried = true;
  for (const lfp::RemedyKind kind : helpful)
    snapshot->runs[run].remedies.push_back({.kind = kind,
                                            .spec = lfp::with_remedy(kind, experiment.runs[run]).value(),
                                            .steps = 300,
                                            .loss = 0.5});
  snapshot->runs[run].divergence = lfp::Divergence{.layer = 2,
                                                   .step = 1418,
                                                   .unit = 3,
                                                   .quantity = "the update",
                                                   .term = "weight of neuron 3 from input 1",
                                                   .cause = "The learning rate is too large",
                                                   .remedy = "Lower it"};
  return snapshot;
}

/// The bar beside its editor; what both send ends up in one list, in order.
struct Recorded {
  explicit Recorded(const Experiment& experiment = lfp::test::small_experiment())
      : editor(experiment), bar(editor) {
    const auto record = [this](const Command& command) { commands.push_back(command); };
    QObject::connect(&editor, &ExperimentEditor::command_issued, record);
    QObject::connect(&bar, &DivergedBar::command_issued, record);
  }

  QPushButton* button(const QString& text) const {
    for (auto* candidate : bar.findChildren<QPushButton*>())
      if (candidate->text().contains(text) && !candidate->isHidden()) return candidate;
    return nullptr;
  }
  void click(const QString& text) {
    bar.resize(bar.sizeHint());
    QTest::mouseClick(button(text), Qt::LeftButton);
  }
  const lfp::RunSpec& changed_spec() const { return std::get<command::ChangeRun>(commands.at(1)).spec; }
  const lfp::RunSpec& spec(std::size_t run) const { return editor.experiment().runs[run]; }

  ExperimentEditor editor;
  DivergedBar bar;
  std::vector<Command> commands;
};

}  // namespace

class DivergedBarTest : public QObject {
  Q_OBJECT

 private slots:
  void bar_shows_only_while_a_run_is_diverged();
  void bar_says_where_and_why();
  void restore_goes_back_to_the_last_finite_state();
  void back_goes_ten_steps_further();
  void clipping_goes_back_first_and_can_be_undone();
  void a_remedy_changes_the_run_as_it_was_tried();
  void only_remedies_that_have_helped_are_offered_the_best_first();
  void restoring_brings_a_real_run_back();
};

void DivergedBarTest::bar_shows_only_while_a_run_is_diverged() {
  Recorded recorded;
  QVERIFY(recorded.bar.isHidden());
  recorded.bar.set_snapshot(diverged(0));
  QVERIFY(recorded.bar.isVisible());
  auto sound = std::make_shared<Snapshot>();
  sound->runs.resize(2);
  recorded.bar.set_snapshot(sound);
  QVERIFY(recorded.bar.isHidden());
}

void DivergedBarTest::bar_says_where_and_why() {
  Recorded recorded;
  recorded.bar.set_snapshot(diverged(1));
  QStringList texts;
  for (const auto* label : recorded.bar.findChildren<QLabel*>()) texts << label->text();
  QVERIFY(
      texts.contains("Diverged: run B, layer 2, step 1,418 · the update: weight of neuron 3 from input 1"));
  QVERIFY(texts.contains("The learning rate is too large"));
}

void DivergedBarTest::restore_goes_back_to_the_last_finite_state() {
  Recorded recorded;
  recorded.bar.set_snapshot(diverged(0));
  recorded.click("Restore");
  QCOMPARE(recorded.commands.size(), 1U);
  QCOMPARE(std::get<command::Revive>(recorded.commands[0]).steps_back, 0);
}

void DivergedBarTest::back_goes_ten_steps_further() {
  Recorded recorded;
  recorded.bar.set_snapshot(diverged(0));
  recorded.click("Back 10 steps");
  QCOMPARE(recorded.commands.size(), 1U);
  QCOMPARE(std::get<command::Revive>(recorded.commands[0]).steps_back, 10);
}

void DivergedBarTest::clipping_goes_back_first_and_can_be_undone() {
  Experiment experiment = lfp::test::small_experiment();
  experiment.runs[1].clip_norm.reset();
  Recorded recorded(experiment);
  recorded.bar.set_snapshot(diverged(1, {RemedyKind::clip}, experiment));
  recorded.click("Clip to 1");
  QCOMPARE(recorded.commands.size(), 2U);
  QCOMPARE(std::get<command::Revive>(recorded.commands[0]).run, 1U);
  QCOMPARE(std::get<command::Revive>(recorded.commands[0]).steps_back, 10);
  QCOMPARE(std::get<command::ChangeRun>(recorded.commands[1]).run, 1U);
  QCOMPARE(recorded.changed_spec().clip_norm, std::optional<double>(1.0));
  recorded.editor.undo_action()->trigger();
  QVERIFY(!recorded.spec(1).clip_norm);
}

void DivergedBarTest::a_remedy_changes_the_run_as_it_was_tried() {
  Recorded recorded;
  // What is trained, and so tried, is the experiment as the editor holds it.
  const Experiment trained = recorded.editor.experiment();
  recorded.bar.set_snapshot(diverged(0, {RemedyKind::raise_epsilon}, trained));
  recorded.click("Raise ε");
  QCOMPARE(recorded.changed_spec(), lfp::with_remedy(RemedyKind::raise_epsilon, trained.runs[0]).value());
  QCOMPARE(recorded.spec(0), recorded.changed_spec());
}

void DivergedBarTest::only_remedies_that_have_helped_are_offered_the_best_first() {
  Recorded recorded;
  recorded.bar.set_snapshot(diverged(0));
  for (const char* text : {"Clip", "Raise ε", "Use z+z", "Learning rate"}) QVERIFY(!recorded.button(text));
  recorded.bar.set_snapshot(diverged(0, {RemedyKind::lower_rate, RemedyKind::bounded_rule}));
  QVERIFY(!recorded.button("Raise ε"));
  recorded.bar.resize(recorded.bar.sizeHint());
  recorded.bar.layout()->activate();
  QVERIFY(recorded.button("Learning rate")->x() < recorded.button("Use z+z")->x());
  recorded.bar.set_snapshot(diverged(0, {RemedyKind::bounded_rule, RemedyKind::lower_rate}));
  recorded.bar.layout()->activate();
  QVERIFY(recorded.button("Use z+z")->x() < recorded.button("Learning rate")->x());
}

void DivergedBarTest::restoring_brings_a_real_run_back() {
  Experiment experiment = lfp::test::small_experiment();
  experiment.runs[0].clip_norm.reset();
  Recorded recorded(experiment);
  Lockstep lockstep = lfp::test::start(recorded.editor.experiment(), {.raster = false, .past = true});
  const auto carry_out = [&](const Command& command) {
    if (const auto* back = std::get_if<command::Revive>(&command))
      lockstep.revive(back->run, back->steps_back);
    if (const auto* change = std::get_if<command::ChangeRun>(&command))
      lockstep.intervene({change->run}, change->spec);
  };
  QObject::connect(&recorded.editor, &ExperimentEditor::command_issued, carry_out);
  QObject::connect(&recorded.bar, &DivergedBar::command_issued, carry_out);
  lockstep.advance(30);
  Experiment next = recorded.editor.experiment();
  next.runs[0].optimiser.settings.set("learning_rate", 1e9);
  recorded.editor.edit("Too fast", next);
  lockstep.advance(30);
  QVERIFY(lockstep.has_diverged());

  recorded.bar.set_snapshot(lockstep.snapshot({}));
  QVERIFY(recorded.bar.isVisible());
  recorded.click("Restore");
  QVERIFY(!lockstep.has_diverged());
  recorded.bar.set_snapshot(lockstep.snapshot({}));
  QVERIFY(recorded.bar.isHidden());
}

}  // namespace lfp::test::diverged_bar_test

LFPLAB_QT_TEST(diverged_bar_test, DivergedBarTest)
#include "diverged_bar_test.moc"
