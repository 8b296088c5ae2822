#include "tests/support/program.h"
#include "tests/support/qt_test.h"

namespace lfp::test::command_line_test {

class CommandLineTest : public QObject {
  Q_OBJECT

 private slots:
  void says_its_version();
  void helps();
  void every_help_shows_an_example();
  void wrong_usage_ends_with_2_data();
  void wrong_usage_ends_with_2();
  void unusable_files_end_with_3();
  void a_window_is_not_opened_on_nothing();
  void misspelt_words_are_answered_with_the_nearest_data();
  void misspelt_words_are_answered_with_the_nearest();
};

void CommandLineTest::says_its_version() {
  const auto result = Program().run({"--version"});
  QCOMPARE(result.status, 0);
  QVERIFY2(result.out.startsWith("lfplab "), qPrintable(result.out));
}

void CommandLineTest::helps() {
  const auto result = Program().run({"train", "--help"});
  QCOMPARE(result.status, 0);
  for (const char* option :
       {"--set", "--steps", "--epochs", "--out", "--export", "--figures", "--save", "--quiet"})
    QVERIFY2(result.out.contains(option), option);
}

void CommandLineTest::every_help_shows_an_example() {
  for (const char* command : {"train", "study", "list", "convert", "screenshots"}) {
    const auto result = Program().run({command, "--help"});
    QCOMPARE(result.status, 0);
    VERIFY_CONTAINS(result.out, QString("Example:\n  lfplab ") + command);
  }
}

void CommandLineTest::wrong_usage_ends_with_2_data() {
  QTest::addColumn<QStringList>("arguments");
  QTest::addColumn<QString>("named");
  QTest::newRow("unknown option") << QStringList{"--colour"} << "--colour";
  QTest::newRow("nothing to train") << QStringList{"train"} << "FILE";
  QTest::newRow("unknown list") << QStringList{"list", "rule"} << "rule";
  QTest::newRow("no number") << QStringList{"train", "example:xor", "--steps", "many"} << "--steps";
  QTest::newRow("less than no step") << QStringList{"train", "example:xor", "--steps", "-1"} << "--steps";
  QTest::newRow("steps and epochs") << QStringList{"train", "example:xor", "--steps", "1", "--epochs", "1"}
                                    << "--epochs";
  QTest::newRow("no value") << QStringList{"train", "example:xor", "--set", "seed"} << "--set seed";
  QTest::newRow("unknown path") << QStringList{"train", "example:xor", "--set", "speed=1"}
                                << "speed: the key is not known";
  QTest::newRow("wrong value") << QStringList{"train", "example:xor", "--set", "runs[0].rule.epsilon=x"}
                               << "runs[0].rule.epsilon: the value has the wrong type";
  QTest::newRow("empty folder") << QStringList{"train", "example:xor", "--out", ""} << "--out";
  QTest::newRow("no folder") << QStringList{"train", "example:xor", "--figures", "all"} << "--out";
  QTest::newRow("unknown view") << QStringList{"train", "example:xor", "--out", "o", "--figures", "piechart"}
                                << "piechart";
  QTest::newRow("unknown picture format")
      << QStringList{"train", "example:xor", "--out", "o", "--figures", "curves.bmp"} << "bmp";
  QTest::newRow("unknown weights format")
      << QStringList{"train", "example:xor", "--out", "o", "--export", "xml"} << "xml";
  QTest::newRow("no stop") << QStringList{"train", "example:xor", "--set", "stop=null"}
                           << "--steps or --epochs";
}

void CommandLineTest::wrong_usage_ends_with_2() {
  QFETCH(QStringList, arguments);
  QFETCH(QString, named);
  Program program;
  const auto result = program.run(arguments);
  QCOMPARE(result.status, 2);
  QCOMPARE(result.out, QString());
  QVERIFY2(result.err.contains(named), qPrintable(result.err));
  QCOMPARE(program.names(), QStringList());
}

void CommandLineTest::unusable_files_end_with_3() {
  Program program;
  program.write("broken.json", "{\n  \"format\": \n}");
  program.write("typo.json", R"({"format": "lfplab-experiment", "version": 1, "dataset": {"kind": "moon"}})");
  const QList<QPair<QString, QString>> cases = {
      {"none.json", "none.json: there is no such file"},
      {"broken.json", "broken.json, line 3"},
      {"typo.json", "typo.json: dataset.kind: there is no \"moon\""},
      {"example:none", "example:none: there is no such example"}};
  for (const auto& [file, named] : cases) {
    const auto result = program.run({"train", file, "--out", "out"});
    QCOMPARE(result.status, 3);
    QVERIFY2(result.err.contains(named), qPrintable(result.err));
    QCOMPARE(result.out, QString());
  }
  const auto misfit =
      program.run({"train", "example:xor", "--set", "network.layers[1].units=5", "--out", "out"});
  QCOMPARE(misfit.status, 3);
  QVERIFY2(misfit.err.contains("network.layers[1].units"), qPrintable(misfit.err));
  QCOMPARE(program.names(), (QStringList{"broken.json", "typo.json"}));
}

void CommandLineTest::a_window_is_not_opened_on_nothing() {
  Program program;
  program.set_variable("QT_QPA_PLATFORM", "offscreen");  // a window would open, and stay
  const auto missing = program.run({"nosuchfile.json"});
  QCOMPARE(missing.status, 3);
  VERIFY_CONTAINS(missing.err, "nosuchfile.json: there is no such file");
  const auto example = program.run({"example:spirals"});
  QCOMPARE(example.status, 3);
  VERIFY_CONTAINS(example.err, "example:spirals: there is no such example. Did you mean two_spirals?");
}

void CommandLineTest::misspelt_words_are_answered_with_the_nearest_data() {
  QTest::addColumn<QStringList>("arguments");
  QTest::addColumn<QString>("answer");
  const auto set = [](const char* name, const char* change, const char* answer) {
    QTest::newRow(name) << QStringList{"train", "example:two_spirals", "--set", change} << answer;
  };
  QTest::newRow("command") << QStringList{"trian"} << "Did you mean lfplab train?";
  QTest::newRow("command with more") << QStringList{"trian", "example:xor", "--steps", "3"}
                                     << "Did you mean lfplab train?";
  QTest::newRow("option") << QStringList{"train", "example:xor", "--epoch", "3"} << "Did you mean --epochs?";
  QTest::newRow("option of the window") << QStringList{"--them=dark"} << "Did you mean --theme?";
  QTest::newRow("value of the window") << QStringList{"--theme", "drak"} << "Did you mean dark?";
  QTest::newRow("list") << QStringList{"list", "rule"} << "Did you mean rules?";
  QTest::newRow("view") << QStringList{"train", "example:xor", "--out", "o", "--figures", "curve"}
                        << "Did you mean curves?";
  QTest::newRow("weights format") << QStringList{"train", "example:xor", "--out", "o", "--export", "jsn"}
                                  << "Did you mean json?";
  set("key", "runs[0].rule.epsilom=1", "Did you mean runs[0].rule.epsilon?");
  set("left out", "runs[0].epsilon=1", "Did you mean runs[0].rule.epsilon?");
  set("short form", "runs[0].optimiser.lr=1", "Did you mean runs[0].optimiser.learning_rate?");
  set("value", "runs[0].rule=epsilom", "Did you mean epsilon?");
  set("data", "dataset.kind=moon", "Did you mean moons?");
  set("network", "network=lennet", "Did you mean lenet?");
}

void CommandLineTest::misspelt_words_are_answered_with_the_nearest() {
  QFETCH(QStringList, arguments);
  QFETCH(QString, answer);
  Program program;
  const auto result = program.run(arguments);
  QCOMPARE(result.status, 2);
  VERIFY_CONTAINS(result.err, answer);
  QCOMPARE(result.out, QString());
  QCOMPARE(program.names(), QStringList());
}

}  // namespace lfp::test::command_line_test

LFPLAB_QT_TEST(command_line_test, CommandLineTest)
#include "command_line_test.moc"
