#include "app/documents/experiment_files.h"

#include "app/docks/perspective_switch.h"
#include "core/sessions/session_summary.h"
#include "tests/support/qt_test.h"
#include "tests/support/window_fixture.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/views/focus.h"

#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QMimeData>
#include <QTest>

namespace lfp::test::experiment_files_test {

class ExperimentFilesTest : public QObject, private WindowTest {
  Q_OBJECT

 private slots:
  void init() { QVERIFY(starts({1280, 800})); }
  void cleanup() { window_.reset(); }

  void a_saved_session_comes_back_to_the_bit() {
    QVERIFY(trains_to(*window_, 130));
    const std::string signature = newest(*window_).signature;
    const std::size_t rows = newest(*window_).runs[0].history.steps.rows();
    window_->focus().set_layer(0);
    window_->focus().set_sample(7);
    window_->perspectives().show(2);
    QVERIFY(saves_session(*window_, path("mine.lfplab")));
    QVERIFY(trains_to(*window_, 200));
    const std::string later = newest(*window_).signature;
    QVERIFY(window_->files().open("example:moons"));
    window_->perspectives().show(0);

    QVERIFY(window_->files().open(path("mine.lfplab")));
    QVERIFY(reaches_step(*window_, 130));
    QCOMPARE(newest(*window_).signature, signature);
    QCOMPARE(newest(*window_).runs[0].history.steps.rows(), rows);
    QCOMPARE(newest(*window_).runs[0].history.log.size(),
             std::size_t(130 / newest(*window_).position.batches_per_epoch));
    QVERIFY(newest(*window_).repeatable);
    QCOMPARE(window_->focus().layer(), 0);
    QCOMPARE(window_->focus().sample(), 7);
    QCOMPARE(window_->perspectives().current(), 2);
    QVERIFY(trains_to(*window_, 200));
    QCOMPARE(newest(*window_).signature, later);
  }

  void the_title_names_the_file_and_marks_what_is_unsaved() {
    QCOMPARE(window_->windowTitle(), QString("Two spirals[*] — LFP Lab"));
    QVERIFY(!window_->isWindowModified());
    QVERIFY(trains_to(*window_, 3));
    QVERIFY(comes_true([this] { return window_->isWindowModified(); }));
    QVERIFY(saves_session(*window_, path("mine.lfplab")));
    QCOMPARE(window_->windowTitle(), QString("mine.lfplab[*] — LFP Lab"));
    Experiment next = window_->editor().experiment();
    next.name = "Other";
    window_->editor().edit("Name", next);
    QVERIFY(window_->isWindowModified());
    window_->editor().undo_stack().undo();
    QVERIFY(!window_->isWindowModified());
    QVERIFY(window_->files().open("example:blobs"));
    QCOMPARE(window_->windowTitle(), QString("Blobs[*] — LFP Lab"));
    QVERIFY(comes_true([this] { return newest(*window_).experiment->name == "Blobs"; }));
    QVERIFY(!window_->isWindowModified());
  }

  void control_s_saves_to_the_same_file_again() {
    QVERIFY(trains_to(*window_, 3));
    QVERIFY(saves_session(*window_, path("mine.lfplab")));
    const QByteArray before = content(path("mine.lfplab"));
    QVERIFY(trains_to(*window_, 5));
    QTest::keyClick(window_.get(), Qt::Key_S, Qt::ControlModifier);
    QVERIFY(comes_true([this] { return !window_->isWindowModified(); }));
    QVERIFY(content(path("mine.lfplab")) != before);
    QVERIFY(ExperimentFiles::recent().contains(path("mine.lfplab")));
  }

  void an_experiment_saved_alone_does_not_count_training_as_unsaved() {
    QVERIFY(window_->files().save_experiment(path("mine.json")));
    QCOMPARE(window_->windowTitle(), QString("mine.json[*] — LFP Lab"));
    QVERIFY(trains_to(*window_, 3));
    QVERIFY(trains_to(*window_, 4));  // what it has made of the third step can be seen by now
    QVERIFY(!window_->isWindowModified());
    QVERIFY(window_->files().open(path("mine.json")));
    QVERIFY(reaches_step(*window_, 0));
  }

  void a_file_that_cannot_be_written_is_told() {
    window_->files().save_session("/nowhere/mine.lfplab");
    QVERIFY(answer_message(*window_).contains("/nowhere/mine.lfplab"));
    QCOMPARE(window_->windowTitle(), QString("Two spirals[*] — LFP Lab"));
  }

  void saving_goes_on_while_training_runs() {
    window_->bridge().send(command::SetSpeed{});
    window_->bridge().send(command::Run{});
    QVERIFY(comes_true([this] { return newest(*window_).position.step > 50; }));
    window_->files().save_session(path("mine.lfplab"));
    QVERIFY(comes_true([this] { return QFile::exists(path("mine.lfplab")); }));
    const std::int64_t saved = summarise_session(path("mine.lfplab").toStdString()).step;
    QVERIFY(saved > 50);
    QVERIFY(comes_true([&] { return newest(*window_).position.step > saved; }));
    window_->bridge().send(command::Pause{});
    QVERIFY(comes_true([this] { return !newest(*window_).running; }));
    QVERIFY(window_->files().open(path("mine.lfplab")));
    QVERIFY(reaches_step(*window_, saved));
  }

