#include "app/documents/study_desk.h"

#include "app/docks/docks.h"
#include "app/docks/perspective_switch.h"
#include "app/documents/dropped_file.h"
#include "app/documents/studies.h"
#include "core/files/atomic_file.h"
#include "core/study/study_file.h"
#include "core/study/study_order.h"
#include "core/study/study_runner.h"
#include "core/study/study_store.h"
#include "tests/support/pictured_study.h"
#include "tests/support/pointer.h"
#include "tests/support/qt_test.h"
#include "tests/support/screen.h"
#include "tests/support/shown_widget.h"
#include "tests/support/window_fixture.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/files/to_path.h"
#include "widgets/panels/study/study_bar.h"
#include "widgets/panels/study/study_panel.h"
#include "widgets/panels/transport/transport_bar.h"
#include "widgets/views/cell/study_cell_view.h"
#include "widgets/views/map/study_map_view.h"
#include "widgets/views/rules/study_rules_view.h"

#include <QComboBox>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <memory>

namespace lfp::test::study_desk_test {

namespace {

constexpr int explore = static_cast<int>(PerspectiveKind::explore);

/// Diverges at once for the largest learning rates: the network has weights of usual size, the steps none.
QByteArray wide_study() {
  return R"({ "format": "lfplab-study", "version": 1, "name": "Wide", "seeds": [5, 6],
  "experiment": { "format": "lfplab-experiment", "version": 1, "name": "Spirals",
    "dataset": { "kind": "spirals", "samples": 60 },
    "network": { "layers": [ { "kind": "dense", "units": 6, "activation": "relu" },
                             { "kind": "dense", "units": 2 } ] },
    "batch_size": 16, "stop": { "epochs": 3 },
    "runs": [ { "name": "LFP", "method": "lfp", "rule": { "name": "epsilon", "epsilon": 1e-6 } },
              { "name": "Gradient", "method": "gradient" } ] },
  "axes": [ { "path": "runs[*].optimiser.learning_rate", "label": "learning rate", "from": 0.01, "to": 1e6, "steps": 9, "scale": "log" },
            { "path": "runs[0].rule.epsilon", "label": "ε", "from": 1e-6, "to": 1, "steps": 4, "scale": "log" } ] })";
}

}  // namespace

class StudyDeskTest : public QObject, protected WindowTest {
  Q_OBJECT

 private slots:
  void init() { QVERIFY(starts({1600, 1000})); }
  void cleanup() { window_.reset(); }

  void a_key_leads_to_explore_and_the_space_bar_runs_the_study() {
    QTest::keyClick(window_.get(), Qt::Key_5, Qt::ControlModifier);
    QCOMPARE(window_->perspectives().current(), explore);
    QVERIFY(comes_to_rest());
    QVERIFY(bar().isVisible());
    QVERIFY(!window_->findChild<TransportBar*>()->isVisible());
    for (const char* name : {"dock.study", "dock.map", "dock.cell", "dock.rules"})
      QVERIFY2(dock(*window_, name)->isVisible(), name);
    type(*field("X steps"), QStringLiteral("3"));
    type(*field("Y steps"), QStringLiteral("3"));
    window_->setFocus();
    QTest::keyClick(window_.get(), Qt::Key_Space);
    QVERIFY(comes_true([this] { return work() != nullptr && (work()->is_running() || work()->is_done()); }));
    QVERIFY(comes_true([this] { return work()->is_done(); }));
    QCOMPARE(work()->picture()->done(), 9);
    QVERIFY(!window_->bridge().snapshot()->running);
    QTest::keyClick(window_.get(), Qt::Key_2, Qt::ControlModifier);
    QVERIFY(!bar().isVisible());
    QVERIFY(window_->findChild<TransportBar*>()->isVisible());
  }

