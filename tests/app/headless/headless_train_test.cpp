#include "tests/support/program.h"
#include "tests/support/qt_test.h"

#include <QRegularExpression>

namespace lfp::test::headless_train_test {

/// An experiment whose second run diverges and whose first one does not.
const QByteArray diverging = R"({
  "format": "lfplab-experiment", "version": 1, "name": "diverged", "seed": 1,
  "dataset": { "kind": "plane", "noise": 0.4 },
  "network": { "layers": [ { "kind": "dense", "units": 8, "activation": "tanh" },
                           { "kind": "dense", "units": 1 } ] },
  "batch_size": 1, "stop": { "epochs": 3 },
  "runs": [ { "name": "LFP", "method": "lfp", "feedback": "squared_error",
              "optimiser": { "name": "sgd", "learning_rate": 0.02 } },
            { "name": "Gradient", "method": "gradient", "loss": "squared_error",
              "optimiser": { "name": "sgd", "learning_rate": 1, "momentum": 0.9 } } ] })";

class HeadlessTrainTest : public QObject {
  Q_OBJECT

 private slots:
  void every_example_can_be_trained();
  void trains_with_a_line_an_epoch_and_the_signature_last();
  void quiet_prints_the_signature_only();
  void what_it_writes_repeats_the_run_to_the_bit();
  void summary_and_log_agree();
  void divergence_ends_with_4_and_says_where();
  void a_run_beside_one_that_diverges_is_trained_as_if_alone();
  void a_diverged_run_has_no_score();
  void no_step_writes_the_initial_weights();
  void an_unwritable_folder_leaves_nothing_behind();
  void places_that_cannot_be_written_to_are_found_before_training_data();
  void places_that_cannot_be_written_to_are_found_before_training();
  void a_full_disk_takes_the_figure_only();
  void what_an_earlier_run_left_is_cleared();
  void numbers_have_a_point_in_any_locale();
};

void HeadlessTrainTest::every_example_can_be_trained() {
  const auto list = Program().run({"list", "examples"});
  QStringList examples;
  for (const auto& line : list.out.trimmed().split(QLatin1Char('\n')))
    examples << line.section(QLatin1Char(' '), 0, 0);
  QVERIFY(examples.size() >= 10);
  for (const auto& example : examples) {
    const auto result = Program().run({"train", "example:" + example, "--steps", "3"});
    if (example.startsWith("mnist")) {
      QVERIFY2(result.status == 0 || result.err.contains("t10k-images-idx3-ubyte.gz"),
               qPrintable(result.err));
      continue;
    }
    QVERIFY2(result.status == 0, qPrintable(example + ": " + result.err));
  }
}

void HeadlessTrainTest::trains_with_a_line_an_epoch_and_the_signature_last() {
  const auto result = Program().run({"train", "example:two_spirals", "--epochs", "3"});
  QCOMPARE(result.status, 0);
  const auto lines = result.out.trimmed().split(QLatin1Char('\n'));
  QCOMPARE(lines.filter(QRegularExpression("^epoch [123]  step \\d+ .*LFP-ε \\d+\\.\\d %, Gradient")).size(),
           3);
  QVERIFY2(QRegularExpression("^signature: [0-9a-f]{16}$").match(last_line(result.out)).hasMatch(),
           qPrintable(result.out));
  QCOMPARE(Program().run({"train", "example:two_spirals", "--epochs", "3"}).out, result.out);
}

void HeadlessTrainTest::quiet_prints_the_signature_only() {
  const auto result = Program().run({"train", "example:xor", "--steps", "2", "--quiet"});
  QCOMPARE(result.status, 0);
  QCOMPARE(result.out.trimmed(), last_line(result.out));
  QVERIFY(result.out.startsWith("signature: "));
  QCOMPARE(result.err, QString());
}

void HeadlessTrainTest::what_it_writes_repeats_the_run_to_the_bit() {
  Program program;
  const auto first = program.run({"train", "example:moons", "--set", "runs[0].rule.epsilon=0.001", "--set",
                                  "seed=5", "--steps", "30", "--out", "a/b", "--export", "csv,json"});
  QCOMPARE(first.status, 0);
  QCOMPARE(program.names("a/b"), (QStringList{"experiment.json", "log.csv", "summary.json", "weights"}));
  QCOMPARE(program.names("a/b/weights"), (QStringList{"Gradient.csv", "Gradient.json", "Gradient.npz",
                                                      "LFP-ε.csv", "LFP-ε.json", "LFP-ε.npz"}));
  const auto second = program.run({"train", "a/b/experiment.json", "--out", "c"});
  QCOMPARE(second.status, 0);
  QCOMPARE(last_line(second.out), last_line(first.out));
  for (const char* file : {"experiment.json", "log.csv", "weights/LFP-ε.npz", "weights/Gradient.npz"})
    QCOMPARE(program.read(QStringLiteral("c/") + file), program.read(QStringLiteral("a/b/") + file));
}

