#include "tests/support/program.h"
#include "tests/support/qt_test.h"

#include <QRegularExpression>
#include <csignal>

namespace lfp::test::study_command_test {

const QByteArray small = R"({ "format": "lfplab-study", "version": 1, "name": "Small", "seeds": [1, 2],
  "question": "Does it work?", "stop": { "epochs": 2 }, "experiment": "example:two_spirals",
  "set": { "dataset.samples": 80 },
  "axes": [ { "path": "runs[*].optimiser.learning_rate", "from": 0.01, "to": 1, "steps": 3, "scale": "log" },
            { "path": "runs[0].rule", "values": ["epsilon", "zero"] } ] })";

/// A study that takes long enough to be interrupted, and each of whose trainings does not.
const QByteArray long_lasting = R"({ "format": "lfplab-study", "version": 1, "name": "Long", "seeds": [1],
  "stop": { "epochs": 5 }, "experiment": "example:two_spirals",
  "axes": [ { "path": "runs[0].rule.epsilon", "from": 0.001, "to": 1, "steps": 5000 } ] })";

const QString done_line = QStringLiteral("study: 12 trainings done, 0 failed, 0 missing");

QStringList rows_without_seconds(const QByteArray& cells) {
  QStringList rows = QString::fromUtf8(cells).trimmed().split(QLatin1Char('\n'));
  for (QString& row : rows) row = row.section(QLatin1Char(','), 0, -2);
  return rows;
}

class StudyCommandTest : public QObject {
  Q_OBJECT

 private slots:
  void writes_results_and_a_report();
  void layers_are_reported_where_a_measure_tells_of_them();
  void pictures_that_are_asked_for_are_in_the_report();
  void equals_train_of_the_same_experiment_and_seed();
  void what_is_done_is_not_done_again();
  void another_study_is_refused_and_forced();
  void shards_merge_into_what_a_single_run_writes();
  void a_shard_of_an_altered_study_is_refused_and_forced();
  void merging_names_what_is_missing();
  void an_interrupted_study_goes_on_where_it_was();
  void cells_that_cannot_exist_do_not_stop_the_others();
  void without_any_result_the_study_has_failed();
  void too_many_cells_are_told_with_the_time();
  void wrong_usage_ends_with_2_data();
  void wrong_usage_ends_with_2();
  void unusable_files_end_with_3();
  void a_full_disk_ends_with_3();
  void data_that_are_not_there_are_told_of();
  void weights_that_are_not_there_are_told_of();
  void scripts_name_program_study_and_shards();
  void every_shipped_study_can_be_read();
};

void StudyCommandTest::writes_results_and_a_report() {
  Program program;
  program.write("s.json", small);
  const auto result = program.run({"study", "s.json", "--out", "a/b", "--jobs", "2"});
  QVERIFY2(result.status == 0, qPrintable(result.err));
  QCOMPARE(last_line(result.out), done_line);
  VERIFY_CONTAINS(result.err, "12 trainings (6 cells, 2 seeds)");
  QCOMPARE(program.names("a/b"), (QStringList{"cells.csv", "curves.csv", "figures", "layers.csv",
                                              "report.html", "report.pdf", "study.json", "study.sqlite"}));
  QVERIFY(program.names("a/b/figures").contains("test_accuracy.svg"));
  QVERIFY(program.read("a/b/report.pdf").startsWith("%PDF"));
  const QString report = QString::fromUtf8(program.read("a/b/report.html"));
  VERIFY_CONTAINS(report, "Does it work?");
  VERIFY_CONTAINS(report, "<svg");
  QVERIFY(!report.contains("src="));
  const QStringList rows = rows_without_seconds(program.read("a/b/cells.csv"));
  QCOMPARE(rows.size(), 25);
  QCOMPARE(rows[0],
           "runs[*].optimiser.learning_rate,runs[0].rule,seed,run,steps,train_accuracy,test_accuracy,loss,"
           "flipped,feedback_ratio,diverged_step");
  const auto again = program.run({"study", "a/b/study.json", "--out", "c"});
  QCOMPARE(last_line(again.out), done_line);
  QCOMPARE(program.read("c/curves.csv"), program.read("a/b/curves.csv"));
}

