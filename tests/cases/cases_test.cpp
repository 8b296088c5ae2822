#include "tests/support/program.h"
#include "tests/support/qt_test.h"

#include <QDir>
#include <QTest>
#include <algorithm>
#include <array>

namespace lfp::test::cases_test {

namespace {

/// Folders beside this file whose experiment.json has a messy file and whose clean.json has the same content
/// in tidy form.
constexpr std::array twins{
    "decimal-comma",      "decimal-comma-label",     "decimal-comma-one-hot", "empty-rows", "pipe",
    "quoted-newline",     "quoted-newline-header",   "repeated-tabs",         "sep-line",   "spaces",
    "trailing-separator", "trailing-separator-rows", "windows-1252"};

QString case_path(const QString& name) {
  return QStringLiteral(LFPLAB_CASES "/") + name;
}

/// What a training leaves behind that depends on its data.
struct Training {
  int status = -1;
  QString error;
  QString signature;
  QByteArray log;
};

Training train(const QString& experiment) {
  Program program;
  const auto result = program.run({"train", case_path(experiment), "--quiet", "--out", "out"});
  return {result.status, result.err, last_line(result.out), program.read("out/log.csv")};
}

}  // namespace

class CasesTest : public QObject {
  Q_OBJECT

 private slots:
  void a_messy_file_trains_like_its_tidy_twin_data();
  void a_messy_file_trains_like_its_tidy_twin();
  void every_folder_is_tried();
  void a_named_separator_is_the_one_found();
};

void CasesTest::a_messy_file_trains_like_its_tidy_twin_data() {
  QTest::addColumn<QString>("folder");
  for (const char* name : twins) QTest::newRow(name) << QString(name);
}

void CasesTest::a_messy_file_trains_like_its_tidy_twin() {
  QFETCH(const QString, folder);
  const auto messy = train(folder + "/experiment.json");
  QVERIFY2(messy.status == 0, qPrintable(messy.error));
  const auto tidy = train(folder + "/clean.json");
  QVERIFY2(tidy.status == 0, qPrintable(tidy.error));
  QVERIFY(messy.signature.startsWith("signature: "));
  QCOMPARE(messy.signature, tidy.signature);
  QVERIFY(!messy.log.isEmpty());
  QCOMPARE(messy.log, tidy.log);
  QCOMPARE(messy.error, QString());
}

void CasesTest::every_folder_is_tried() {
  for (const auto& name : QDir(case_path({})).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
    if (!QFile::exists(case_path(name + "/clean.json"))) continue;
    QVERIFY2(std::any_of(twins.begin(), twins.end(), [&](const char* twin) { return name == twin; }),
             qPrintable(name));
  }
}

void CasesTest::a_named_separator_is_the_one_found() {
  QCOMPARE(train("pipe/named.json").signature, train("pipe/experiment.json").signature);
}

}  // namespace lfp::test::cases_test

LFPLAB_QT_TEST(cases_test, CasesTest)
#include "cases_test.moc"
