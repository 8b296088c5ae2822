#include "tests/support/program.h"
#include "tests/support/qt_test.h"

namespace lfp::test::train_input_test {

class TrainInputTest : public QObject {
  Q_OBJECT

 private slots:
  void settings_change_the_result();
  void a_known_network_and_a_preset_of_a_rule_are_named();
  void changes_are_checked_together();
  void runs_are_added_and_removed();
  void a_network_is_cut_for_the_data_that_are_set_with_it();
  void a_decimal_comma_is_named();
  void standard_input_is_read();
  void a_share_string_is_trained_like_the_experiment();
  void human_feedback_without_values_trains_nothing();
  void rules_that_move_nothing_are_named();
};

void TrainInputTest::settings_change_the_result() {
  const QStringList base = {"train", "example:xor", "--steps", "5", "--quiet"};
  const auto plain = Program().run(base).out;
  QCOMPARE(Program().run(base + QStringList{"--set", "name=Another"}).out, plain);
  QVERIFY(Program().run(base + QStringList{"--set", "seed=2"}).out != plain);
  QVERIFY(Program().run(base + QStringList{"--set", "runs.0.optimiser.learning_rate=0.01"}).out != plain);
}

void TrainInputTest::a_known_network_and_a_preset_of_a_rule_are_named() {
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

void TrainInputTest::changes_are_checked_together() {
  Program program;
  const auto result = program.run({"train", "example:two_spirals", "--steps", "1", "--out", "out", "--set",
                                   "runs[0].rule=alpha_beta", "--set", "runs[0].rule.alpha=3", "--set",
                                   "runs[0].rule.beta=2"});
  QVERIFY2(result.status == 0, qPrintable(result.err));
  QCOMPARE(program.json("out/experiment.json")["runs"][0]["rule"]["alpha"].toDouble(), 3.0);
}

void TrainInputTest::runs_are_added_and_removed() {
  Program program;
  const auto more =
      program.run({"train", "example:xor", "--steps", "1", "--out", "more", "--set",
                   R"(runs[+]={"name": "Third", "method": "lfp"})", "--set", "runs[2].rule=zero"});
  QVERIFY2(more.status == 0, qPrintable(more.err));
  QCOMPARE(program.names("more/weights"), (QStringList{"Gradient.npz", "LFP-ε.npz", "Third.npz"}));
  const auto fewer =
      program.run({"train", "example:xor", "--steps", "1", "--out", "fewer", "--set", "runs[1]=null"});
  QVERIFY2(fewer.status == 0, qPrintable(fewer.err));
  QCOMPARE(program.names("fewer/weights"), QStringList{"LFP-ε.npz"});
  const auto none = program.run({"train", "example:xor", "--set", "runs[0]=null", "--set", "runs[1]=null"});
  QCOMPARE(none.status, 2);
  VERIFY_CONTAINS(none.err, "there is no run");
}

void TrainInputTest::a_network_is_cut_for_the_data_that_are_set_with_it() {
  Program program;
  const auto result =
      program.run({"train", "example:digits_lenet", "--steps", "1", "--out", "out", "--set", "network=toy",
                   "--set", "network.layers[0].units=7", "--set", "dataset={\"kind\": \"spirals\"}"});
  QVERIFY2(result.status == 0, qPrintable(result.err));
  const auto written = program.json("out/experiment.json");
  const auto layers = written["network"]["layers"].toArray();
  QCOMPARE(layers[0]["units"].toInt(), 7);
  QCOMPARE(layers[2]["units"].toInt(), 2);
}

void TrainInputTest::a_decimal_comma_is_named() {
  const auto result = Program().run({"train", "example:xor", "--set", "dataset.noise=0,05"});
  QCOMPARE(result.status, 2);
  VERIFY_CONTAINS(result.err, "Write 0.05, with a decimal point");
}

void TrainInputTest::standard_input_is_read() {
  Program program;
  const auto piped = [&](const QByteArray& content, const QStringList& options) {
    program.start(QStringList{"train", "-"} + options);
    program.process().write(content);
    program.process().closeWriteChannel();
    return program.wait();
  };
  const auto expected =
      program.run({"train", "example:xor", "--steps", "5", "--out", "out", "--save", "s.lfplab"});
  const auto experiment = piped(program.read("out/experiment.json"), {});
  QCOMPARE(experiment.status, 0);
  QCOMPARE(last_line(experiment.out), last_line(expected.out));
  const auto session = piped(program.read("s.lfplab"), {"--steps", "9"});
  QCOMPARE(last_line(session.out), last_line(program.run({"train", "example:xor", "--steps", "9"}).out));
  const auto nonsense = piped("no experiment", {});
  QCOMPARE(nonsense.status, 3);
  VERIFY_CONTAINS(nonsense.err, "standard input, line 1");
}

void TrainInputTest::a_share_string_is_trained_like_the_experiment() {
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

void TrainInputTest::human_feedback_without_values_trains_nothing() {
  const QStringList train{"train", "example:xor", "--steps", "5", "--set", "runs[0].feedback=human"};
  const auto beside = Program().run(train);
  QCOMPARE(beside.status, 0);
  VERIFY_CONTAINS(beside.err, "runs[0].feedback: the outputs of LFP-ε get no feedback");
  const auto alone = Program().run(train + QStringList{"--set", "runs[1]=null"});
  QCOMPARE(alone.status, 2);
  VERIFY_CONTAINS(alone.err, "nothing would be trained");
  const auto valued = Program().run(train + QStringList{"--set", "runs[0].feedback.values=1,-1"});
  QCOMPARE(valued.status, 0);
  QCOMPARE(valued.err, QString());
}

void TrainInputTest::rules_that_move_nothing_are_named() {
  const QStringList train{"train", "example:xor", "--steps", "2", "--set"};
  const auto lowest =
      Program().run(train + QStringList{R"(runs[0].composite=[{"layer": 1, "rule": "z_plus"}])"});
  QCOMPARE(lowest.status, 0);
  VERIFY_CONTAINS(lowest.err, "runs[0].composite[0]: the rule of layer 1 moves no weight");
  QCOMPARE(last_line(lowest.out), last_line(Program().run({"train", "example:xor", "--steps", "2"}).out));
  const auto above =
      Program().run(train + QStringList{R"(runs[0].composite=[{"layer": 2, "rule": "z_plus"}])"});
  QCOMPARE(above.err, QString());
}

}  // namespace lfp::test::train_input_test

LFPLAB_QT_TEST(train_input_test, TrainInputTest)
#include "train_input_test.moc"
