#include "tests/support/program.h"
#include "tests/support/qt_test.h"

#include <cmath>

namespace lfp::test::session_start_test {

class SessionStartTest : public QObject {
  Q_OBJECT

 private slots:
  void a_saved_session_is_trained_on_to_the_bit();
  void a_changed_session_says_that_its_experiment_does_not_repeat_it();
  void a_session_without_its_weights_is_not_trained_anew();
  void a_session_beyond_its_stop_has_nothing_to_do();
  void other_data_are_counted_anew();
  void another_network_starts_anew();
  void runs_of_a_session_stay();
  void scores_are_true_from_the_start();
  void weights_that_it_started_from_may_be_gone();
};

void SessionStartTest::a_saved_session_is_trained_on_to_the_bit() {
  Program program;
  const auto whole = program.run({"train", "example:xor", "--steps", "50", "--out", "whole"});
  QCOMPARE(program.run({"train", "example:xor", "--steps", "23", "--save", "half.lfplab"}).status, 0);
  const auto rest = program.run({"train", "half.lfplab", "--steps", "50", "--out", "rest"});
  QCOMPARE(rest.status, 0);
  QCOMPARE(last_line(rest.out), last_line(whole.out));
  QCOMPARE(rest.err, QString());
  QCOMPARE(program.read("rest/log.csv"), program.read("whole/log.csv"));
  const auto run = program.json("rest/summary.json")["runs"].toArray()[0].toObject();
  QCOMPARE(run["steps"].toInt(), 50);
  const double seconds = program.json("rest/summary.json")["seconds"].toDouble();
  QVERIFY(std::abs(run["steps_per_second"].toDouble() * seconds - 27) < 0.01);
}

void SessionStartTest::a_changed_session_says_that_its_experiment_does_not_repeat_it() {
  Program program;
  QCOMPARE(program.run({"train", "example:xor", "--steps", "23", "--save", "half.lfplab"}).status, 0);
  const QStringList change{"--set", "runs[0].optimiser.learning_rate=0.01"};
  const auto changed = program.run(
      QStringList{"train", "half.lfplab", "--steps", "50", "--out", "changed", "--save", "c.lfplab"} +
      change);
  QCOMPARE(changed.status, 0);
  QVERIFY2(changed.err.contains("half.lfplab: the experiment was changed at step 23"),
           qPrintable(changed.err));
  QVERIFY2(changed.err.contains("experiment.json alone does not lead"), qPrintable(changed.err));
  const auto anew = program.run({"train", "changed/experiment.json"});
  QVERIFY(last_line(anew.out) != last_line(changed.out));
  QCOMPARE(anew.err, QString());
  QCOMPARE(program.run(QStringList{"train", "half.lfplab", "--steps", "50"} + change).err, QString());
  const auto later = program.run({"train", "c.lfplab", "--steps", "60", "--out", "later"});
  QVERIFY2(later.err.contains("c.lfplab: the experiment was changed before it was saved"),
           qPrintable(later.err));
}

void SessionStartTest::a_session_without_its_weights_is_not_trained_anew() {
  Program program;
  QCOMPARE(program.run({"train", "example:xor", "--steps", "9", "--save", "s.lfplab"}).status, 0);
  const QByteArray whole = program.read("s.lfplab");
  program.write("no_history.lfplab", whole.left(whole.indexOf("runs/2/history.npz")));
  const auto partly = program.run({"train", "no_history.lfplab", "--steps", "12"});
  QCOMPARE(partly.status, 0);
  QVERIFY2(partly.err.contains("history of run 2"), qPrintable(partly.err));
  QCOMPARE(last_line(partly.out), last_line(program.run({"train", "s.lfplab", "--steps", "12"}).out));
  program.write("no_weights.lfplab", whole.left(2500));
  const auto refused = program.run({"train", "no_weights.lfplab", "--steps", "12"});
  QCOMPARE(refused.status, 3);
  QVERIFY2(refused.err.contains("no_weights.lfplab: The weights cannot be used"), qPrintable(refused.err));
}

void SessionStartTest::a_session_beyond_its_stop_has_nothing_to_do() {
  Program program;
  const auto saved = program.run({"train", "example:xor", "--epochs", "4", "--save", "s.lfplab"});
  for (const QStringList& stop : {QStringList{"--epochs", "3"}, QStringList{"--steps", "5"}, QStringList{}}) {
    const auto result = program.run(QStringList{"train", "s.lfplab", "--out", "out"} + stop);
    QCOMPARE(result.status, 2);
    VERIFY_CONTAINS(result.err, "s.lfplab: there is nothing to do: it is at epoch 4");
    QVERIFY(!program.exists("out"));
  }
  const auto as_it_is = program.run({"train", "s.lfplab", "--steps", "0", "--out", "out"});
  QCOMPARE(as_it_is.status, 0);
  QCOMPARE(last_line(as_it_is.out), last_line(saved.out));
  QCOMPARE(last_line(program.run({"train", "out/experiment.json"}).out), last_line(saved.out));
}

void SessionStartTest::other_data_are_counted_anew() {
  Program program;
  QCOMPARE(program.run({"train", "example:xor", "--epochs", "4", "--save", "s.lfplab"}).status, 0);
  const auto result =
      program.run({"train", "s.lfplab", "--set", "dataset.kind=moons", "--epochs", "3", "--out", "out"});
  QCOMPARE(result.status, 0);
  VERIFY_CONTAINS(result.err, "the session's weights are trained on");
  VERIFY_CONTAINS(result.err, "counted anew");
  const auto fresh =
      program.run({"train", "example:xor", "--set", "dataset.kind=moons", "--epochs", "3", "--out", "fresh"});
  QCOMPARE(run_of(program.json("out/summary.json"), 0)["steps"].toInt(),
           run_of(program.json("fresh/summary.json"), 0)["steps"].toInt());
  QVERIFY(last_line(fresh.out) != last_line(result.out));
}

void SessionStartTest::another_network_starts_anew() {
  Program program;
  QCOMPARE(program.run({"train", "example:xor", "--epochs", "4", "--save", "s.lfplab"}).status, 0);
  const QStringList change{"--set", "network.layers[0].units=5", "--epochs", "2"};
  const auto result = program.run(QStringList{"train", "s.lfplab"} + change);
  QCOMPARE(result.status, 0);
  VERIFY_CONTAINS(result.err, "training starts anew at step 0");
  QCOMPARE(last_line(result.out), last_line(program.run(QStringList{"train", "example:xor"} + change).out));
}

void SessionStartTest::runs_of_a_session_stay() {
  Program program;
  QCOMPARE(program.run({"train", "example:xor", "--epochs", "1", "--save", "s.lfplab"}).status, 0);
  const auto result = program.run({"train", "s.lfplab", "--epochs", "2", "--set", "runs[1]=null"});
  QCOMPARE(result.status, 2);
  VERIFY_CONTAINS(result.err, "runs can neither be added");
}

void SessionStartTest::weights_that_it_started_from_may_be_gone() {
  Program program;
  QCOMPARE(
      program.run({"train", "example:xor", "--epochs", "1", "--save", "first.lfplab", "--out", "out"}).status,
      0);
  const QStringList start{"train", "out/experiment.json", "--set",
                          R"(network.weights={"file":"../first.lfplab"})"};
  QCOMPARE(program.run(start + QStringList{"--epochs", "1", "--save", "s.lfplab"}).status, 0);
  const QStringList on{"train", "s.lfplab", "--epochs", "2"};
  const QString signature = last_line(program.run(on).out);
  QVERIFY(QFile::remove(program.path("first.lfplab")));
  const auto without = program.run(on);
  QCOMPARE(without.status, 0);
  QCOMPARE(last_line(without.out), signature);
  VERIFY_CONTAINS(without.err, "goes on without the weights that it started from");
  VERIFY_CONTAINS(without.err, "first.lfplab");
  // What has nothing else to start from is refused.
  const auto refused = program.run(start);
  QCOMPARE(refused.status, 3);
  VERIFY_CONTAINS(refused.err, "there is no such file of weights");
  VERIFY_CONTAINS(refused.err, "--set network.weights.file=FILE");
}

void SessionStartTest::scores_are_true_from_the_start() {
  Program program;
  const auto saved = program.run({"train", "example:blobs", "--epochs", "20", "--save", "s.lfplab"});
  const auto on = program.run({"train", "s.lfplab", "--epochs", "21"});
  const auto lines = on.out.split(QLatin1Char('\n')).filter("epoch ");
  QCOMPARE(lines.size(), 1);
  QVERIFY2(!lines[0].contains(" 0.0 %"), qPrintable(lines[0]));
  const auto as_it_is = program.run({"train", "s.lfplab", "--steps", "0"});
  QCOMPARE(as_it_is.out, saved.out.section(QLatin1Char('\n'), 20));
}

}  // namespace lfp::test::session_start_test

LFPLAB_QT_TEST(session_start_test, SessionStartTest)
#include "session_start_test.moc"