void HeadlessTrainTest::summary_and_log_agree() {
  Program program;
  const auto result = program.run({"train", "example:two_spirals", "--epochs", "4", "--out", "out"});
  QCOMPARE(result.status, 0);
  const auto summary = program.json("out/summary.json");
  QCOMPARE("signature: " + summary["signature"].toString(), last_line(result.out));
  const auto log = QString::fromUtf8(program.read("out/log.csv")).trimmed().split(QLatin1Char('\n'));
  QCOMPARE(log.size(), 1 + 2 * 4);
  QCOMPARE(log[0],
           "run,step,epoch,train_accuracy,test_accuracy,loss,mean_feedback,feedback_norm_1,feedback_norm_2,"
           "feedback_norm_3,flips_1,flips_2,flips_3,test_loss");
  const auto runs = summary["runs"].toArray();
  QCOMPARE(runs.size(), 2);
  for (int i = 0; i < 2; ++i) {
    const auto run = runs[i].toObject();
    const auto columns = log[4 * (i + 1)].split(QLatin1Char(','));
    QCOMPARE(run["name"].toString(), columns[0]);
    QCOMPARE(run["steps"].toInt(), columns[1].toInt());
    QCOMPARE(run["test_accuracy"].toDouble(), columns[4].toDouble());
    QCOMPARE(run["loss"].toDouble(), columns[5].toDouble());
    QVERIFY(run["diverged"].isNull());
    QVERIFY(run["train_accuracy"].toDouble() > 0.4);
    // Flips are those of weights, without biases, here as in the log.
    QCOMPARE(run["sign_changes"].toObject()["total"].toInt(), 2 * 16 + 16 * 16 + 16 * 2);
    QCOMPARE(run["sign_changes"].toObject()["flipped"].toInt(),
             columns[10].toInt() + columns[11].toInt() + columns[12].toInt());
  }
}

void HeadlessTrainTest::divergence_ends_with_4_and_says_where() {
  Program program;
  const auto result = program.run({"train", "example:two_spirals", "--steps", "100", "--out", "out", "--set",
                                   "runs[0].optimiser.learning_rate=1e9", "--set", "runs[0].clip_norm=null"});
  QCOMPARE(result.status, 4);
  QVERIFY2(QRegularExpression("LFP-ε diverged at layer \\d, step \\d+: ").match(result.err).hasMatch(),
           qPrintable(result.err));
  QVERIFY(last_line(result.out).startsWith("signature: "));
  const auto runs = program.json("out/summary.json")["runs"].toArray();
  const auto diverged = runs[0].toObject()["diverged"].toObject();
  QVERIFY(diverged["layer"].toInt() >= 1);
  QVERIFY(diverged["step"].toInt() < 100);
  QVERIFY(!diverged["cause"].toString().isEmpty());
  QVERIFY(runs[1].toObject()["diverged"].isNull());
}

void HeadlessTrainTest::a_run_beside_one_that_diverges_is_trained_as_if_alone() {
  Program program;
  program.write("e.json", diverging);
  QCOMPARE(program.run({"train", "e.json", "--out", "both", "--export", "csv"}).status, 4);
  QCOMPARE(
      program.run({"train", "e.json", "--out", "alone", "--export", "csv", "--set", "runs[1]=null"}).status,
      0);
  const auto weights = program.read("both/weights/LFP.csv");
  QVERIFY(!weights.isEmpty());
  QCOMPARE(weights, program.read("alone/weights/LFP.csv"));
  const auto steps = [&](const QString& folder) {
    return run_of(program.json(folder + "/summary.json"), 0)["steps"].toInt();
  };
  QCOMPARE(steps("both"), steps("alone"));
}

void HeadlessTrainTest::a_diverged_run_has_no_score() {
  Program program;
  program.write("e.json", diverging);
  const auto result = program.run({"train", "e.json"});
  QCOMPARE(result.status, 4);
  const QRegularExpression epoch("^epoch \\d+ .*LFP -?\\d\\.\\d{3}, Gradient diverged at step \\d+$");
  const auto lines = result.out.split(QLatin1Char('\n')).filter("epoch ");
  QVERIFY(!lines.isEmpty());
  for (const auto& line : lines) QVERIFY2(epoch.match(line).hasMatch(), qPrintable(line));
  const QRegularExpression end("\nGradient: diverged at step \\d+, \\d+ of 24 weights flipped");
  QVERIFY2(end.match(result.out).hasMatch(), qPrintable(result.out));
  const QString numbers = result.out.left(result.out.indexOf("signature")) + result.err;
  QVERIFY2(!QRegularExpression("\\d{9}").match(numbers).hasMatch(), qPrintable(numbers));
}

void HeadlessTrainTest::no_step_writes_the_initial_weights() {
  Program program;
  const auto result = program.run({"train", "example:xor", "--steps", "0", "--out", "out"});
  QCOMPARE(result.status, 0);
  QCOMPARE(run_of(program.json("out/summary.json"), 0)["steps"].toInt(), 0);
  QCOMPARE(program.read("out/weights/LFP-ε.npz"), program.read("out/weights/Gradient.npz"));
  QVERIFY(program.read("out/weights/Gradient.npz").size() > 1000);
  QCOMPARE(last_line(program.run({"train", "out/experiment.json"}).out), last_line(result.out));
}

