#include "app/documents/experiment_files.h"

#include "app/docks/perspective_switch.h"
#include "app/documents/kept_work.h"
#include "app/documents/recovered_dialog.h"
#include "app/documents/session_keeper.h"
#include "app/documents/window_look.h"
#include "core/exchange/share_string.h"
#include "core/lockstep/lockstep.h"
#include "core/lockstep/lockstep_state.h"
#include "core/sessions/session_file.h"
#include "tests/support/window_fixture.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/views/focus.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QMessageBox>
#include <QMimeData>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTest>
#include <QTimer>
#include <QTreeWidget>

namespace lfp::test::experiment_files_test {

namespace {

const Snapshot& now(MainWindow& window) {
  return *window.bridge().snapshot();
}

bool reaches_step(MainWindow& window, std::int64_t step) {
  return comes_true([&] { return !now(window).running && now(window).position.step == step; });
}

bool trains_to(MainWindow& window, std::int64_t step) {
  window.bridge().send(command::SetSpeed{});
  window.bridge().send(command::Run{.until_step = step, .until_epoch = {}, .until_test_accuracy = {}});
  return reaches_step(window, step);
}

QByteArray content(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool saves(MainWindow& window, const QString& file) {
  window.files().save_session(file);
  return comes_true([&] { return !window.isWindowModified(); });
}

QString answer_message(MainWindow& window) {
  QMessageBox* box = nullptr;
  if (!comes_true([&] { return (box = window.findChild<QMessageBox*>()) != nullptr && box->isVisible(); }))
    return {};
  const QString text = box->text() + QLatin1Char(' ') + box->informativeText();
  delete box;
  return text;
}

/// The session with another look.
void rewrite(const QString& file, const WindowLook& look) {
  const Experiment experiment = load_session(file.toStdString()).experiment();
  const auto shared = std::make_shared<const Experiment>(experiment);
  Lockstep lockstep(shared, load_dataset(experiment.dataset, {.seed = experiment.seed, .folder = {}}),
                    {.raster = true, .past = true});
  load_session(file.toStdString()).restore(lockstep);
  const SessionContent content{.experiment = experiment,
                               .state = std::make_shared<const LockstepState>(lockstep.state()),
                               .program = "test",
                               .look = to_json(look)};
  write(file, QByteArray::fromStdString(session_bytes(content)));
}

QStringList kept_files() {
  return QDir(SessionSlot::standard_folder()).entryList({"*.lfplab"}, QDir::Files);
}

QAction* action(MainWindow& window, const QString& text) {
  for (QAction* candidate : window.findChildren<QAction*>()) {
    if (candidate->text().remove(QLatin1Char('&')) == text) return candidate;
  }
  qFatal("no action %s", qPrintable(text));
}

/// The other half of survives_being_killed: a window that trains, pauses and so keeps its work, over and
/// over.
int train_until_killed() {
  MainWindow window(WindowOptions{});
  window.show();
  window.bridge().send(command::SetSpeed{});
  QTimer timer;
  QObject::connect(&timer, &QTimer::timeout, [&window, is_running = false]() mutable {
    is_running = !is_running;
    window.bridge().send(is_running ? Command(command::Run{}) : Command(command::Pause{}));
  });
  timer.start(30);
  return QApplication::exec();
}

}  // namespace

class SessionFilesTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    OwnSettings::forget();
    folder_ = std::make_unique<QTemporaryDir>();
    window_ = std::make_unique<MainWindow>(WindowOptions{});
    window_->resize(1280, 800);
    QVERIFY(open(*window_));
  }

  void cleanup() { window_.reset(); }

  void a_saved_session_comes_back_to_the_bit() {
    QVERIFY(trains_to(*window_, 130));
    const std::string signature = now(*window_).signature;
    const std::size_t rows = now(*window_).runs[0].history.steps.rows();
    window_->focus().set_layer(0);
    window_->focus().set_sample(7);
    window_->perspectives().show(2);
    QVERIFY(saves(*window_, path("mine.lfplab")));
    QVERIFY(trains_to(*window_, 200));
    const std::string later = now(*window_).signature;
    QVERIFY(window_->files().open("example:moons"));
    window_->perspectives().show(0);

    QVERIFY(window_->files().open(path("mine.lfplab")));
    QVERIFY(reaches_step(*window_, 130));
    QCOMPARE(now(*window_).signature, signature);
    QCOMPARE(now(*window_).runs[0].history.steps.rows(), rows);
    QCOMPARE(now(*window_).runs[0].history.log.size(),
             std::size_t(130 / now(*window_).position.batches_per_epoch));
    QVERIFY(now(*window_).repeatable);
    QCOMPARE(window_->focus().layer(), 0);
    QCOMPARE(window_->focus().sample(), 7);
    QCOMPARE(window_->perspectives().current(), 2);
    QVERIFY(trains_to(*window_, 200));
    QCOMPARE(now(*window_).signature, later);
  }

