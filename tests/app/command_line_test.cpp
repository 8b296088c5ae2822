#include "tests/support/qt_test.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

namespace lfp::test::command_line_test {

namespace {

struct Result {
  int status = -1;
  QString out;
  QString err;
};

/// Runs the program in a folder of its own, without a display.
class Program {
 public:
  Program() {
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) environment.remove(name);
    process_.setProcessEnvironment(environment);
    process_.setWorkingDirectory(folder_.path());
  }

  void start(const QStringList& arguments) { process_.start(QStringLiteral(LFPLAB_PROGRAM), arguments); }
  Result wait() {
    if (!process_.waitForFinished(120000)) return {};
    return {process_.exitStatus() == QProcess::NormalExit ? process_.exitCode() : -1,
            QString::fromUtf8(process_.readAllStandardOutput()),
            QString::fromUtf8(process_.readAllStandardError())};
  }
  Result run(const QStringList& arguments) {
    start(arguments);
    return wait();
  }
  QProcess& process() { return process_; }

  QString path(const QString& name) const { return folder_.filePath(name); }
  QByteArray read(const QString& name) const {
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }
  void write(const QString& name, const QByteArray& content) const {
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
  }
  QJsonObject json(const QString& name) const { return QJsonDocument::fromJson(read(name)).object(); }
  /// Everything in a folder, hidden files included.
  QStringList names(const QString& name = QStringLiteral(".")) const {
    return QDir(path(name)).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
  }

 private:
  QTemporaryDir folder_;
  QProcess process_;
};

QString last_line(const QString& text) {
  return text.trimmed().section(QLatin1Char('\n'), -1);
}

}  // namespace

class CommandLineTest : public QObject {
  Q_OBJECT