  void a_session_dropped_on_the_window_opens() {
    QVERIFY(trains_to(*window_, 4));
    QVERIFY(saves_session(*window_, path("mine.lfplab")));
    QVERIFY(window_->files().open("example:blobs"));
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path("mine.lfplab"))});
    QDropEvent drop(QPointF(400, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window_.get(), &drop);
    QVERIFY(reaches_step(*window_, 4));
  }

  void what_is_left_of_a_cut_file_opens_and_the_rest_is_told() {
    QVERIFY(trains_to(*window_, 130));
    const std::string signature = newest(*window_).signature;
    QVERIFY(saves_session(*window_, path("whole.lfplab")));
    const QByteArray whole = content(path("whole.lfplab"));
    QVERIFY(window_->files().open("example:blobs"));

    const QByteArray without_end = whole.left(whole.indexOf("runs/2/history.npz"));
    write(path("cut.lfplab"), without_end);
    QVERIFY(window_->files().open(path("cut.lfplab")));
    QVERIFY(reaches_step(*window_, 130));
    QCOMPARE(newest(*window_).signature, signature);
    const QString history = answer_message(*window_);
    QVERIFY2(history.contains("cut.lfplab") && history.contains("history of run 2"), qPrintable(history));
    QVERIFY(window_->files().file().isEmpty());

    write(path("short.lfplab"), whole.left(3000));
    QVERIFY(window_->files().open(path("short.lfplab")));
    QVERIFY(reaches_step(*window_, 0));
    const QString weights = answer_message(*window_);
    QVERIFY2(weights.contains("weights cannot be used"), qPrintable(weights));
    QCOMPARE(content(path("cut.lfplab")), without_end);

    write(path("none.lfplab"), whole.left(100));
    QVERIFY(!window_->files().open(path("none.lfplab")));
    QVERIFY(answer_message(*window_).contains("none.lfplab"));
    QCOMPARE(QString::fromStdString(window_->editor().experiment().name), QString("Two spirals"));
  }

  void a_share_string_goes_through_the_clipboard() {
    QVERIFY(window_->files().open("example:moons"));
    const std::string shared = to_json(window_->editor().experiment());
    action_named(*window_, "Copy share string")->trigger();
    QVERIFY(QApplication::clipboard()->text().startsWith("lfplab:"));
    QVERIFY(window_->files().open("example:blobs"));
    action_named(*window_, "Open from clipboard")->trigger();
    QCOMPARE(to_json(window_->editor().experiment()), shared);
    QVERIFY(window_->files().file().isEmpty());
    QVERIFY(comes_true([this] { return newest(*window_).experiment->name == "Moons"; }));

    QApplication::clipboard()->setText("lfplab:broken");
    action_named(*window_, "Open from clipboard")->trigger();
    QVERIFY(answer_message(*window_).contains("share string"));
    QApplication::clipboard()->setText("see you at noon");
    action_named(*window_, "Open from clipboard")->trigger();
    QVERIFY(!answer_message(*window_).isEmpty());
    QCOMPARE(to_json(window_->editor().experiment()), shared);
  }

  void data_in_files_cannot_be_shared() {
    write_small_images(QDir(folder_->path()));
    write(path("small.json"), small_images_experiment());
    QVERIFY(window_->files().open(path("small.json")));
    action_named(*window_, "Copy share string")->trigger();
    QVERIFY(answer_message(*window_).contains("files"));
  }

  void a_session_with_data_in_files_finds_them_from_another_folder() {
    write_small_images(QDir(folder_->path()));
    write(path("small.json"), small_images_experiment());
    QVERIFY(window_->files().open(path("small.json")));
    QVERIFY(comes_true([this] { return newest(*window_).experiment->name == "Small images"; }));
    QVERIFY(trains_to(*window_, 6));
    const std::string signature = newest(*window_).signature;
    QVERIFY(QDir(folder_->path()).mkdir("deep"));
    window_->files().save_session(path("deep/small.lfplab"));
    QVERIFY(comes_true([this] { return QFile::exists(path("deep/small.lfplab")); }));
    QVERIFY(window_->files().open("example:blobs"));
    QVERIFY(window_->files().open(path("deep/small.lfplab")));
    QVERIFY(reaches_step(*window_, 6));
    QCOMPARE(newest(*window_).signature, signature);
  }

 private:
};

}  // namespace lfp::test::experiment_files_test

LFPLAB_QT_TEST(experiment_files_test, ExperimentFilesTest)
#include "experiment_files_test.moc"