  void the_title_names_the_file_and_marks_what_is_unsaved() {
    QCOMPARE(window_->windowTitle(), QString("Two spirals[*] — LFP Lab"));
    QVERIFY(!window_->isWindowModified());
    QVERIFY(trains_to(*window_, 3));
    QVERIFY(comes_true([this] { return window_->isWindowModified(); }));
    QVERIFY(saves(*window_, path("mine.lfplab")));
    QCOMPARE(window_->windowTitle(), QString("mine.lfplab[*] — LFP Lab"));
    Experiment next = window_->editor().experiment();
    next.name = "Other";
    window_->editor().edit("Name", next);
    QVERIFY(window_->isWindowModified());
    window_->editor().undo_stack().undo();
    QVERIFY(!window_->isWindowModified());
    QVERIFY(window_->files().open("example:blobs"));
    QCOMPARE(window_->windowTitle(), QString("Blobs[*] — LFP Lab"));
    QVERIFY(comes_true([this] { return now(*window_).experiment->name == "Blobs"; }));
    QVERIFY(!window_->isWindowModified());
  }

  void control_s_saves_to_the_same_file_again() {
    QVERIFY(trains_to(*window_, 3));
    QVERIFY(saves(*window_, path("mine.lfplab")));
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
    QTest::qWait(50);
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
    QVERIFY(comes_true([this] { return now(*window_).position.step > 50; }));
    window_->files().save_session(path("mine.lfplab"));
    QVERIFY(comes_true([this] { return QFile::exists(path("mine.lfplab")); }));
    QVERIFY(now(*window_).running);
    window_->bridge().send(command::Pause{});
    QVERIFY(comes_true([this] { return !now(*window_).running; }));
    const std::int64_t later = now(*window_).position.step;
    QVERIFY(window_->files().open(path("mine.lfplab")));
    QVERIFY(
        comes_true([&] { return now(*window_).position.step > 50 && now(*window_).position.step < later; }));
  }

