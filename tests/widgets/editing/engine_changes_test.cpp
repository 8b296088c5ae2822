#include "widgets/editing/engine_changes.h"

#include "tests/support/qt_test.h"
#include "tests/support/small_experiment.h"

#include <QTest>
#include <variant>

namespace lfp::test::engine_changes_test {

/// What is sent to an engine when an experiment changes.
class EngineChangesTest : public QObject {
  Q_OBJECT

 private slots:
  void an_equal_experiment_needs_no_command() {
    const auto commands = commands_between(two_runs(), two_runs());
    QVERIFY(commands && commands->empty());
  }

  void each_changed_run_is_sent() {
    Experiment after = two_runs();
    after.runs[1].clip_norm = 2.5;
    const auto commands = commands_between(two_runs(), after);
    QVERIFY(commands && commands->size() == 1);
    const auto& change = std::get<command::ChangeRun>(commands->front());
    QCOMPARE(change.run, 1U);
    QCOMPARE(change.spec, after.runs[1]);
  }

  void a_run_that_is_gone_is_removed() {
    Experiment after = two_runs();
    after.runs.erase(after.runs.begin());
    const auto commands = commands_between(two_runs(), after);
    QVERIFY(commands && commands->size() == 1);
    QCOMPARE(std::get<command::RemoveRun>(commands->front()).run, 0U);
  }

  void a_run_behind_the_others_is_a_fork_of_its_parent_and_without_one_a_new_start() {
    Experiment after = two_runs();
    after.runs.push_back(after.runs[0]);
    after.runs.back().name = "fork";
    const auto commands = commands_between(two_runs(), after, 0);
    QVERIFY(commands && commands->size() == 1);
    QCOMPARE(std::get<command::Fork>(commands->front()).run, 0U);
    QVERIFY(!commands_between(two_runs(), after));
  }

  void other_data_network_or_seed_start_anew() {
    Experiment after = two_runs();
    after.seed += 1;
    QVERIFY(!commands_between(two_runs(), after));
    after = two_runs();
    after.network.layers.erase(after.network.layers.begin());
    QVERIFY(!commands_between(two_runs(), after));
    after = two_runs();
    after.dataset.name = "moons";
    QVERIFY(!commands_between(two_runs(), after));
  }

 private:
  static Experiment two_runs() {
    Experiment experiment = test::small_experiment();
    experiment.runs.resize(1);
    experiment.runs.push_back(experiment.runs[0]);
    experiment.runs[0].name = "a";
    experiment.runs[1].name = "b";
    return experiment;
  }
};

}  // namespace lfp::test::engine_changes_test

LFPLAB_QT_TEST(engine_changes_test, EngineChangesTest)
#include "engine_changes_test.moc"
