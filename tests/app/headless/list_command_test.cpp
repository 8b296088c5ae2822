#include "tests/support/program.h"
#include "tests/support/qt_test.h"

namespace lfp::test::list_command_test {

class ListCommandTest : public QObject {
  Q_OBJECT

 private slots:
  void lists_everything_data();
  void lists_everything();
  void lists_as_json();
  void lists_all_kinds_where_none_is_named();
};

void ListCommandTest::lists_everything_data() {
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
  QTest::newRow("initialisers") << QStringList{"kaiming_uniform", "xavier_uniform", "uniform"};
  QTest::newRow("composites") << QStringList{"epsilon_above_z_plus_below"};
  QTest::newRow("losses") << QStringList{"cross_entropy", "squared_error"};
  QTest::newRow("surrogates") << QStringList{"none", "arctan"};
  QTest::newRow("formats") << QStringList{"npz", "csv", "json"};
  QTest::newRow("views") << QStringList{"network", "curves"};
  QTest::newRow("examples") << QStringList{"two_spirals", "mnist"};
  QTest::newRow("studies") << QStringList{"learning_rate", "stability"};
}

void ListCommandTest::lists_everything() {
  QFETCH(QStringList, names);
  const auto result = Program().run({"list", QString::fromUtf8(QTest::currentDataTag())});
  QCOMPARE(result.status, 0);
  QCOMPARE(result.err, QString());
  QStringList first_words;
  for (const auto& line : result.out.split(QLatin1Char('\n')))
    first_words << line.trimmed().section(QLatin1Char(' '), 0, 0);
  for (const auto& name : names) QVERIFY2(first_words.contains(name), qPrintable(name + "\n" + result.out));
}

void ListCommandTest::lists_as_json() {
  const auto listed = [](const char* what) {
    const auto result = Program().run({"list", what, "--json"});
    return QJsonDocument::fromJson(result.out.toUtf8()).array();
  };
  const auto rules = listed("rules");
  const auto epsilon = rules[0].toObject();
  QCOMPARE(epsilon["name"].toString(), "epsilon");
  QCOMPARE(epsilon["label"].toString(), "LFP-ε");
  const auto setting = epsilon["settings"].toArray()[0].toObject();
  QCOMPARE(setting["name"].toString(), "epsilon");
  QCOMPARE(setting["kind"].toString(), "real");
  QCOMPARE(setting["default"].toDouble(), 1e-6);
  QCOMPARE(setting["maximum"].toDouble(), 1e3);
  for (const char* what : {"views", "examples", "composites", "losses", "surrogates", "formats"})
    QVERIFY2(!listed(what)[0].toObject()["name"].toString().isEmpty(), what);
}

void ListCommandTest::lists_all_kinds_where_none_is_named() {
  const auto text = Program().run({"list"});
  QCOMPARE(text.status, 0);
  for (const char* word : {"rules", "epsilon", "surrogates", "arctan", "examples", "two_spirals"})
    QVERIFY2(text.out.contains(word), word);
  const auto json = Program().run({"list", "--json"});
  const auto kinds = QJsonDocument::fromJson(json.out.toUtf8()).object();
  QCOMPARE(kinds["rules"].toArray()[0].toObject()["name"].toString(), "epsilon");
  QVERIFY(kinds.contains("formats") && !kinds.contains("texts"));
}

}  // namespace lfp::test::list_command_test

LFPLAB_QT_TEST(list_command_test, ListCommandTest)
#include "list_command_test.moc"
