#include "tests/support/program.h"
#include "tests/support/qt_test.h"

#include <csignal>

namespace lfp::test::interruption_test {

namespace {

/// Training without end, into the folder "out".
const QStringList endless{"train", "example:xor", "--epochs", "100000000", "--out", "out"};

void send(Program& program, int signal) {
  ::kill(static_cast<pid_t>(program.process().processId()), signal);
}

}  // namespace

class InterruptionTest : public QObject {
  Q_OBJECT

 private slots:
  void what_there_is_is_written_and_repeatable_data();
  void what_there_is_is_written_and_repeatable();
  void a_second_signal_ends_at_once();
  void nohup_is_obeyed();
  void the_log_grows_while_training_goes_on();
  void sessions_are_saved_on_the_way();
};

void InterruptionTest::what_there_is_is_written_and_repeatable_data() {
  QTest::addColumn<int>("signal");
  QTest::newRow("SIGINT") << SIGINT;
  QTest::newRow("SIGTERM") << SIGTERM;
  QTest::newRow("SIGHUP") << SIGHUP;
}

void InterruptionTest::what_there_is_is_written_and_repeatable() {
  QFETCH(int, signal);
  Program program;
  program.start(endless);
  QVERIFY(program.process().waitForReadyRead(longest_program_milliseconds));
  send(program, signal);
  const auto result = program.wait();
  QCOMPARE(result.status, 128 + signal);
  const auto summary = program.json("out/summary.json");
  QCOMPARE(summary["interrupted"].toBool(), true);
  QVERIFY(program.exists("out/weights/Gradient.npz"));
  const auto steps = run_of(summary, 0)["steps"].toInt();
  QVERIFY(steps > 0);
  QVERIFY(program.read("out/log.csv").count('\n') > 2);
  QCOMPARE(program.json("out/experiment.json")["stop"].toObject()["steps"].toInt(), steps);
  const auto again = program.run({"train", "out/experiment.json", "--out", "again"});
  QCOMPARE(last_line(again.out), last_line(result.out));
  QCOMPARE(program.json("again/summary.json")["interrupted"].toBool(), false);
}

void InterruptionTest::a_second_signal_ends_at_once() {
  Program program;
  // One step of it takes far longer than the test waits: the first signal is noted, but not yet obeyed.
  program.start({"train", "example:two_spirals", "--set", "dataset.samples=5000", "--set", "batch_size=5000",
                 "--set", "network.layers[0].units=3000", "--set", "network.layers[1].units=3000", "--epochs",
                 "1000", "--out", "out"});
  QTRY_VERIFY_WITH_TIMEOUT(program.exists("out/log.csv"), longest_program_milliseconds);
  send(program, SIGINT);
  send(program, SIGTERM);
  const auto result = program.wait();
  QVERIFY2(result.status == 130 || result.status == 143, qPrintable(QString::number(result.status)));
  QVERIFY(!program.exists("out/summary.json"));
}

void InterruptionTest::nohup_is_obeyed() {
  Program program;
  program.set_variable("lfplab", QStringLiteral(LFPLAB_PROGRAM));
  program.process().start("bash",
                          {"-c", "trap '' HUP; exec $lfplab train example:xor --epochs 100000000 --out out"});
  QVERIFY(program.process().waitForReadyRead(longest_program_milliseconds));
  send(program, SIGHUP);
  QVERIFY2(program.process().waitForReadyRead(longest_program_milliseconds), "training goes on");
  send(program, SIGINT);
  QCOMPARE(program.wait().status, 130);
}

void InterruptionTest::the_log_grows_while_training_goes_on() {
  Program program;
  program.start(endless);
  QTRY_VERIFY_WITH_TIMEOUT(program.read("out/log.csv").count('\n') > 5, longest_program_milliseconds);
  QVERIFY(program.read("out/log.csv").endsWith('\n'));
  QVERIFY(program.exists("out/experiment.json"));
  program.process().kill();
  program.wait();
  const auto rows = program.read("out/log.csv").count('\n') - 1;
  QVERIFY(rows >= 5);
}

void InterruptionTest::sessions_are_saved_on_the_way() {
  Program program;
  program.start(
      {"train", "example:xor", "--epochs", "100000000", "--save", "s.lfplab", "--checkpoint", "0.002"});
  QTRY_VERIFY_WITH_TIMEOUT(program.exists("s.lfplab"), longest_program_milliseconds);
  program.process().kill();
  program.wait();
  QCOMPARE(program.run({"train", "s.lfplab", "--steps", "0", "--out", "kept"}).status, 0);
  const int steps = run_of(program.json("kept/summary.json"), 0)["steps"].toInt();
  QVERIFY(steps > 0);
  const QStringList further{"--steps", QString::number(steps + 7)};
  QCOMPARE(last_line(program.run(QStringList{"train", "s.lfplab"} + further).out),
           last_line(program.run(QStringList{"train", "example:xor"} + further).out));

  const auto nowhere = program.run({"train", "example:xor", "--checkpoint", "1"});
  QCOMPARE(nowhere.status, 2);
  VERIFY_CONTAINS(nowhere.err, "--save FILE or --out DIR");
}

}  // namespace lfp::test::interruption_test

LFPLAB_QT_TEST(interruption_test, InterruptionTest)
#include "interruption_test.moc"