  void a_study_file_is_opened_run_and_looked_at() {
    open_wide();
    run_to_end();
    // On screen: one colour for what is learnt, hatching for what diverged.
    const QImage picture = map().grab().toImage();
    QVERIFY(picture.pixel(map().cell_area(1, 1).center()) != map().theme().base.rgb());
    const auto& shown = map().maps()->variants[0].map;
    QVERIFY(shown.diverged > 0);
    QVERIFY(shown.diverged < shown.columns * shown.rows);
    QCOMPARE(shown.computed, shown.columns * shown.rows);
    QCOMPARE(bar_text(), QStringLiteral("72"));
  }

  void studies_that_come_with_the_program_are_opened() {
    for (const ShippedStudy& shipped : shipped_studies()) {
      QVERIFY2(window_->studies().open_shipped(shipped.name, true), shipped.name.c_str());
      QVERIFY2(work()->study().trainings() > 0, shipped.name.c_str());
      QVERIFY(window_->findChild<StudyPanel*>()->study().has_value());
    }
  }

  void a_click_shows_the_curves_of_the_cell() {
    open_wide();
    run_to_end();
    QTest::mouseClick(&map(), Qt::LeftButton, {}, map().cell_area(1, 1).center());
    auto* cell = window_->findChild<StudyCellView*>();
    const QStringList rows = cell->csv().split('\n', Qt::SkipEmptyParts);
    // Two runs with two seeds of three epochs each.
    QCOMPARE(rows.size(), 1 + 2 * 2 * 3);
    QVERIFY(rows[0].endsWith(",moved,sign_agreement,sparsity,firing_rate"));
    QVERIFY2(!rows[1].contains(",,,") && rows[1].endsWith(','), "all but firing rates");
    const auto has_title = [&](const QString& title) {
      const auto labels = cell->findChildren<QLabel*>();
      return std::ranges::any_of(labels, [&](const QLabel* label) { return label->text() == title; });
    };
    QVERIFY(comes_true([&] { return has_title("Loss"); }));
    for (auto* combo : window_->findChildren<QComboBox*>())
      if (combo->accessibleName() == "Measure") emit combo->activated(combo->findText("Distance moved"));
    QVERIFY2(comes_true([&] { return has_title("Distance moved") && !has_title("Loss"); }),
             "the curve of what the map shows");
  }

  void a_double_click_opens_the_very_run_in_the_workbench() {
    open_wide();
    run_to_end();
    const auto generation = window_->bridge().snapshot()->generation;
    QTest::mouseDClick(&map(), Qt::LeftButton, {}, map().cell_area(2, 1).center());
    QCOMPARE(window_->perspectives().current(), static_cast<int>(PerspectiveKind::train));
    QVERIFY(comes_true([&] { return window_->bridge().snapshot()->generation != generation; }));
    const Experiment& experiment = window_->editor().experiment();
    QCOMPARE(experiment.seed, std::uint64_t{5});
    QVERIFY(std::abs(experiment.runs[0].optimiser.settings.real("learning_rate") - 1.0) < 1e-9);
    QVERIFY(std::abs(experiment.runs[0].rule.settings.real("epsilon") - 1e-4) < 1e-9);
  }

  void a_cell_that_diverged_is_opened_at_its_first_bad_step() {
    open_wide();
    run_to_end();
    const StudyMap& shown = map().maps()->variants[0].map;
    QVERIFY(shown.cells[shown.at(8, 0)] == StudyMap::Cell::diverged);
    QTest::mouseDClick(&map(), Qt::LeftButton, {}, map().cell_area(8, 0).center());
    QVERIFY(comes_true([this] {
      const SnapshotPointer& snapshot = window_->bridge().snapshot();
      return !snapshot->runs.empty() && snapshot->runs[0].divergence.has_value() && !snapshot->running;
    }));
  }

