#include "widgets/views/convergence/convergence_view.h"

#include "tests/support/figure_texts.h"
#include "tests/support/painted_texts.h"
#include "tests/support/qt_test.h"
#include "tests/support/small_experiment.h"
#include "widgets/views/focus.h"

#include <QTest>

namespace lfp::test::convergence_view_test {
namespace {

Experiment sound_experiment() {
  Experiment experiment = small_experiment();
  experiment.batch_size = 1'000'000;
  RunSpec& run = experiment.runs.front();
  run.rule = choose("zero");
  run.optimiser = choose("sgd", {{"learning_rate", 0.01}, {"momentum", 0.0}});
  run.clip_norm.reset();
  return experiment;
}

/// A view of an experiment that was trained for some steps.
struct Shown {
  Lockstep lockstep;
  Focus focus;
  ConvergenceView view;

  explicit Shown(const Experiment& experiment, std::int64_t steps = 5)
      : lockstep(test::start(experiment)), view(focus) {
    view.resize(440, 260);
    view.show();
    train(steps);
  }
  void train(std::int64_t steps) {
    lockstep.advance(steps);
    Interest interest;
    view.add_interest(interest);
    view.set_snapshot(lockstep.snapshot(interest));
  }
  const ConvergenceCell& cell(ConvergenceCondition condition) const {
    return view.rows()[static_cast<std::size_t>(condition)].cells.front();
  }
};

}  // namespace

class ConvergenceViewTest : public QObject {
  Q_OBJECT

 private slots:
  void every_condition_is_told_with_its_number() {
    const Shown shown(sound_experiment());
    QCOMPARE(shown.view.rows().size(), convergence_conditions);
    for (const ConvergenceRow& row : shown.view.rows()) {
      // Gradient descent has no part in it.
      QCOMPARE(row.cells.size(), std::size_t{1});
      QVERIFY2(row.cells.front().holds, qPrintable(row.title));
      QVERIFY(!row.cells.front().number.isEmpty());
    }
    QCOMPARE(shown.cell(ConvergenceCondition::activations).number, QStringLiteral("all 26 units"));
    QCOMPARE(shown.cell(ConvergenceCondition::batch).number, QStringLiteral("200 of 200"));
    QCOMPARE(convergence_verdict(*shown.view.snapshot()->runs[0].convergence),
             QStringLiteral("All six conditions hold: each step raises the reward"));
  }

  void what_does_not_hold_is_told_and_counted() {
    Experiment experiment = sound_experiment();
    experiment.batch_size = 16;
    experiment.network.layers[0].activation = choose("tanh");
    const Shown shown(experiment);
    QVERIFY(!shown.cell(ConvergenceCondition::batch).holds);
    QCOMPARE(shown.cell(ConvergenceCondition::batch).number, QStringLiteral("16 of 200"));
    QCOMPARE(shown.cell(ConvergenceCondition::activations).number, QStringLiteral("tanh: 12 of 26"));
    QVERIFY(convergence_verdict(*shown.view.snapshot()->runs[0].convergence)
                .contains(QStringLiteral("not hold")));
  }

  void rising_losses_are_counted_step_by_step() {
    const Shown sound(sound_experiment(), 40);
    const auto falls = loss_rises(sound.view.snapshot()->runs[0].history);
    QVERIFY(falls.has_value());
    QCOMPARE(falls->steps, std::int64_t{39});
    QCOMPARE(falls->rises, std::int64_t{0});
    Experiment wild = sound_experiment();
    wild.runs[0].optimiser.settings.set("learning_rate", 10.0);
    QVERIFY(loss_rises(Shown(wild, 40).view.snapshot()->runs[0].history)->rises > 0);
  }

  void only_a_view_in_sight_asks_for_it() {
    Shown shown(sound_experiment());
    Interest none;
    QVERIFY(!shown.lockstep.snapshot(none).get()->runs[0].convergence.has_value());
    QVERIFY(shown.view.snapshot()->runs[0].convergence.has_value());
  }

  void all_texts_have_their_room_and_the_figure_has_them_too() {
    Shown shown(sound_experiment());
    QCOMPARE(text_problems(shown.view), QStringList());
    shown.view.resize(520, 320);
    QCOMPARE(text_problems(shown.view), QStringList());
    QVERIFY(texts_of(shown.view, {520, 320}).contains(QStringLiteral("200 of 200")));
    QVERIFY(shown.view.csv().startsWith(QStringLiteral("run,step,condition,holds,value\nLFP,5,")));
  }

  void without_a_run_of_lfp_there_is_a_sentence() {
    Experiment experiment = sound_experiment();
    experiment.runs.erase(experiment.runs.begin());
    Shown shown(experiment);
    QVERIFY(texts_of(shown.view, {520, 320}).join(QLatin1Char(' ')).contains(QStringLiteral("LFP alone")));
  }
};

}  // namespace lfp::test::convergence_view_test

LFPLAB_QT_TEST(convergence_view_test, ConvergenceViewTest)
#include "convergence_view_test.moc"
