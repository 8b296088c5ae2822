#include "tests/support/program.h"
#include "tests/support/qt_test.h"

namespace lfp::test::standard_output_test {

class StandardOutputTest : public QObject {
  Q_OBJECT

 private slots:
  void what_could_not_be_printed_is_no_success_data();
  void what_could_not_be_printed_is_no_success();
  void results_are_written_all_the_same();
  void a_closed_pipe_is_named();
};

void StandardOutputTest::what_could_not_be_printed_is_no_success_data() {
  QTest::addColumn<QString>("arguments");
  QTest::newRow("list") << "list views";
  QTest::newRow("train") << "train example:xor --steps 3 --quiet";
  QTest::newRow("train with lines") << "train example:xor --epochs 3";
  QTest::newRow("help") << "train --help";
  QTest::newRow("version") << "--version";
}

void StandardOutputTest::what_could_not_be_printed_is_no_success() {
  QFETCH(QString, arguments);
  const auto result = Program().run_in_shell("$lfplab " + arguments + " > /dev/full");
  QCOMPARE(result.status, 3);
  VERIFY_CONTAINS(result.err, "standard output: it cannot be written to: No space left on device");
}

void StandardOutputTest::results_are_written_all_the_same() {
  Program program;
  const auto result = program.run_in_shell("$lfplab train example:xor --epochs 3 --out res > /dev/full");
  QCOMPARE(result.status, 3);
  QCOMPARE(program.names("res"), (QStringList{"experiment.json", "log.csv", "summary.json", "weights"}));
  QCOMPARE(program.json("res/summary.json")["interrupted"].toBool(), false);
}

void StandardOutputTest::a_closed_pipe_is_named() {
  const auto result = Program().run_in_shell("{ sleep 0.1; $lfplab list views; echo status $? >&2; } | true");
  VERIFY_CONTAINS(result.err, "standard output: it cannot be written to: Broken pipe");
  VERIFY_CONTAINS(result.err, "status 3");
}

}  // namespace lfp::test::standard_output_test

LFPLAB_QT_TEST(standard_output_test, StandardOutputTest)
#include "standard_output_test.moc"
