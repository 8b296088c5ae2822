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
constexpr std::array twins{"blank-lines",
                           "capital-folders",
                           "cifar-dot-files",
                           "cmyk",
                           "decimal-comma",
                           "decimal-comma-label",
                           "decimal-comma-one-hot",
                           "emnist",
                           "empty-rows",
                           "exif-orientation",
                           "jpeg-warning",
                           "nested-folders",
                           "pipe",
                           "quoted-newline",
                           "quoted-newline-header",
                           "repeated-tabs",
                           "sep-line",
                           "spaces",
                           "stray-files",
                           "trailing-separator",
                           "trailing-separator-rows",
                           "train-val",
                           "windows-1252"};

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

/// `data_folder` is what LFPLAB_DATA names.
Training train(const QString& experiment, const QString& data_folder = {}) {
  Program program;
  if (!data_folder.isEmpty()) program.set_variable("LFPLAB_DATA", data_folder);
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
  void mnist_is_found_under_all_its_names_data();
  void mnist_is_found_under_all_its_names();
  void labels_from_one_alone_make_no_empty_class();
  void another_format_is_refused_by_its_name();
  void arrays_of_python_2_are_converted_like_others();
  void values_that_do_not_fit_are_refused();
  void what_was_found_is_printed_unless_quiet();
  void a_table_opened_is_told_how_to_name_it();
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
    if (!QFile::exists(case_path(name + "/clean.json")) || name == "mnist-names") continue;
    QVERIFY2(std::any_of(twins.begin(), twins.end(), [&](const char* twin) { return name == twin; }),
             qPrintable(name));
  }
}

void CasesTest::a_named_separator_is_the_one_found() {
  QCOMPARE(train("pipe/named.json").signature, train("pipe/experiment.json").signature);
}

void CasesTest::mnist_is_found_under_all_its_names_data() {
  QTest::addColumn<QString>("folder");
  for (const char* name : {"unpacked", "dotted", "torchvision"}) QTest::newRow(name) << QString(name);
}

void CasesTest::mnist_is_found_under_all_its_names() {
  QFETCH(const QString, folder);
  const QString data = case_path("mnist-names/" + folder);
  const auto found = train("mnist-names/experiment.json", data);
  QVERIFY2(found.status == 0, qPrintable(found.error));
  QCOMPARE(found.signature, train("mnist-names/clean.json").signature);

  Program program;
  program.set_variable("LFPLAB_DATA", data);
  const auto example = program.run({"train", "example:mnist", "--set", "dataset.train=30", "--set",
                                    "dataset.test=10", "--steps", "1", "--quiet"});
  QVERIFY2(example.status == 0, qPrintable(example.err));
}

void CasesTest::labels_from_one_alone_make_no_empty_class() {
  const auto upright = train("emnist/upright.json");
  QVERIFY2(upright.status == 0, qPrintable(upright.error));
}

void CasesTest::another_format_is_refused_by_its_name() {
  const auto refused = train("webp-named-jpg/experiment.json");
  QCOMPARE(refused.status, 3);
  for (const char* part : {"top/top1.jpg", "WebP", "Save it as PNG or JPEG"})
    QVERIFY2(refused.error.contains(part), qPrintable(refused.error));
}

void CasesTest::arrays_of_python_2_are_converted_like_others() {
  Program program;
  for (const char* name : {"weights", "clean"}) {
    const auto result = program.run({"convert", case_path(QStringLiteral("npz-python2/%1.npz").arg(name)),
                                     "--to", "csv", "--out", QStringLiteral("%1.csv").arg(name)});
    QVERIFY2(result.status == 0, qPrintable(result.err));
  }
  QVERIFY(program.read("weights.csv").contains("w,0,1,-1.25\n"));
  QCOMPARE(program.read("weights.csv"), program.read("clean.csv"));
}

void CasesTest::values_that_do_not_fit_are_refused() {
  Program program;
  const auto refused =
      program.run({"convert", case_path("npz-too-large/weights.npz"), "--to", "csv", "--out", "w.csv"});
  QCOMPARE(refused.status, 3);
  for (const char* part : {"npz-too-large/weights.npz", "w.npy", "1e+39", "too large for a 32-bit float"})
    QVERIFY2(refused.err.contains(part), qPrintable(refused.err));
  QVERIFY(!program.exists("w.csv"));
}

void CasesTest::what_was_found_is_printed_unless_quiet() {
  const QString line =
      "read 60 rows, 3 columns; `;` between fields; the line that names the separator passed over";
  Program program;
  const auto result = program.run({"train", case_path("sep-line/experiment.json"), "--steps", "1"});
  QVERIFY2(result.err.contains(line), qPrintable(result.err));
  QVERIFY(!result.out.contains(line));
}

void CasesTest::a_table_opened_is_told_how_to_name_it() {
  Program program;
  const auto refused = program.run({"train", case_path("data-file-opened/trees.csv")});
  QCOMPARE(refused.status, 3);
  for (const char* part :
       {"trees.csv: this is a table", R"("dataset": { "kind": "csv", "file": "trees.csv" })"})
    QVERIFY2(refused.err.contains(part), qPrintable(refused.err));
  const auto named = train("data-file-opened/experiment.json");
  QVERIFY2(named.status == 0, qPrintable(named.error));
}

}  // namespace lfp::test::cases_test

LFPLAB_QT_TEST(cases_test, CasesTest)
#include "cases_test.moc"