  void a_dragged_part_is_computed_and_the_way_back_keeps_what_there_was() {
    open_wide();
    run_to_end();
    StudyWork* whole = work();
    drag_mouse(map(), map().cell_area(1, 0).center(), map().cell_area(3, 2).center());
    QVERIFY(comes_true([&] { return work() != whole && work()->is_done(); }));
    QCOMPARE(work()->study().axes[0].count(), 9);
    QVERIFY(std::abs(work()->study().axes[0].range->from - 0.1) < 0.01);
    QVERIFY(window_->focus().study().has_back());
    window_->studies().back();
    QCOMPARE(work(), whole);
    QVERIFY(work()->is_done());
    QVERIFY(window_->focus().study().has_forward());
    window_->studies().forward();
    QVERIFY(work() != whole);
    QVERIFY(work()->is_done());
  }

  void what_is_done_stays_when_it_is_paused_and_is_not_done_twice() {
    open_wide();
    bar().run_action()->trigger();
    QVERIFY(comes_true([this] { return work()->picture()->done() > 0; }));
    window_->studies().pause();
    QVERIFY(!work()->is_running());
    const auto done = work()->picture()->done() + work()->picture()->failed();
    const StudyStore store(work()->file(), work()->study(), store_info_of_program());
    QCOMPARE(static_cast<std::int64_t>(store.done()), done);
  }

  void another_window_goes_on_where_this_one_ended() {
    open_wide();
    run_to_end();
    const std::string hash = work()->hash();
    window_.reset();
    window_ = std::make_unique<MainWindow>(WindowOptions{});
    QVERIFY(open(*window_));
    window_->perspectives().show(explore);
    QVERIFY(work() != nullptr);
    QCOMPARE(work()->hash(), hash);
    QVERIFY(work()->is_done());
  }

  void a_folder_fills_while_others_write_to_it() {
    const Study study = small_study();
    const Shard first{.index = 0, .count = 2};
    write_shard(study, first, 3);
    QVERIFY(classify_dropped(folder_->path()).kind == Dropped::Kind::study);
    QVERIFY(window_->studies().open(folder_->path()));
    QCOMPARE(window_->perspectives().current(), explore);
    QCOMPARE(work()->picture()->done(), 3);
    QVERIFY(!bar().run_action()->isEnabled());
    write_shard(study, first, 100);
    write_shard(study, {.index = 1, .count = 2}, 100);
    QVERIFY(comes_true([this] { return work()->is_done(); }));
  }

  void a_study_is_saved_as_a_file_that_is_the_same_study() {
    open_wide();
    const QString file = folder_->filePath(QStringLiteral("saved.json"));
    QVERIFY(window_->studies().save(file));
    QVERIFY(holds_study(file));
    const std::string hash = work()->hash();
    QVERIFY(window_->studies().open(file));
    QCOMPARE(work()->hash(), hash);
  }