void StudyCommandTest::layers_are_reported_where_a_measure_tells_of_them() {
  Program program;
  program.write("first.json",
                R"({ "format": "lfplab-study", "version": 1, "name": "Layers", "seeds": [1, 2],
  "stop": { "epochs": 3 }, "experiment": "example:two_spirals", "measures": ["moved", "firing_rate"],
  "set": { "dataset.samples": 80, "network.weights": { "experiment": { "format": "lfplab-experiment",
    "version": 1, "dataset": { "kind": "moons", "samples": 80 }, "stop": { "epochs": 2 },
    "network": { "layers": [ { "kind": "dense", "units": 16, "activation": "relu" },
      { "kind": "dense", "units": 16, "activation": "relu" }, { "kind": "dense", "units": 2 } ] },
    "runs": [ { "name": "LFP-ε", "method": "lfp" } ] } } } })");
  const auto result = program.run({"study", "first.json", "--out", "a"});
  QVERIFY2(result.status == 0, qPrintable(result.err));
  const QStringList figures = program.names("a/figures");
  for (const char* name : {"curves.svg", "curves-moved.svg", "curves-moved-layers.svg"})
    QVERIFY2(figures.contains(name), qPrintable(figures.join(" ")));
  QVERIFY2(!figures.contains("curves-firing_rate.svg"), "nothing spikes");
  const QString report = QString::fromUtf8(program.read("a/report.html"));
  VERIFY_CONTAINS(report, "Distance moved, layer by layer");
  VERIFY_CONTAINS(report, "Layer 3");
  VERIFY_CONTAINS(report, "Up to epoch 0");
  VERIFY_CONTAINS(QString::fromUtf8(program.read("a/curves.csv")), "\n1,LFP-ε,0,0,");
}

void StudyCommandTest::pictures_that_are_asked_for_are_in_the_report() {
  Program program;
  QByteArray study = small;
  study.replace("\"version\": 1,", "\"version\": 1, \"pictures\": [\"boundaries\", \"paths\"],");
  program.write("s.json", study);
  QCOMPARE(program.run({"study", "s.json", "--out", "a"}).status, 0);
  const QStringList figures = program.names("a/figures");
  // A path for each rule.
  for (const char* name : {"boundaries.svg", "boundaries.pdf", "paths-1.svg", "paths-2.svg"})
    QVERIFY2(figures.contains(QLatin1String(name)), name);
  const QString page = QString::fromUtf8(program.read("a/report.html"));
  VERIFY_CONTAINS(page, "Decision boundaries");
  VERIFY_CONTAINS(page, "of the movement");
  // And they are asked for again by what repeats it.
  VERIFY_CONTAINS(QString::fromUtf8(program.read("a/study.json")), "boundaries");
}

void StudyCommandTest::equals_train_of_the_same_experiment_and_seed() {
  Program program;
  program.write("s.json", small);
  program.run({"study", "s.json", "--out", "a"});
  const auto trained =
      program.run({"train", "example:two_spirals", "--set", "dataset.samples=80", "--set",
                   "runs[0].optimiser.learning_rate=0.1", "--set", "runs[1].optimiser.learning_rate=0.1",
                   "--set", "runs[0].rule=zero", "--set", "seed=2", "--epochs", "2", "--out", "t"});
  QCOMPARE(trained.status, 0);
  const QJsonObject run = run_of(program.json("t/summary.json"), 0);
  const QString begins = QStringLiteral("0.1,zero,2,LFP-ε,");
  const QStringList rows = rows_without_seconds(program.read("a/cells.csv")).filter(begins);
  QCOMPARE(rows.size(), 1);
  const QStringList fields = rows[0].mid(begins.size()).split(QLatin1Char(','));
  QCOMPARE(fields[0].toInt(), run["steps"].toInt());
  QCOMPARE(fields[1].toDouble(), run["train_accuracy"].toDouble());
  QCOMPARE(fields[2].toDouble(), run["test_accuracy"].toDouble());
  QCOMPARE(fields[3].toDouble(), run["loss"].toDouble());
}

void StudyCommandTest::what_is_done_is_not_done_again() {
  Program program;
  program.write("s.json", small);
  program.run({"study", "s.json", "--out", "a"});
  const QByteArray cells = program.read("a/cells.csv");
  const auto result = program.run({"study", "s.json", "--out", "a"});
  QCOMPARE(last_line(result.out), done_line);
  // With the very same seconds.
  QCOMPARE(program.read("a/cells.csv"), cells);
}