void HeadlessTrainTest::an_unwritable_folder_leaves_nothing_behind() {
  Program program;
  program.write("results", "a file of mine");
  const auto result = program.run({"train", "example:xor", "--steps", "2", "--out", "results/today"});
  QCOMPARE(result.status, 3);
  QVERIFY2(result.err.contains("results"), qPrintable(result.err));
  QCOMPARE(program.read("results"), QByteArray("a file of mine"));
  QCOMPARE(program.names(), QStringList{"results"});
}

void HeadlessTrainTest::places_that_cannot_be_written_to_are_found_before_training_data() {
  QTest::addColumn<QStringList>("options");
  QTest::addColumn<QString>("named");
  QTest::newRow("no folder to save to") << QStringList{"--save", "missing/x.lfplab"} << "missing";
  QTest::newRow("no place to save to") << QStringList{"--save", "/proc/x.lfplab"} << "/proc";
  QTest::newRow("a device") << QStringList{"--save", "/dev/full"} << "/dev/full";
  QTest::newRow("no place for results") << QStringList{"--out", "/proc/x"} << "/proc/x";
  QTest::newRow("a folder for a file") << QStringList{"--out", "taken"} << "taken/summary.json";
  QTest::newRow("a file for a folder") << QStringList{"--out", "full"} << "full/weights";
  QTest::newRow("a figure") << QStringList{"--out", "drawn", "--figures", "curves.svg"}
                            << "drawn/figures/curves.svg";
}

void HeadlessTrainTest::places_that_cannot_be_written_to_are_found_before_training() {
  QFETCH(QStringList, options);
  QFETCH(QString, named);
  Program program;
  const QDir folder(program.path("."));
  for (const char* name : {"taken/summary.json", "full", "drawn/figures/curves.svg"}) folder.mkpath(name);
  program.write("full/weights", "a file of mine");
  const auto before = program.names();
  // If it began to train, it would not come back.
  const auto result = program.run(QStringList{"train", "example:xor", "--epochs", "1000000000"} + options);
  QCOMPARE(result.status, 3);
  VERIFY_CONTAINS(result.err, named);
  QCOMPARE(result.out, QString());
  QCOMPARE(program.names(), before);
  QCOMPARE(program.names("taken"), QStringList{"summary.json"});
  QCOMPARE(program.read("full/weights"), QByteArray("a file of mine"));
}

void HeadlessTrainTest::a_full_disk_takes_the_figure_only() {
  Program program;
  const auto result = program.run_in_shell(
      "trap '' XFSZ; ulimit -f 16; $lfplab train example:xor --epochs 3 --quiet --out res --figures "
      "curves.png");
  QCOMPARE(result.status, 3);
  VERIFY_CONTAINS(result.err, "res/figures/curves.png");
  QCOMPARE(program.names("res"), (QStringList{"experiment.json", "log.csv", "summary.json", "weights"}));
  QCOMPARE(program.names("res/weights"), (QStringList{"Gradient.npz", "LFP-ε.npz"}));
  QCOMPARE(program.json("res/summary.json")["runs"].toArray().size(), 2);
  QCOMPARE(program.read("res/log.csv").count('\n'), 1 + 2 * 3);
}

void HeadlessTrainTest::what_an_earlier_run_left_is_cleared() {
  Program program;
  const QStringList train{"train", "example:xor", "--steps", "2", "--out", "res"};
  QCOMPARE(program.run(train + QStringList{"--export", "csv", "--figures", "curves.svg"}).status, 0);
  program.write("res/notes.txt", "mine");
  program.write("res/weights/mine.npz", "mine");
  QCOMPARE(program.run(train + QStringList{"--set", "runs[1].name=Other"}).status, 0);
  QCOMPARE(program.names("res/weights"), (QStringList{"LFP-ε.npz", "mine.npz", "Other.npz"}));
  QVERIFY(!program.exists("res/figures/curves.svg"));
  QCOMPARE(program.read("res/notes.txt"), QByteArray("mine"));
}

void HeadlessTrainTest::numbers_have_a_point_in_any_locale() {
  const QStringList train{"train", "example:xor", "--epochs", "2", "--out", "res", "--figures", "curves.svg"};
  Program plain;
  const auto expected = plain.run(train);
  Program german;
  german.set_variable("LC_ALL", "de_DE.UTF-8");
  const auto result = german.run(train);
  QCOMPARE(result.out, expected.out);
  QCOMPARE(german.read("res/log.csv"), plain.read("res/log.csv"));
  QCOMPARE(german.read("res/experiment.json"), plain.read("res/experiment.json"));
}

}  // namespace lfp::test::headless_train_test

LFPLAB_QT_TEST(headless_train_test, HeadlessTrainTest)
#include "headless_train_test.moc"