 private slots:
  void says_its_version();
  void helps();
  void wrong_usage_ends_with_2_data();
  void wrong_usage_ends_with_2();
  void unusable_files_end_with_3();
  void lists_everything_data();
  void lists_everything();
  void every_example_can_be_trained();
  void trains_with_a_line_an_epoch_and_the_signature_last();
  void quiet_prints_the_signature_only();
  void what_it_writes_repeats_the_run_to_the_bit();
  void summary_and_log_agree();
  void settings_change_the_result();
  void a_known_network_and_a_preset_of_a_rule_are_named();
  void draws_figures_without_a_display();
  void all_means_every_figure_that_suits();
  void divergence_ends_with_4_and_says_where();
  void an_unwritable_folder_leaves_nothing_behind();
  void interrupted_training_is_written_and_repeatable();
  void converts_weights_there_and_back();
  void a_saved_session_is_trained_on_to_the_bit();
  void a_changed_session_says_that_its_experiment_does_not_repeat_it();
  void a_session_without_its_weights_is_not_trained_anew();
  void a_share_string_is_trained_like_the_experiment();
  void screenshots_show_every_perspective_in_both_themes();
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

void CommandLineTest::wrong_usage_ends_with_2_data() {
  QTest::addColumn<QStringList>("arguments");
  QTest::addColumn<QString>("named");
  QTest::newRow("unknown option") << QStringList{"--colour"} << "--colour";
  QTest::newRow("nothing to train") << QStringList{"train"} << "FILE";
  QTest::newRow("nothing to list") << QStringList{"list"} << "WHAT";
  QTest::newRow("unknown list") << QStringList{"list", "rule"} << "rule";
  QTest::newRow("no number") << QStringList{"train", "example:xor", "--steps", "many"} << "--steps";
  QTest::newRow("no step") << QStringList{"train", "example:xor", "--steps", "0"} << "--steps";
  QTest::newRow("steps and epochs") << QStringList{"train", "example:xor", "--steps", "1", "--epochs", "1"}
                                    << "--epochs";
  QTest::newRow("no value") << QStringList{"train", "example:xor", "--set", "seed"} << "--set seed";
  QTest::newRow("unknown path") << QStringList{"train", "example:xor", "--set", "speed=1"}
                                << "speed: the key is not known";
  QTest::newRow("wrong value") << QStringList{"train", "example:xor", "--set", "runs[0].rule.epsilon=x"}
                               << "runs[0].rule.epsilon: the value has the wrong type";
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

void CommandLineTest::lists_everything_data() {
  QTest::addColumn<QStringList>("names");
  QTest::newRow("rules") << QStringList{"epsilon", "zero"};
  QTest::newRow("feedback") << QStringList{"softmax", "sigmoid"};
  QTest::newRow("layers") << QStringList{"dense", "units"};
  QTest::newRow("activations") << QStringList{"relu", "leaky_relu", "elu", "silu", "tanh", "sigmoid", "step"};
  QTest::newRow("datasets") << QStringList{"blobs", "circles",      "moons", "spirals",
                                           "xor",   "checkerboard", "idx"};
  QTest::newRow("optimisers") << QStringList{"sgd", "learning_rate", "momentum"};
  QTest::newRow("schedules") << QStringList{"constant", "cosine", "warm_up"};
  QTest::newRow("networks") << QStringList{"lenet"};
  QTest::newRow("formats") << QStringList{"npz", "csv", "json"};
  QTest::newRow("initialisers") << QStringList{"kaiming_uniform", "xavier_uniform", "uniform"};
  QTest::newRow("views") << QStringList{"network", "curves"};
  QTest::newRow("examples") << QStringList{"two_spirals", "mnist"};
}

void CommandLineTest::lists_everything() {
  QFETCH(QStringList, names);
  const auto result = Program().run({"list", QString::fromUtf8(QTest::currentDataTag())});
  QCOMPARE(result.status, 0);
  QCOMPARE(result.err, QString());
  QStringList first_words;
  for (const auto& line : result.out.split(QLatin1Char('\n')))
    first_words << line.trimmed().section(QLatin1Char(' '), 0, 0);
  for (const auto& name : names) QVERIFY2(first_words.contains(name), qPrintable(name + "\n" + result.out));
}

void CommandLineTest::every_example_can_be_trained() {
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

void CommandLineTest::trains_with_a_line_an_epoch_and_the_signature_last() {
  const auto result = Program().run({"train", "example:two_spirals", "--epochs", "3"});
  QCOMPARE(result.status, 0);
  const auto lines = result.out.trimmed().split(QLatin1Char('\n'));
  QCOMPARE(lines.filter(QRegularExpression("^epoch [123]  step \\d+ .*LFP-ε \\d+\\.\\d %, Gradient")).size(),
           3);
  QVERIFY2(QRegularExpression("^signature: [0-9a-f]{16}$").match(last_line(result.out)).hasMatch(),
           qPrintable(result.out));
  QCOMPARE(Program().run({"train", "example:two_spirals", "--epochs", "3"}).out, result.out);
}

void CommandLineTest::quiet_prints_the_signature_only() {
  const auto result = Program().run({"train", "example:xor", "--steps", "2", "--quiet"});
  QCOMPARE(result.status, 0);
  QCOMPARE(result.out.trimmed(), last_line(result.out));
  QVERIFY(result.out.startsWith("signature: "));
  QCOMPARE(result.err, QString());
}

void CommandLineTest::what_it_writes_repeats_the_run_to_the_bit() {
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

void CommandLineTest::summary_and_log_agree() {
  Program program;
  const auto result = program.run({"train", "example:two_spirals", "--epochs", "4", "--out", "out"});
  QCOMPARE(result.status, 0);
  const auto summary = program.json("out/summary.json");
  QCOMPARE("signature: " + summary["signature"].toString(), last_line(result.out));
  const auto log = QString::fromUtf8(program.read("out/log.csv")).trimmed().split(QLatin1Char('\n'));
  QCOMPARE(log.size(), 1 + 2 * 4);
  QVERIFY(
      log[0].startsWith("run,step,epoch,train_accuracy,test_accuracy,loss,mean_feedback,feedback_norm_1,"));
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
    QCOMPARE(run["sign_changes"].toObject()["total"].toInt(), 2 * 16 + 16 * 16 + 16 * 2);
  }
}

void CommandLineTest::settings_change_the_result() {
  const QStringList base = {"train", "example:xor", "--steps", "5", "--quiet"};
  const auto plain = Program().run(base).out;
  QCOMPARE(Program().run(base + QStringList{"--set", "name=Another"}).out, plain);
  QVERIFY(Program().run(base + QStringList{"--set", "seed=2"}).out != plain);
  QVERIFY(Program().run(base + QStringList{"--set", "runs.0.optimiser.learning_rate=0.01"}).out != plain);
}

void CommandLineTest::a_known_network_and_a_preset_of_a_rule_are_named() {
  Program program;
  const auto done =
      program.run({"train", "example:two_spirals", "--set", "network=toy", "--set",
                   "runs[0].rule=alpha_beta_1_0", "--steps", "2", "--out", program.path("out")});
  QCOMPARE(done.status, 0);
  const auto written = program.json("out/experiment.json");
  const auto layers = written["network"]["layers"].toArray();
  QCOMPARE(layers.size(), 3);
  QCOMPARE(layers[0]["units"].toInt(), 32);
  QCOMPARE(layers[2]["units"].toInt(), 2);
  const auto rule = written["runs"][0]["rule"];
  QCOMPARE(rule["name"].toString(), "alpha_beta");
  QCOMPARE(rule["alpha"].toDouble(), 1.0);
  QCOMPARE(rule["beta"].toDouble(), 0.0);

  const auto unfit =
      Program().run({"train", "example:two_spirals", "--set", "network=lenet", "--steps", "1"});
  QCOMPARE(unfit.status, 2);
  QVERIFY2(unfit.err.contains("LeNet needs images"), qPrintable(unfit.err));
  const auto unknown =
      Program().run({"train", "example:two_spirals", "--set", "network=nonet", "--steps", "1"});
  QCOMPARE(unknown.status, 2);
  QVERIFY2(unknown.err.contains("small_resnet"), qPrintable(unknown.err));
  QVERIFY(Program().run({"list", "rules"}).out.contains("alpha_beta_1_0"));
}

void CommandLineTest::draws_figures_without_a_display() {
  Program program;
  const auto result =
      program.run({"train", "example:two_spirals", "--epochs", "5", "--out", "out", "--figures",
                   "curves,network.png,boundary.svg", "--width", "600", "--height", "400"});
  QVERIFY2(result.status == 0, qPrintable(result.err));
  QCOMPARE(program.names("out/figures"),
           (QStringList{"boundary.svg", "curves.pdf", "curves.png", "curves.svg", "network.png"}));
  const QImage network(program.path("out/figures/network.png"));
  QVERIFY(network.width() >= 600);
  QVERIFY(program.read("out/figures/curves.pdf").startsWith("%PDF-"));
  QVERIFY(program.read("out/figures/boundary.svg").contains("<svg"));
}

void CommandLineTest::all_means_every_figure_that_suits() {
  Program program;
  const auto result =
      program.run({"train", "example:xor", "--steps", "3", "--out", "out", "--figures", "all.svg"});
  QVERIFY2(result.status == 0, qPrintable(result.err));
  const auto figures = program.names("out/figures");
  for (const char* name : {"boundary.svg", "curves.svg", "network.svg", "weights.svg"})
    QVERIFY2(figures.contains(name), name);
  QVERIFY2(!figures.contains("tiles.svg"), "tiles are for images");
}

void CommandLineTest::divergence_ends_with_4_and_says_where() {
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

void CommandLineTest::an_unwritable_folder_leaves_nothing_behind() {
  Program program;
  program.write("results", "a file of mine");
  const auto result = program.run({"train", "example:xor", "--steps", "2", "--out", "results/today"});
  QCOMPARE(result.status, 3);
  QVERIFY2(result.err.contains("results"), qPrintable(result.err));
  QCOMPARE(program.read("results"), QByteArray("a file of mine"));
  QCOMPARE(program.names(), QStringList{"results"});
}

void CommandLineTest::interrupted_training_is_written_and_repeatable() {
#ifdef Q_OS_UNIX
  Program program;
  program.start({"train", "example:xor", "--epochs", "100000000", "--out", "out"});
  QVERIFY(program.process().waitForReadyRead(60000));
  ::kill(static_cast<pid_t>(program.process().processId()), SIGINT);
  const auto result = program.wait();
  QCOMPARE(result.status, 130);
  const auto steps = program.json("out/summary.json")["runs"].toArray()[0].toObject()["steps"].toInt();
  QVERIFY(steps > 0);
  QCOMPARE(program.json("out/experiment.json")["stop"].toObject()["steps"].toInt(), steps);
  QCOMPARE(last_line(program.run({"train", "out/experiment.json"}).out), last_line(result.out));
#endif
}

void CommandLineTest::converts_weights_there_and_back() {
  Program program;
  QCOMPARE(program.run({"train", "example:xor", "--steps", "2", "--out", "out"}).status, 0);
  QCOMPARE(program.run({"convert", "out/weights/Gradient.npz", "--to", "json", "--out", "w.json"}).status, 0);
  QCOMPARE(program.run({"convert", "w.json", "--to", "npz", "--out", "w.npz"}).status, 0);
  QCOMPARE(program.read("w.npz"), program.read("out/weights/Gradient.npz"));
  QCOMPARE(program.run({"convert", "w.npz", "--to", "csv", "--out", "w.csv"}).status, 0);
  QVERIFY(program.read("w.csv").startsWith("array,row,column,value\nlayer1.weight,0,0,"));

  program.write("w.npz", "not an archive");
  const auto damaged = program.run({"convert", "w.npz", "--to", "csv", "--out", "w.csv"});
  QCOMPARE(damaged.status, 3);
  QVERIFY2(damaged.err.contains("w.npz: this is not a .npz archive"), qPrintable(damaged.err));
  QVERIFY(program.read("w.csv").startsWith("array,row,column,value"));
}

void CommandLineTest::a_saved_session_is_trained_on_to_the_bit() {
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
  QCOMPARE(last_line(program.run({"train", "half.lfplab", "--steps", "20"}).out),
           last_line(program.run({"train", "example:xor", "--steps", "23"}).out));
}

void CommandLineTest::a_changed_session_says_that_its_experiment_does_not_repeat_it() {
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

void CommandLineTest::a_session_without_its_weights_is_not_trained_anew() {
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

void CommandLineTest::a_share_string_is_trained_like_the_experiment() {
  Program program;
  // What "Copy share string" makes of a small experiment.
  const QByteArray json = R"({"format":"lfplab-experiment","version":1,"name":"Shared","seed":5,
    "dataset":{"kind":"moons","samples":100},
    "network":{"layers":[{"kind":"dense","units":4,"activation":"relu"},{"kind":"dense","units":2}]},
    "batch_size":20,"runs":[{"name":"LFP","method":"lfp"}]})";
  program.write("shared.json", json);
  const auto encoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
  // Before the zlib stream Qt puts four bytes of its own.
  const QString text = "lfplab:" + QString::fromLatin1(qCompress(json).mid(4).toBase64(encoding));
  const auto shared = program.run({"train", text, "--steps", "10"});
  QCOMPARE(shared.status, 0);
  QCOMPARE(last_line(shared.out), last_line(program.run({"train", "shared.json", "--steps", "10"}).out));
  const auto cut = program.run({"train", text.chopped(30), "--steps", "10"});
  QCOMPARE(cut.status, 3);
  QVERIFY2(cut.err.contains("share string"), qPrintable(cut.err));
}

void CommandLineTest::screenshots_show_every_perspective_in_both_themes() {
  Program program;
  const auto result = program.run({"screenshots", "--out", "shots"});
  QCOMPARE(result.status, 0);
  const QStringList names = program.names("shots");
  for (const char* expected : {"build-light.png", "build-dark.png", "train-light.png", "train-dark.png",
                               "compare-light.png", "compare-dark.png", "train-light-1280x800.png"})
    QVERIFY2(names.contains(expected), expected);
  qint64 bytes = 0;
  for (const QString& name : names) {
    const QImage picture(program.path("shots/" + name));
    QCOMPARE(picture.size(), name.contains("1280x800") ? QSize(1280, 800) : QSize(1600, 1000));
    QVERIFY2(picture.colorCount() > 100, qPrintable(name + " is blank"));
    QCOMPARE(picture.pixelColor(picture.width() / 2, 20).lightness() < 128, name.contains("dark"));
    bytes += program.read("shots/" + name).size();
  }
  QVERIFY2(bytes < 2'000'000, "too much for a repository");
}

}  // namespace lfp::test::command_line_test

LFPLAB_QT_TEST(command_line_test, CommandLineTest)
#include "command_line_test.moc"