void StudyCommandTest::another_study_is_refused_and_forced() {
  Program program;
  program.write("s.json", small);
  program.run({"study", "s.json", "--out", "a"});
  program.write("s.json", QByteArray(small).replace("80", "90"));
  const auto refused = program.run({"study", "s.json", "--out", "a"});
  QCOMPARE(refused.status, 3);
  VERIFY_CONTAINS(refused.err, "study.sqlite");
  VERIFY_CONTAINS(refused.err, "another study");
  QCOMPARE(program.run({"study", "s.json", "--out", "a", "--force"}).status, 0);
}

void StudyCommandTest::shards_merge_into_what_a_single_run_writes() {
  Program program;
  program.write("s.json", small);
  for (const char* shard : {"1/3", "2/3", "3/3"}) {
    const auto result = program.run({"study", "s.json", "--out", "a", "--shard", shard});
    QCOMPARE(last_line(result.out), "study: 4 trainings done, 0 failed, 0 missing");
  }
  QVERIFY(!program.exists("a/cells.csv"));
  const auto merged = program.run({"study", "--merge", "a"});
  QVERIFY2(merged.status == 0, qPrintable(merged.err));
  QCOMPARE(last_line(merged.out), done_line);
  program.run({"study", "s.json", "--out", "b"});
  QCOMPARE(program.read("a/curves.csv"), program.read("b/curves.csv"));
  QCOMPARE(rows_without_seconds(program.read("a/cells.csv")),
           rows_without_seconds(program.read("b/cells.csv")));
  QVERIFY(program.exists("a/report.html"));
}

void StudyCommandTest::a_shard_of_an_altered_study_is_refused_and_forced() {
  Program program;
  program.write("s.json", small);
  program.run({"study", "s.json", "--out", "a", "--shard", "1/3"});
  program.write("s.json", QByteArray(small).replace("80", "90"));
  const auto refused = program.run({"study", "s.json", "--out", "a", "--shard", "2/3"});
  QCOMPARE(refused.status, 3);
  VERIFY_CONTAINS(refused.err, "study.json");
  VERIFY_CONTAINS(refused.err, "altered");
  QVERIFY(!program.exists("a/study-2-of-3.sqlite"));
  QCOMPARE(program.run({"study", "s.json", "--out", "a", "--shard", "2/3", "--force"}).status, 0);
}

void StudyCommandTest::merging_names_what_is_missing() {
  Program program;
  program.write("s.json", small);
  program.run({"study", "s.json", "--out", "a", "--shard", "2/3"});
  const auto merged = program.run({"study", "--merge", "a"});
  QCOMPARE(merged.status, 0);
  QCOMPARE(last_line(merged.out), "study: 4 trainings done, 0 failed, 8 missing");
  VERIFY_CONTAINS(merged.err, "study-1-of-3.sqlite");
  VERIFY_CONTAINS(merged.err, "study-3-of-3.sqlite");
  QCOMPARE(program.run({"study", "--merge", "nowhere"}).status, 3);
}

void StudyCommandTest::an_interrupted_study_goes_on_where_it_was() {
  Program program;
  program.write("s.json", long_lasting);
  program.start({"study", "s.json", "--out", "a"});
  QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(program.path("a/study.sqlite")).size() > 60000,
                           longest_program_milliseconds);
  ::kill(static_cast<pid_t>(program.process().processId()), SIGTERM);
  const auto interrupted = program.wait();
  QCOMPARE(interrupted.status, 128 + SIGTERM);
  const QRegularExpression line("^study: (\\d+) trainings done, 0 failed, (\\d+) missing$");
  const auto first = line.match(last_line(interrupted.out));
  QVERIFY2(first.hasMatch(), qPrintable(interrupted.out));
  QVERIFY(first.captured(1).toInt() > 0);
  QVERIFY(first.captured(2).toInt() > 0);
  QVERIFY(program.exists("a/cells.csv"));
  const qint64 size = QFileInfo(program.path("a/study.sqlite")).size();
  program.start({"study", "s.json", "--out", "a"});
  QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(program.path("a/study.sqlite")).size() > size + 20000,
                           longest_program_milliseconds);
  ::kill(static_cast<pid_t>(program.process().processId()), SIGINT);
  const auto result = program.wait();
  QCOMPARE(result.status, 128 + SIGINT);
  const auto second = line.match(last_line(result.out));
  QVERIFY2(second.captured(1).toInt() > first.captured(1).toInt(),
           qPrintable(interrupted.out + result.out + result.err));
}