  void a_session_dropped_on_the_window_opens() {
    QVERIFY(trains_to(*window_, 4));
    QVERIFY(saves(*window_, path("mine.lfplab")));
    QVERIFY(window_->files().open("example:blobs"));
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path("mine.lfplab"))});
    QDropEvent drop(QPointF(400, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window_.get(), &drop);
    QVERIFY(reaches_step(*window_, 4));
  }

  void what_is_left_of_a_cut_file_opens_and_the_rest_is_told() {
    QVERIFY(trains_to(*window_, 130));
    const std::string signature = now(*window_).signature;
    QVERIFY(saves(*window_, path("whole.lfplab")));
    const QByteArray whole = content(path("whole.lfplab"));
    QVERIFY(window_->files().open("example:blobs"));

    const QByteArray without_end = whole.left(whole.indexOf("runs/2/history.npz"));
    write(path("cut.lfplab"), without_end);
    QVERIFY(window_->files().open(path("cut.lfplab")));
    QVERIFY(reaches_step(*window_, 130));
    QCOMPARE(now(*window_).signature, signature);
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

  void the_next_start_goes_on_where_this_one_ended() {
    QVERIFY(trains_to(*window_, 40));
    const std::string signature = now(*window_).signature;
    restart();
    QCOMPARE(now(*window_).position.step, 40);
    QCOMPARE(now(*window_).signature, signature);
    QVERIFY(comes_true([this] { return window_->isWindowModified(); }));
    QVERIFY(window_->statusBar()->currentMessage().contains("40"));
    QVERIFY(saves(*window_, path("mine.lfplab")));
    restart();
    QCOMPARE(window_->windowTitle(), QString("mine.lfplab[*] — LFP Lab"));
    QTest::qWait(50);
    QVERIFY(!window_->isWindowModified());
  }

  void work_is_kept_at_every_pause() {
    QCOMPARE(kept_files().size(), 0);
    window_->bridge().send(command::Run{});
    QVERIFY(comes_true([this] { return now(*window_).running; }));
    window_->bridge().send(command::Pause{});
    QVERIFY(comes_true([] { return kept_files().size() == 1; }));
  }

  void a_single_step_is_kept_as_soon_as_a_pause() {
    window_->keeper().findChild<QTimer*>()->stop();  // the half minute
    for (const std::int64_t step : {1, 2}) {
      QVERIFY(trains_to(*window_, step));
      QVERIFY(comes_true([&] {
        const auto kept = kept_work(SessionSlot::standard_folder());
        return kept.size() == 1 && kept.first().step == step;
      }));
    }
  }

  void work_is_kept_every_half_minute_in_which_it_has_changed() {
    auto* half_minute = window_->keeper().findChild<QTimer*>();
    QCOMPARE(half_minute->interval(), 30'000);
    half_minute->setInterval(20);
    QVERIFY(comes_true([] { return kept_files().size() == 1; }));
    const QString file = QDir(SessionSlot::standard_folder()).filePath(kept_files().first());
    QTest::qWait(100);
    QVERIFY(QFile::remove(file));
    QTest::qWait(200);
    QVERIFY(!QFile::exists(file));
    window_->bridge().send(command::Run{});
    QVERIFY(comes_true([&] { return QFile::exists(file); }));
    QVERIFY(now(*window_).running);
  }

  void undo_brings_back_what_another_example_took_the_place_of() {
    QVERIFY(trains_to(*window_, 40));
    const std::string signature = now(*window_).signature;
    QVERIFY(window_->files().open("example:blobs"));
    QVERIFY(reaches_step(*window_, 0));
    window_->editor().undo_action()->trigger();
    QVERIFY(reaches_step(*window_, 40));
    QCOMPARE(now(*window_).signature, signature);
    QVERIFY(now(*window_).time && now(*window_).time->oldest < 40);
    // To the bit: it goes on as if nothing had happened.
    QVERIFY(trains_to(*window_, 60));
    const std::string later = now(*window_).signature;
    window_->editor().redo_action()->trigger();
    QVERIFY(reaches_step(*window_, 0));
    window_->editor().undo_action()->trigger();
    QVERIFY(reaches_step(*window_, 60));
    QCOMPARE(now(*window_).signature, later);
  }

  void undo_brings_back_what_a_reset_took_away() {
    QVERIFY(trains_to(*window_, 30));
    const std::string signature = now(*window_).signature;
    window_->bridge().send(command::Reset{});
    QVERIFY(reaches_step(*window_, 0));
    window_->editor().undo_action()->trigger();
    QVERIFY(reaches_step(*window_, 30));
    QCOMPARE(now(*window_).signature, signature);
  }

  void a_weight_set_by_hand_is_undone_by_itself() {
    QVERIFY(trains_to(*window_, 20));
    const std::string signature = now(*window_).signature;
    window_->bridge().send(command::SetParameter{
        .run = 0, .edit = {.parameter = {.layer = 1, .unit = 2, .input = 3}, .value = 0.75}});
    QVERIFY(
        comes_true([&] { return now(*window_).signature != signature && !now(*window_).signature.empty(); }));
    QVERIFY(window_->editor().undo_action()->text().contains("weight"));
    window_->editor().undo_action()->trigger();
    QVERIFY(comes_true([&] { return now(*window_).signature == signature; }));
    QCOMPARE(now(*window_).position.step, 20);
  }

  void what_was_trained_for_a_minute_stays_when_something_else_is_opened() {
    QVERIFY(trains_to(*window_, 25));
    QVERIFY(comes_true([] { return kept_files().size() == 1; }));
    const QDir folder(SessionSlot::standard_folder());
    const QString first = folder.filePath(kept_files().first());
    // As if it had been trained for so long: what the window says of the session that it goes on with.
    window_->close();
    window_.reset();
    WindowLook look = parse_look(load_session(first.toStdString()).look());
    look.trained_seconds = 90;
    rewrite(first, look);
    window_ = std::make_unique<MainWindow>(WindowOptions{});
    QVERIFY(open(*window_));
    QVERIFY(trains_to(*window_, 35));
    for (const char* name : {"example:blobs", "example:moons", "example:xor"}) {
      QVERIFY(window_->files().open(name));
      QVERIFY(reaches_step(*window_, 0));
      QVERIFY(trains_to(*window_, 3));
    }
    QVERIFY(comes_true([] { return kept_files().size() == 2; }));
    QVERIFY(comes_true([&] { return kept_work(folder.path()).last().step == 35; }));
    const KeptWork work = kept_work(folder.path()).last();
    QCOMPARE(work.name, QString("Two spirals"));
    QVERIFY(!work.is_open);
    QVERIFY(!work.picture.isNull());
    QVERIFY(window_->keeper().open_kept(work.file));
    QVERIFY(reaches_step(*window_, 35));
    QVERIFY(comes_true([this] { return window_->isWindowModified(); }));
  }

  void recovered_work_is_listed_and_opened_by_a_click() {
    QVERIFY(trains_to(*window_, 25));
    window_->close();
    window_.reset();
    window_ = std::make_unique<MainWindow>(WindowOptions{.file = "example:blobs"});
    QVERIFY(open(*window_));
    action(*window_, "Recovered work…")->trigger();
    auto* dialog = window_->findChild<RecoveredDialog*>();
    QVERIFY(dialog != nullptr);
    auto* list = dialog->findChild<QTreeWidget*>();
    QVERIFY(list->topLevelItemCount() >= 1);
    QTreeWidgetItem* item = nullptr;
    for (int row = 0; row < list->topLevelItemCount(); ++row)
      if (list->topLevelItem(row)->text(0) == "Two spirals") item = list->topLevelItem(row);
    QVERIFY(item != nullptr);
    QCOMPARE(item->text(1), QString("25"));
    list->setCurrentItem(item);
    for (auto* button : dialog->findChildren<QPushButton*>())
      if (button->text() == "Open") QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(reaches_step(*window_, 25));
  }

  void two_windows_keep_their_work_apart() {
    QVERIFY(trains_to(*window_, 11));
    auto second = std::make_unique<MainWindow>(WindowOptions{});
    QVERIFY(open(*second));
    QVERIFY(comes_true([&] { return second->bridge().snapshot() != nullptr; }));
    QVERIFY(trains_to(*second, 22));
    second->close();
    second.reset();
    window_->close();
    window_.reset();
    QCOMPARE(kept_files().size(), 2);
    window_ = std::make_unique<MainWindow>(WindowOptions{});
    QVERIFY(open(*window_));
    QCOMPARE(now(*window_).position.step, 11);
    MainWindow other(WindowOptions{});
    QVERIFY(open(other));
    QCOMPARE(now(other).position.step, 22);
  }

  void a_file_opened_at_the_start_leaves_the_last_session_alone() {
    QVERIFY(trains_to(*window_, 12));
    window_->close();
    window_.reset();
    const QByteArray last = content(QDir(SessionSlot::standard_folder()).filePath(kept_files().first()));
    const QString name = kept_files().first();
    window_ = std::make_unique<MainWindow>(WindowOptions{.file = "example:blobs"});
    QVERIFY(open(*window_));
    QVERIFY(trains_to(*window_, 5));
    window_->close();
    window_.reset();
    QCOMPARE(content(QDir(SessionSlot::standard_folder()).filePath(name)), last);
  }

  void a_damaged_last_session_is_told_and_put_aside() {
    window_->close();
    window_.reset();
    const QString kept = QDir(SessionSlot::standard_folder()).filePath(kept_files().first());
    write(kept, "rubbish");
    window_ = std::make_unique<MainWindow>(WindowOptions{});
    QVERIFY(open(*window_));
    QVERIFY(answer_message(*window_).contains("damaged-"));
    QCOMPARE(now(*window_).position.step, 0);
    const QStringList damaged = QDir(SessionSlot::standard_folder()).entryList({"damaged-*"}, QDir::Files);
    QCOMPARE(damaged.size(), 1);
    QCOMPARE(content(QDir(SessionSlot::standard_folder()).filePath(damaged.first())), QByteArray("rubbish"));
  }

  void a_last_session_without_its_weights_is_told_and_put_aside() {
    QVERIFY(trains_to(*window_, 130));
    window_->close();
    window_.reset();
    const QString kept = QDir(SessionSlot::standard_folder()).filePath(kept_files().first());
    const QByteArray cut = content(kept).left(4000);
    write(kept, cut);
    window_ = std::make_unique<MainWindow>(WindowOptions{});
    QVERIFY(open(*window_));
    QVERIFY(answer_message(*window_).contains("weights cannot be used"));
    const QDir folder(SessionSlot::standard_folder());
    const QStringList damaged = folder.entryList({"damaged-*"}, QDir::Files);
    QCOMPARE(damaged.size(), 1);
    QCOMPARE(content(folder.filePath(damaged.first())), cut);
    QCOMPARE(QString::fromStdString(window_->editor().experiment().name), QString("Two spirals"));
  }

  void it_survives_being_killed_at_any_moment() {
    window_->close();
    window_.reset();
    OwnSettings::forget();
    std::int64_t before = 0;
    for (const int milliseconds : {900, 937, 961, 988, 1013, 1100, 1250}) {
      QProcess process;
      process.start(QCoreApplication::applicationFilePath(), {"experiment_files_test", "--window"});
      QVERIFY(process.waitForStarted());
      QTest::qWait(milliseconds);
      QCOMPARE(process.state(), QProcess::Running);
      process.kill();
      QVERIFY(process.waitForFinished());

      MainWindow window(WindowOptions{});
      QVERIFY(open(window));
      QTest::qWait(200);
      QVERIFY(window.findChild<QMessageBox*>() == nullptr);
      QVERIFY(now(window).position.step >= before);
      before = now(window).position.step;
      window.close();
      const QDir folder(SessionSlot::standard_folder());
      QCOMPARE(folder.entryList({".*"}, QDir::Files | QDir::Hidden).size(), 0);
      QCOMPARE(kept_files().size(), 1);
    }
    QVERIFY(before > 0);
  }

  void a_share_string_goes_through_the_clipboard() {
    QVERIFY(window_->files().open("example:moons"));
    const std::string shared = to_json(window_->editor().experiment());
    action(*window_, "Copy share string")->trigger();
    QVERIFY(QApplication::clipboard()->text().startsWith("lfplab:"));
    QVERIFY(window_->files().open("example:blobs"));
    action(*window_, "Open from clipboard")->trigger();
    QCOMPARE(to_json(window_->editor().experiment()), shared);
    QVERIFY(window_->files().file().isEmpty());
    QVERIFY(comes_true([this] { return now(*window_).experiment->name == "Moons"; }));

    QApplication::clipboard()->setText("lfplab:broken");
    action(*window_, "Open from clipboard")->trigger();
    QVERIFY(answer_message(*window_).contains("share string"));
    QApplication::clipboard()->setText("see you at noon");
    action(*window_, "Open from clipboard")->trigger();
    QVERIFY(!answer_message(*window_).isEmpty());
    QCOMPARE(to_json(window_->editor().experiment()), shared);
  }

  void data_in_files_cannot_be_shared() {
    write_small_images(QDir(folder_->path()));
    write(path("small.json"), small_images_experiment());
    QVERIFY(window_->files().open(path("small.json")));
    action(*window_, "Copy share string")->trigger();
    QVERIFY(answer_message(*window_).contains("files"));
  }

  void a_session_with_data_in_files_finds_them_from_another_folder() {
    write_small_images(QDir(folder_->path()));
    write(path("small.json"), small_images_experiment());
    QVERIFY(window_->files().open(path("small.json")));
    QVERIFY(comes_true([this] { return now(*window_).experiment->name == "Small images"; }));
    QVERIFY(trains_to(*window_, 6));
    const std::string signature = now(*window_).signature;
    QVERIFY(QDir(folder_->path()).mkdir("deep"));
    window_->files().save_session(path("deep/small.lfplab"));
    QVERIFY(comes_true([this] { return QFile::exists(path("deep/small.lfplab")); }));
    QVERIFY(window_->files().open("example:blobs"));
    QVERIFY(window_->files().open(path("deep/small.lfplab")));
    QVERIFY(reaches_step(*window_, 6));
    QCOMPARE(now(*window_).signature, signature);
  }

 private:
  QString path(const QString& name) const { return folder_->filePath(name); }

  void restart() {
    window_->close();
    window_ = nullptr;
    window_ = std::make_unique<MainWindow>(WindowOptions{});
    QVERIFY(open(*window_));
  }

  std::unique_ptr<QTemporaryDir> folder_;
  std::unique_ptr<MainWindow> window_;
};

}  // namespace lfp::test::experiment_files_test

int experiment_files_test(int argc, char** argv);
int experiment_files_test(int argc, char** argv) {
  const QApplication application(argc, argv);
  if (argc > 1 && QByteArray(argv[1]) == "--window") {
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, qEnvironmentVariable("XDG_DATA_HOME"));
    QCoreApplication::setOrganizationName(QStringLiteral("lfplab-tests"));
    QCoreApplication::setApplicationName(QStringLiteral("lfplab-tests"));
    return lfp::test::experiment_files_test::train_until_killed();
  }
  const lfp::OwnSettings settings;
  lfp::test::experiment_files_test::SessionFilesTest test;
  return QTest::qExec(&test, argc, argv);
}

#include "experiment_files_test.moc"
