#include "app/documents/session_keeper.h"

#include "app/bridge/application.h"
#include "app/documents/experiment_files.h"
#include "app/documents/kept_work.h"
#include "app/documents/recovered_dialog.h"
#include "app/documents/window_look.h"
#include "core/lockstep/lockstep.h"
#include "core/lockstep/lockstep_state.h"
#include "core/sessions/session_file.h"
#include "tests/support/window_fixture.h"
#include "widgets/editing/experiment_editor.h"

#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTest>
#include <QTimer>
#include <QTreeWidget>
#include <cstdio>

namespace lfp::test::session_keeper_test {

namespace {

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

/// What it_survives_being_killed_at_any_moment kills: a window that trains and pauses in turn, and so keeps
/// its work again and again. It prints a line at each turn.
int train_until_killed() {
  MainWindow window(WindowOptions{});
  window.show();
  window.bridge().send(command::SetSpeed{});
  QTimer timer;
  QObject::connect(&timer, &QTimer::timeout, [&window, is_running = false]() mutable {
    is_running = !is_running;
    std::puts(is_running ? "runs" : "pauses");
    std::fflush(stdout);
    window.bridge().send(is_running ? Command(command::Run{}) : Command(command::Pause{}));
  });
  timer.start(30);
  return QApplication::exec();
}

}  // namespace

class SessionKeeperTest : public QObject, private WindowTest {
  Q_OBJECT

 private slots:
  void init() { QVERIFY(starts({1280, 800})); }
  void cleanup() { window_.reset(); }

  void the_next_start_goes_on_where_this_one_ended() {
    QVERIFY(trains_to(*window_, 40));
    const std::string signature = newest(*window_).signature;
    QVERIFY(restarts());
    QCOMPARE(newest(*window_).position.step, 40);
    QCOMPARE(newest(*window_).signature, signature);
    QVERIFY(comes_true([this] { return window_->isWindowModified(); }));
    QVERIFY(window_->statusBar()->currentMessage().contains("40"));
    QVERIFY(saves_session(*window_, path("mine.lfplab")));
    QVERIFY(restarts());
    QCOMPARE(window_->windowTitle(), QString("mine.lfplab[*] — LFP Lab"));
    QVERIFY(frames_pass(window_->bridge(), 3));
    QVERIFY(!window_->isWindowModified());
  }

  void work_is_kept_at_every_pause() {
    QCOMPARE(kept_files().size(), 0);
    window_->bridge().send(command::Run{});
    QVERIFY(comes_true([this] { return newest(*window_).running; }));
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
    QSignalSpy half_minutes(half_minute, &QTimer::timeout);
    QVERIFY(comes_true([&] { return half_minutes.count() >= 3; }));  // the first file is finished
    QVERIFY(QFile::remove(file));
    half_minutes.clear();
    QVERIFY(comes_true([&] { return half_minutes.count() >= 5; }));
    QVERIFY(!QFile::exists(file));
    window_->bridge().send(command::Run{});
    QVERIFY(comes_true([&] { return QFile::exists(file); }));
    QVERIFY(newest(*window_).running);
  }

  void undo_brings_back_what_another_example_took_the_place_of() {
    QVERIFY(trains_to(*window_, 40));
    const std::string signature = newest(*window_).signature;
    QVERIFY(window_->files().open("example:blobs"));
    QVERIFY(reaches_step(*window_, 0));
    window_->editor().undo_action()->trigger();
    QVERIFY(reaches_step(*window_, 40));
    QCOMPARE(newest(*window_).signature, signature);
    QVERIFY(newest(*window_).time && newest(*window_).time->oldest < 40);
    // To the bit: it goes on as if nothing had happened.
    QVERIFY(trains_to(*window_, 60));
    const std::string later = newest(*window_).signature;
    window_->editor().redo_action()->trigger();
    QVERIFY(reaches_step(*window_, 0));
    window_->editor().undo_action()->trigger();
    QVERIFY(reaches_step(*window_, 60));
    QCOMPARE(newest(*window_).signature, later);
  }

  void undo_brings_back_what_a_reset_took_away() {
    QVERIFY(trains_to(*window_, 30));
    const std::string signature = newest(*window_).signature;
    window_->bridge().send(command::Reset{});
    QVERIFY(reaches_step(*window_, 0));
    window_->editor().undo_action()->trigger();
    QVERIFY(reaches_step(*window_, 30));
    QCOMPARE(newest(*window_).signature, signature);
  }

  void a_weight_set_by_hand_is_undone_by_itself() {
    QVERIFY(trains_to(*window_, 20));
    const std::string signature = newest(*window_).signature;
    window_->bridge().send(command::SetParameter{
        .run = 0, .edit = {.parameter = {.layer = 1, .unit = 2, .input = 3}, .value = 0.75}});
    QVERIFY(comes_true(
        [&] { return newest(*window_).signature != signature && !newest(*window_).signature.empty(); }));
    QVERIFY(window_->editor().undo_action()->text().contains("weight"));
    window_->editor().undo_action()->trigger();
    QVERIFY(comes_true([&] { return newest(*window_).signature == signature; }));
    QCOMPARE(newest(*window_).position.step, 20);
  }