void StudyCommandTest::cells_that_cannot_exist_do_not_stop_the_others() {
  Program program;
  program.write("s.json", QByteArray(small).replace(R"(["epsilon", "zero"])", R"(["epsilon", "nothing"])"));
  const auto result = program.run({"study", "s.json", "--out", "a"});
  QCOMPARE(result.status, 0);
  QCOMPARE(last_line(result.out), "study: 6 trainings done, 6 failed, 0 missing");
  VERIFY_CONTAINS(result.err, "there is no \"nothing\"");
  VERIFY_CONTAINS(QString::fromUtf8(program.read("a/report.html")), "there is no &quot;nothing&quot;");
}

void StudyCommandTest::without_any_result_the_study_has_failed() {
  Program program;
  QCOMPARE(
      program.run({"train", "example:two_spirals", "--steps", "0", "--out", "t", "--export", "npz"}).status,
      0);
  program.write("s.json", QByteArray(small).replace(R"("dataset.samples": 80)",
                                                    R"("dataset.samples": 80, "network.layers[0].units": 5,
                                 "network.weights": { "file": "t/weights/Gradient.npz" })"));
  const auto result = program.run({"study", "s.json", "--out", "a"});
  QCOMPARE(result.status, 3);
  QCOMPARE(last_line(result.out), "study: 0 trainings done, 12 failed, 0 missing");
  VERIFY_CONTAINS(result.err, "layer1.weight is 16 x 2, but the network's is 5 x 2");
}

void StudyCommandTest::too_many_cells_are_told_with_the_time() {
  Program program;
  program.write("s.json", QByteArray(small).replace("\"steps\": 3", "\"steps\": 1000000000"));
  const auto result = program.run({"study", "s.json", "--out", "a"});
  QCOMPARE(result.status, 2);
  VERIFY_CONTAINS(result.err, "4000000000 trainings (2000000000 cells, 2 seeds)");
  QVERIFY2(result.err.contains(" years on ") || result.err.contains(" days on "), qPrintable(result.err));
  QVERIFY(!program.exists("a"));
}

void StudyCommandTest::wrong_usage_ends_with_2_data() {
  QTest::addColumn<QStringList>("arguments");
  QTest::addColumn<QString>("named");
  QTest::newRow("nothing") << QStringList{} << "lfplab list studies";
  QTest::newRow("no folder") << QStringList{"learning_rate"} << "--out";
  QTest::newRow("shard") << QStringList{"learning_rate", "--out", "a", "--shard", "3/2"} << "--shard 3/2";
  QTest::newRow("shard 0") << QStringList{"learning_rate", "--out", "a", "--shard", "0/2"} << "I/N";
  QTest::newRow("jobs") << QStringList{"learning_rate", "--out", "a", "--jobs", "0"} << "--jobs";
  QTest::newRow("misspelt") << QStringList{"learning_rate", "--out", "a", "--sharp", "1/2"}
                            << "Did you mean --shard?";
  QTest::newRow("script") << QStringList{"learning_rate", "--out", "a", "--emit", "slurn"}
                          << "Did you mean slurm?";
  QTest::newRow("time alone") << QStringList{"learning_rate", "--out", "a", "--time", "1"} << "--emit";
}

void StudyCommandTest::wrong_usage_ends_with_2() {
  QFETCH(QStringList, arguments);
  QFETCH(QString, named);
  const auto result = Program().run(QStringList{"study"} + arguments);
  QCOMPARE(result.status, 2);
  VERIFY_CONTAINS(result.err, named);
}

void StudyCommandTest::unusable_files_end_with_3() {
  Program program;
  const auto misspelt = program.run({"study", "learning_rates", "--out", "a"});
  QCOMPARE(misspelt.status, 3);
  VERIFY_CONTAINS(misspelt.err, "Did you mean learning_rate?");
  program.write("s.json", QByteArray(small).replace("learning_rate", "learning_rats"));
  const auto path = program.run({"study", "s.json", "--out", "a"});
  QCOMPARE(path.status, 3);
  VERIFY_CONTAINS(path.err, "s.json: axes[0]");
  VERIFY_CONTAINS(path.err, "learning_rate");
  QVERIFY(!program.exists("a"));
}

void StudyCommandTest::a_full_disk_ends_with_3() {
  Program program;
  program.write("s.json", long_lasting);
  // In blocks of 1,024 bytes; the signal is an error of the write instead.
  const auto result = program.run_in_shell("ulimit -f 100; \"$lfplab\" study s.json --out a");
  QCOMPARE(result.status, 3);
  VERIFY_CONTAINS(result.err, "study.sqlite");
  QVERIFY2(!result.out.contains("study: 0 trainings"), qPrintable(result.out));
  // What was written before is whole, and is gone on from.
  const auto next = program.run_in_shell("ulimit -f 120; \"$lfplab\" study s.json --out a");
  VERIFY_CONTAINS(next.out, "trainings done");
}

void StudyCommandTest::data_that_are_not_there_are_told_of() {
  Program program;
  program.set_variable("LFPLAB_DATA", program.path("nowhere"));
  program.set_variable("XDG_DATA_HOME", program.path("nowhere"));
  const auto result = program.run({"study", "mnist", "--quick", "--out", "a"});
  QCOMPARE(result.status, 3);
  VERIFY_CONTAINS(result.err, "t10k-images-idx3-ubyte.gz");
  const auto images = program.run({"study", "transfer_images", "--quick", "--out", "a"});
  QCOMPARE(images.status, 3);
  VERIFY_CONTAINS(images.err, "transfer_images");
  VERIFY_CONTAINS(images.err, "LFPLAB_DATA, which is " + program.path("nowhere"));
  QVERIFY2(!images.err.contains("unknown time"), qPrintable(images.err));
  QVERIFY(!program.exists("a"));
}

void StudyCommandTest::weights_that_are_not_there_are_told_of() {
  Program program;
  program.set_variable("LFPLAB_DATA", program.path("nowhere"));
  QByteArray study = small;
  study.replace("\"values\": [\"epsilon\", \"zero\"]", "\"values\": [\"epsilon\"]");
  study.replace("\"dataset.samples\": 80",
                "\"network.weights\": { \"file\": \"known.npz\", \"layers\": \"body\" }");
  program.write("s.json", study);
  const auto result = program.run({"study", "s.json", "--out", "a"});
  QCOMPARE(result.status, 3);
  VERIFY_CONTAINS(result.err, "known.npz");
  VERIFY_CONTAINS(result.err, "LFPLAB_DATA");
  QVERIFY(!program.exists("a"));
}

void StudyCommandTest::scripts_name_program_study_and_shards() {
  Program program;
  program.write("it's.json", small);
  const auto slurm = program.run({"study", "it's.json", "--out", "a b", "--emit", "slurm", "--shards", "5",
                                  "--time", "02:00:00", "--memory", "3G", "--partition", "fast"});
  QCOMPARE(slurm.status, 0);
  QVERIFY(slurm.out.startsWith("#!/bin/bash\n"));
  for (const char* part : {"#SBATCH --array=1-5", "#SBATCH --time=02:00:00", "#SBATCH --mem=3G",
                           "#SBATCH --partition=fast", "it'\\''s.json'", "/a b'", "/5 --jobs 1"})
    VERIFY_CONTAINS(slurm.out, part);
  QVERIFY(!program.exists("a b"));
  const auto parallel =
      program.run({"study", "learning_rate", "--quick", "--out", "a", "--emit", "parallel"});
  VERIFY_CONTAINS(parallel.out, "seq 8 | parallel");
  VERIFY_CONTAINS(parallel.out, "--quick");
  VERIFY_CONTAINS(parallel.out, "study --merge");
}

void StudyCommandTest::every_shipped_study_can_be_read() {
  const auto list = Program().run({"list", "studies", "--json"});
  const auto studies = QJsonDocument::fromJson(list.out.toUtf8()).array();
  QVERIFY(studies.size() >= 9);
  for (const auto& study : studies) {
    const QString name = study.toObject()["name"].toString();
    QVERIFY(!study.toObject()["summary"].toString().isEmpty());
    for (const QStringList& size : {QStringList{}, QStringList{"--quick"}}) {
      const auto result = Program().run(QStringList{"study", name, "--out", "a", "--emit", "slurm"} + size);
      QVERIFY2(result.status == 0, qPrintable(name + ": " + result.err));
    }
  }
}

}  // namespace lfp::test::study_command_test

LFPLAB_QT_TEST(study_command_test, StudyCommandTest)
#include "study_command_test.moc"
