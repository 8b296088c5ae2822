#include "app/window/report_writer.h"

#include "app/documents/study_computation.h"
#include "app/documents/study_desk.h"
#include "core/study/study_file.h"
#include "core/study/study_order.h"
#include "core/study/study_runner.h"
#include "core/study/study_store.h"
#include "tests/support/qt_test.h"
#include "tests/support/window_fixture.h"
#include "widgets/files/to_path.h"
#include "widgets/panels/study/study_panel.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <memory>

namespace lfp::test::report_writer_test {

class ReportWriterTest : public QObject, protected WindowTest {
  Q_OBJECT

 private slots:
  void init() {
    QVERIFY(starts({1280, 800}));
    writer_ = std::make_unique<ReportWriter>(window_->studies(), *window_, nullptr);
  }
  void cleanup() {
    writer_.reset();
    window_.reset();
  }

  void what_was_trained_is_reported_in_a_new_folder_each_time() {
    run_small_map();
    QSignalSpy messages(writer_.get(), &ReportWriter::message);
    QVERIFY(writer_->write(path("")));
    QVERIFY(writer_->write(path("")));
    QCOMPARE(messages.count(), 2);
    for (const char* folder : {"Small report", "Small report 2"}) {
      const QString message = messages.takeFirst().at(0).toString();
      QVERIFY2(message.endsWith(QString(folder) + "/report.html"), qPrintable(message));
      const QString page = content(path(QString(folder) + "/report.html"));
      QVERIFY(page.contains("<h1>Small</h1>"));
      QVERIFY(page.contains("Does it learn?"));
      QVERIFY(QFile::exists(path(QString(folder) + "/report.pdf")));
      QVERIFY(QDir(path(QString(folder) + "/figures")).entryList({"*.svg"}).size() > 0);
    }
  }

  void shards_of_others_are_reported_together() {
    const Study study = small_map();
    QVERIFY(QDir().mkpath(path("shards")));
    for (const std::int64_t index : {0, 1}) write_shard(study, {.index = index, .count = 2});
    QVERIFY(window_->studies().open(path("shards")));
    QVERIFY(writer_->write(path("")));
    QVERIFY(QFile::exists(path("Small report/report.html")));
  }

  void a_study_that_was_never_run_has_no_report() {
    write(path("small.json"), QByteArray::fromStdString(to_json(small_map())));
    QVERIFY(window_->studies().open(path("small.json")));
    QString problem;
    connect(writer_.get(), &ReportWriter::failed, this,
            [&problem](const Error& error) { problem = QString::fromStdString(error.problem()); });
    QVERIFY(!writer_->write(path("")));
    QCOMPARE(problem, QStringLiteral("nothing has been trained yet"));
    QVERIFY(!QFile::exists(path("Small report")));
  }

  void a_folder_that_cannot_be_written_is_told() {
    QVERIFY2(!writer_->write(path("")), "there is no study yet");
    run_small_map();
    QFile file(path("taken"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QString place;
    connect(writer_.get(), &ReportWriter::failed, this,
            [&place](const Error& error) { place = QString::fromStdString(error.place()); });
    QVERIFY(!writer_->write(file.fileName()));
    QVERIFY2(place.contains("taken"), qPrintable(place));
  }

 private:
  /// Three learning rates, four steps each.
  Study small_map() const {
    Study study = *window_->findChild<StudyPanel*>()->study();
    study.name = "Small";
    study.question = "Does it learn?";
    study.experiment.stop = {.epochs = {}, .steps = 4};
    study.axes.resize(1);
    study.axes[0].range->steps = 3;
    return study;
  }

  void run_small_map() {
    write(path("small.json"), QByteArray::fromStdString(to_json(small_map())));
    QVERIFY(window_->studies().open(path("small.json")));
    window_->studies().run();
    QVERIFY(comes_true([this] { return window_->studies().work()->is_done(); }));
  }

  void write_shard(const Study& study, Shard shard) {
    StoreInfo info = store_info_of_program();
    info.shard = shard;
    StudyStore store(to_path(path("shards")) / store_name(shard), study, info);
    const auto trainings = trainings_in_order(study, shard);
    StudyRunner runner(std::make_shared<const Study>(study), trainings, 1);
    while (!runner.is_over()) store.add(runner.take(std::chrono::milliseconds(100)));
  }

  std::unique_ptr<ReportWriter> writer_;
};

}  // namespace lfp::test::report_writer_test

LFPLAB_QT_TEST(report_writer_test, ReportWriterTest)
#include "report_writer_test.moc"