  void what_was_trained_for_a_minute_stays_when_something_else_is_opened() {
    QVERIFY(trains_to(*window_, 25));
    QVERIFY(comes_true([] { return kept_files().size() == 1; }));
    const QDir folder(SessionSlot::standard_folder());
    const QString first = folder.filePath(kept_files().first());
    // As if it had been trained for so long: what the window says of the session that it goes on with.
    close();
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

  void two_windows_keep_their_work_apart() {
    QVERIFY(trains_to(*window_, 11));
    auto second = std::make_unique<MainWindow>(WindowOptions{});
    QVERIFY(open(*second));
    QVERIFY(comes_true([&] { return second->bridge().snapshot() != nullptr; }));
    QVERIFY(trains_to(*second, 22));
    second->close();
    second.reset();
    close();
    QCOMPARE(kept_files().size(), 2);
    window_ = std::make_unique<MainWindow>(WindowOptions{});
    QVERIFY(open(*window_));
    QCOMPARE(newest(*window_).position.step, 11);
    MainWindow other(WindowOptions{});
    QVERIFY(open(other));
    QCOMPARE(newest(other).position.step, 22);
  }

  void a_file_opened_at_the_start_leaves_the_last_session_alone() {
    QVERIFY(trains_to(*window_, 12));
    close();
    const QByteArray last = content(QDir(SessionSlot::standard_folder()).filePath(kept_files().first()));
    const QString name = kept_files().first();
    window_ = std::make_unique<MainWindow>(WindowOptions{.file = "example:blobs"});
    QVERIFY(open(*window_));
    QVERIFY(trains_to(*window_, 5));
    close();
    QCOMPARE(content(QDir(SessionSlot::standard_folder()).filePath(name)), last);
  }

  void a_damaged_last_session_is_told_and_put_aside() {
    close();
    const QString kept = QDir(SessionSlot::standard_folder()).filePath(kept_files().first());
    write(kept, "rubbish");
    window_ = std::make_unique<MainWindow>(WindowOptions{});
    QVERIFY(open(*window_));
    QVERIFY(answer_message(*window_).contains("damaged-"));
    QCOMPARE(newest(*window_).position.step, 0);
    const QStringList damaged = QDir(SessionSlot::standard_folder()).entryList({"damaged-*"}, QDir::Files);
    QCOMPARE(damaged.size(), 1);
    QCOMPARE(content(QDir(SessionSlot::standard_folder()).filePath(damaged.first())), QByteArray("rubbish"));
  }

  void a_last_session_without_its_weights_is_told_and_put_aside() {
    QVERIFY(trains_to(*window_, 130));
    close();
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
    close();
    OwnSettings::forget();
    std::int64_t before = 0;
    for (const int turns : {9, 10, 11, 12, 14, 17, 21}) {
      QProcess process;
      process.start(QCoreApplication::applicationFilePath(), {"session_keeper_test", "--window"});
      QVERIFY(process.waitForStarted());
      QByteArray taken;
      QVERIFY(comes_true([&] {
        taken += process.readAllStandardOutput();
        return taken.count('\n') >= turns && kept_files().size() == 1;
      }));
      QCOMPARE(process.state(), QProcess::Running);
      process.kill();
      QVERIFY(process.waitForFinished());

      MainWindow window(WindowOptions{});
      QVERIFY(open(window));
      QVERIFY(frames_pass(window.bridge(), 3));
      QVERIFY(window.findChild<QMessageBox*>() == nullptr);
      QVERIFY(newest(window).position.step >= before);
      before = newest(window).position.step;
      window.close();
      const QDir folder(SessionSlot::standard_folder());
      QCOMPARE(folder.entryList({".*"}, QDir::Files | QDir::Hidden).size(), 0);
      QCOMPARE(kept_files().size(), 1);
    }
    QVERIFY(before > 0);
  }

  void recovered_work_is_listed_and_opened_by_a_click() {
    QVERIFY(trains_to(*window_, 25));
    close();
    window_ = std::make_unique<MainWindow>(WindowOptions{.file = "example:blobs"});
    QVERIFY(open(*window_));
    action_named(*window_, "Recovered work…")->trigger();
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
};

}  // namespace lfp::test::session_keeper_test

int session_keeper_test(int argc, char** argv);
int session_keeper_test(int argc, char** argv) {
  const lfp::Application application(argc, argv);
  if (argc > 1 && QByteArray(argv[1]) == "--window") {
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, qEnvironmentVariable("XDG_DATA_HOME"));
    QCoreApplication::setOrganizationName(QStringLiteral("lfplab-tests"));
    QCoreApplication::setApplicationName(QStringLiteral("lfplab-tests"));
    return lfp::test::session_keeper_test::train_until_killed();
  }
  const lfp::test::OwnSettings settings;
  lfp::test::session_keeper_test::SessionKeeperTest test;
  return QTest::qExec(&test, argc, argv);
}

#include "session_keeper_test.moc"