  void very_many_cells_are_told_with_the_time_they_would_take() {
    window_->perspectives().show(explore);
    type(*field("X steps"), QStringLiteral("40000"));
    type(*field("Y steps"), QStringLiteral("25000"));
    window_->studies().run();
    QVERIFY(work() == nullptr);
    const QString said = window_->findChild<QLabel*>(QStringLiteral("study.problem"))->text();
    QVERIFY2(said.contains(QStringLiteral("e9")) || said.contains(QStringLiteral("1,000,000,000")),
             qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("about")) || said.contains(QStringLiteral("years")),
             qPrintable(said));
  }

  void a_study_that_takes_long_is_asked_about() {
    QString asked;
    window_->studies().set_ask([&asked](const QString& question) {
      asked = question;
      return false;
    });
    window_->perspectives().show(explore);
    type(*field("X steps"), QStringLiteral("1500"));
    type(*field("Y steps"), QStringLiteral("2000"));
    window_->studies().run();
    QVERIFY2(asked.contains(QStringLiteral("about")), qPrintable(asked));
    QVERIFY(work() == nullptr);
  }

  void what_is_no_study_is_told_and_changes_nothing() {
    QSignalSpy failed(&window_->studies(), &StudyDesk::failed);
    write(folder_->filePath("cut.sqlite"), "SQLite format 3");
    QVERIFY(!window_->studies().open(folder_->filePath("cut.sqlite")));
    write(folder_->filePath("bad.json"), R"({ "format": "lfplab-study", "version": 1, "axes": 3 })");
    QVERIFY(!window_->studies().open(folder_->filePath("bad.json")));
    QCOMPARE(failed.size(), 2);
    QVERIFY(work() == nullptr);
  }

  void the_menu_of_a_setting_starts_a_study_of_it() {
    QLabel* label = nullptr;
    for (auto* each : dock(*window_, "dock.setup")->findChildren<QLabel*>())
      if (each->isVisible() && each->text() == QStringLiteral("Learning rate")) label = each;
    QVERIFY(label != nullptr);
    QContextMenuEvent asked(QContextMenuEvent::Mouse, QPoint(3, 3), label->mapToGlobal(QPoint(3, 3)));
    QApplication::sendEvent(label, &asked);
    QMenu* menu = nullptr;
    QVERIFY(comes_true(
        [&] { return (menu = qobject_cast<QMenu*>(QApplication::activePopupWidget())) != nullptr; }));
    QVERIFY2(menu->actions()[0]->text().startsWith("Study these two settings"),
             qPrintable(menu->actions()[0]->text()));
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->actions()[0]).center());
    QVERIFY(comes_true([this] { return window_->perspectives().current() == explore; }));
    const auto study = window_->findChild<StudyPanel*>()->study();
    QVERIFY(study.has_value());
    QCOMPARE(study->axes[0].path, std::string("runs[0].optimiser.learning_rate"));
    if (QWidget* popup = QApplication::activePopupWidget()) popup->close();
  }

  void a_map_side_by_side_is_enlarged_by_a_click() {
    open_wide();
    run_to_end();
    auto* rules = window_->findChild<StudyRulesView*>();
    QTest::mouseClick(rules, Qt::LeftButton, {}, rules->map_area(1).center());
    QCOMPARE(window_->focus().study().map().run, std::size_t{1});
    QVERIFY(dock(*window_, "dock.map")->windowTitle().contains("Gradient"));
  }

 private:
  StudyWork* work() { return window_->studies().work(); }
  StudyBar& bar() { return *window_->findChild<StudyBar*>(); }
  StudyMapView& map() { return *window_->findChild<StudyMapView*>(); }
  QString bar_text() {
    for (auto* label : bar().findChildren<QLabel*>())
      if (label->isVisible() && label->text() == QStringLiteral("72")) return label->text();
    return {};
  }
  QLineEdit* field(const QString& name) {
    for (auto* edit : window_->findChildren<QLineEdit*>())
      if (edit->accessibleName() == name) return edit;
    qFatal("no field %s", qPrintable(name));
  }
  void open_wide() {
    const QString file = folder_->filePath(QStringLiteral("wide.json"));
    write(file, wide_study());
    QVERIFY(classify_dropped(file).kind == Dropped::Kind::study);
    QVERIFY(window_->studies().open(file));
    QCOMPARE(window_->perspectives().current(), explore);
    QVERIFY(comes_to_rest());
  }
  void run_to_end() {
    bar().run_action()->trigger();
    QVERIFY(comes_true([this] { return work()->is_done() && !work()->is_running(); }));
  }
  void write_shard(const Study& study, Shard shard, std::size_t most) {
    StoreInfo info = store_info_of_program();
    info.shard = shard;
    StudyStore store(to_path(folder_->path()) / store_name(shard), study, info);
    auto trainings =
        trainings_in_order(study, shard, [&](std::int64_t training) { return store.has(training); });
    if (trainings.size() > most) trainings.resize(most);
    StudyRunner runner(std::make_shared<const Study>(study), trainings, 1);
    while (!runner.is_over()) store.add(runner.take(std::chrono::milliseconds(100)));
  }
};

}  // namespace lfp::test::study_desk_test

LFPLAB_QT_TEST(study_desk_test, StudyDeskTest)
#include "study_desk_test.moc"
