#include "app/window/main_window.h"

#include "app/docks/docks.h"
#include "app/docks/perspective_switch.h"
#include "app/documents/experiment_files.h"
#include "app/window/appearance.h"
#include "app/window/key_sheet.h"
#include "app/window/status_line.h"
#include "core/data/dataset.h"
#include "core/lockstep/lockstep.h"
#include "tests/support/qt_test.h"
#include "tests/support/window_fixture.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/panels/preview/data_preview_dialog.h"
#include "widgets/panels/transport/diverged_bar.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QClipboard>
#include <QDockWidget>
#include <QDropEvent>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolBar>
#include <QToolButton>

namespace lfp::test::main_window_test {

namespace {

void press(MainWindow& window, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
  QTest::keyClick(&window, static_cast<Qt::Key>(key), modifiers);
}

QStringList open_docks(MainWindow& window) {
  QStringList names;
  for (const QDockWidget* candidate : window.docks().permanent()) {
    if (!candidate->isHidden()) names.append(candidate->objectName().section(QLatin1Char('.'), 1));
  }
  names.sort();
  return names;
}

QStringList named_docks(const Block& block) {
  QStringList names = block.docks + block.closed;
  for (const Block& inner : block.blocks) names += named_docks(inner);
  names.sort();
  return names;
}

QStringList sorted(QStringList names) {
  names.sort();
  return names;
}

const QStringList train_planar = sorted({"setup", "network", "raster", "boundary", "weights", "curves"});
const QStringList train_images = sorted({"setup", "network", "tiles", "confusion", "curves"});

}  // namespace

class MainWindowTest : public QObject, private WindowTest {
  Q_OBJECT

 private slots:
  void init() { QVERIFY(starts({1600, 1000})); }
  void cleanup() { window_.reset(); }

  void the_first_start_shows_two_spirals_ready_to_train() {
    QCOMPARE(window_->windowTitle(), QString("Two spirals[*] — LFP Lab"));
    QVERIFY(!window_->isWindowModified());
    QCOMPARE(newest(*window_).position.step, 0);
    QVERIFY(!newest(*window_).running);
    QCOMPARE(open_docks(*window_), train_planar);
    QCOMPARE(state_text(), QString("Ready at step 0"));
    for (View* view : window_->docks().views()) {
      if (view->isVisible()) QVERIFY(view->snapshot() != nullptr);
    }
  }

  void an_example_may_open_a_view_in_front() {
    QDockWidget* convergence = window_->docks().find("dock.convergence");
    QVERIFY(convergence != nullptr && convergence->isHidden());
    QVERIFY(window_->files().open("example:convergence"));
    QVERIFY(comes_true([&] { return convergence->isVisible() && !convergence->visibleRegion().isEmpty(); }));
    QVERIFY(comes_true([this] { return newest(*window_).runs[0].convergence.has_value(); }));
  }

  void space_runs_and_pauses() {
    press(*window_, Qt::Key_Space);
    QVERIFY(comes_true([this] { return newest(*window_).running && newest(*window_).position.step > 5; }));
    press(*window_, Qt::Key_Space);
    QVERIFY(comes_true([this] { return !newest(*window_).running; }));
    QVERIFY(!newest(*window_).signature.empty());
  }

  void keys_step_by_phase_batch_and_epoch() {
    press(*window_, Qt::Key_Period);
    QVERIFY(comes_true(
        [this] { return newest(*window_).position.next_phase.kind == PhaseKind::output_feedback; }));
    QCOMPARE(newest(*window_).position.step, 0);
    press(*window_, Qt::Key_Slash);
    QVERIFY(reaches_step(*window_, 1));
    press(*window_, Qt::Key_E);
    QVERIFY(comes_true([this] { return !newest(*window_).running && newest(*window_).position.epoch == 1; }));
  }

  void a_changed_setting_takes_effect_without_starting_anew() {
    press(*window_, Qt::Key_Slash);
    QVERIFY(reaches_step(*window_, 1));
    const auto generation = newest(*window_).generation;
    Experiment next = window_->editor().experiment();
    next.runs[0].optimiser.settings.set("learning_rate", 0.0125);
    window_->editor().edit("Learning rate", next);
    QVERIFY(comes_true([&] { return newest(*window_).experiment->runs[0] == next.runs[0]; }));
    QCOMPARE(newest(*window_).generation, generation);
    QCOMPARE(newest(*window_).position.step, 1);
    QVERIFY(!newest(*window_).repeatable);
  }

  void another_dataset_starts_anew_and_undo_brings_the_old_one_back() {
    const Choice spirals = window_->editor().experiment().dataset;
    Experiment next = window_->editor().experiment();
    next.dataset = {.name = "circles", .settings = {}};
    window_->editor().edit("Circles", next);
    QVERIFY(comes_true([this] { return newest(*window_).experiment->dataset.name == "circles"; }));
    press(*window_, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(comes_true([&] { return newest(*window_).experiment->dataset == spirals; }));
    press(*window_, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(comes_true([this] { return newest(*window_).experiment->dataset.name == "circles"; }));
  }

  void the_layer_with_the_most_weights_is_looked_at_first() {
    QCOMPARE(window_->focus().layer(), 1);
    window_->focus().set_layer(0);
    window_->bridge().send(command::Reset{});
    QVERIFY(comes_true([this] { return newest(*window_).generation == 2; }));
    QCOMPARE(window_->focus().layer(), 0);
    QVERIFY(window_->files().open(small_images()));
    QVERIFY(comes_true([this] { return newest(*window_).experiment->name == "Small images"; }));
    QCOMPARE(window_->focus().layer(), 0);
  }

  void images_get_their_own_layout() {
    QVERIFY(window_->files().open(small_images()));
    QVERIFY(comes_true([this] { return open_docks(*window_) == train_images; }));
    QVERIFY(window_->files().open("example:blobs"));
    QVERIFY(comes_true([this] { return open_docks(*window_) == train_planar; }));
  }

  void a_layout_that_a_person_changed_stays_as_it_is() {
    dock(*window_, "dock.raster")->close();
    QStringList without_raster = train_planar;
    without_raster.removeAll("raster");
    QCOMPARE(open_docks(*window_), without_raster);
    QVERIFY(window_->files().open(small_images()));
    // Only the view that has nothing to show of images gives its place to one that has.
    without_raster.removeAll("boundary");
    QVERIFY(
        comes_true([&] { return open_docks(*window_) == sorted(without_raster + QStringList{"tiles"}); }));
    action_named(*window_, "Reset layout")->trigger();
    QCOMPARE(open_docks(*window_), train_images);
  }

  void closed_docks_reopen_by_the_menu() {
    QDockWidget* raster = dock(*window_, "dock.raster");
    raster->close();
    QVERIFY(raster->isHidden());
    raster->toggleViewAction()->trigger();
    QVERIFY(raster->isVisible());
    QVERIFY(!raster->isFloating());
  }

  void layout_size_and_experiment_come_back_on_the_next_start() {
    QVERIFY(window_->files().open("example:moons"));
    dock(*window_, "dock.weights")->close();
    QDockWidget* copy = window_->docks().duplicate(*dock(*window_, "dock.network"));
    QCOMPARE(copy->objectName(), QString("dock.network#2"));
    window_->resize(1500, 900);
    QVERIFY(comes_to_rest());
    window_->close();

    window_ = std::make_unique<MainWindow>(WindowOptions{});
    QVERIFY(open(*window_));
    QCOMPARE(window_->size(), QSize(1500, 900));
    QVERIFY(dock(*window_, "dock.weights")->isHidden());
    QVERIFY(dock(*window_, "dock.network#2")->isVisible());
    QVERIFY(dock(*window_, "dock.boundary")->isVisible());
    QCOMPARE(QString::fromStdString(newest(*window_).experiment->name), QString("Moons"));
  }

  void a_duplicate_shows_the_same_and_is_gone_when_closed() {
    QPointer<QDockWidget> copy = window_->docks().duplicate(*dock(*window_, "dock.curves"));
    auto* view = qobject_cast<View*>(copy->widget());
    QVERIFY(comes_true([&] { return view->snapshot() == window_->bridge().snapshot(); }));
    copy->close();
    QVERIFY(comes_true([&] { return copy.isNull(); }));
    press(*window_, Qt::Key_Slash);
    QVERIFY(reaches_step(*window_, 1));
  }

  void perspectives_are_reached_by_keys_and_fill_the_window() {
    for (int index = 0; index < static_cast<int>(perspectives().size()); ++index) {
      press(*window_, Qt::Key_1 + index, Qt::ControlModifier);
      QCOMPARE(window_->perspectives().current(), index);
      QVERIFY(comes_to_rest());
      QRect covered;
      for (const QDockWidget* placed : window_->docks().permanent()) {
        if (placed->isVisible()) covered |= placed->geometry();
      }
      QVERIFY(covered.width() >= window_->width() - 2);
      QVERIFY(covered.bottom() >= window_->height() - window_->statusBar()->height() - 2);
    }
    QVERIFY(dock(*window_, "dock.setup")->isHidden());
  }

  void every_layout_names_every_dock_once() {
    QStringList all;
    for (const QDockWidget* placed : window_->docks().permanent()) all.append(placed->objectName());
    for (const Perspective& perspective : perspectives()) {
      for (const DataTraits& traits :
           {DataTraits{}, DataTraits{false, true, true}, DataTraits{false, true, false},
            DataTraits{false, false, true}, DataTraits{false, false, false},
            DataTraits{.is_plane = false, .have_classes = false, .are_reproduced = true}}) {
        for (const QSize size : {QSize(1600, 880), QSize(1280, 700), QSize(1000, 500)}) {
          QCOMPARE(named_docks(perspective.layout({.traits = traits, .size = size})), sorted(all));
        }
      }
    }
  }

  void a_narrow_window_puts_the_set_up_into_a_tab() {
    window_->resize(1000, 800);
    QVERIFY(comes_true([this] {
      return window_->tabifiedDockWidgets(dock(*window_, "dock.boundary"))
          .contains(dock(*window_, "dock.setup"));
    }));
    window_->resize(1600, 1000);
    QVERIFY(
        comes_true([this] { return window_->tabifiedDockWidgets(dock(*window_, "dock.setup")).isEmpty(); }));
  }

  void trained_in_the_window_it_has_the_same_signature_as_headless() {
    Experiment experiment = window_->editor().experiment();
    experiment.stop = {.epochs = 3, .steps = {}};
    window_->editor().replace(experiment, "Three epochs");
    QVERIFY(comes_true([this] { return newest(*window_).generation == 2; }));
    press(*window_, Qt::Key_Space);
    QVERIFY(comes_true([this] { return newest(*window_).position.epoch == 3 && !newest(*window_).running; }));
    QVERIFY(state_text().startsWith("Finished at step"));

    const auto same = std::make_shared<const Experiment>(experiment);
    Lockstep headless(same, load_dataset(same->dataset, {.seed = same->seed, .folder = same->folder}));
    headless.advance(newest(*window_).position.step);
    QVERIFY(headless.is_finished());
    QCOMPARE(newest(*window_).signature, headless.signature());

    auto* button = window_->statusBar()->findChild<QToolButton*>();
    QVERIFY(button->isVisible());
    button->click();
    QCOMPARE(QApplication::clipboard()->text().toStdString(), headless.signature());
  }

  void divergence_is_told_and_the_bar_goes_when_it_is_repaired() {
    Experiment experiment = window_->editor().experiment();
    for (RunSpec& run : experiment.runs) {
      run.optimiser.settings.set("learning_rate", 1e9);
      run.clip_norm.reset();
    }
    window_->editor().edit("Too fast", experiment);
    press(*window_, Qt::Key_Space);
    auto* bar = window_->findChild<QToolBar*>("bar.diverged");
    QVERIFY(comes_true([&] { return bar->isVisible(); }));
    QVERIFY(!newest(*window_).running);
    QVERIFY(state_text().startsWith("Diverged: layer"));
    const auto* message = bar->findChild<DivergedBar*>();
    QVERIFY(comes_true([&] { return message->isVisible() && message->width() > window_->width() * 9 / 10; }));
    window_->editor().undo_stack().undo();
    window_->bridge().send(command::Reset{});
    QVERIFY(comes_true([&] { return !bar->isVisible(); }));
  }

  void views_follow_when_runs_come_and_go() {
    const auto click = [this](const QString& start) {
      for (auto* button : window_->findChildren<QToolButton*>())
        if (button->isVisible() && button->isEnabled() && button->accessibleName().startsWith(start)) {
          button->click();
          return true;
        }
      return false;
    };
    const auto walk = [&](std::size_t runs) {
      QVERIFY(comes_true([&] { return newest(*window_).runs.size() == runs; }));
      const auto before = newest(*window_).position.step;
      press(*window_, Qt::Key_Slash);
      QVERIFY(comes_true([&] { return newest(*window_).position.step == before + 1; }));
      for (const auto perspective : {Qt::Key_1, Qt::Key_3, Qt::Key_4, Qt::Key_2}) {
        press(*window_, perspective, Qt::ControlModifier);
        for (View* view : window_->docks().views())
          if (view->isVisible()) view->grab();
      }
    };
    walk(2);
    QVERIFY(click("Add a run"));
    QVERIFY(click("Duplicate run C"));
    walk(4);
    for (const std::size_t left : {3U, 2U, 1U}) {
      QVERIFY(click("Remove run"));
      walk(left);
      QCOMPARE(newest(*window_).experiment->runs.size(), left);
    }
    window_->editor().undo_stack().undo();
    walk(2);
  }

  void themes_reach_the_views() {
    action_named(*window_, "Dark")->trigger();
    for (const View* view : window_->docks().views()) QVERIFY(view->theme().is_dark);
    QVERIFY(QApplication::palette().color(QPalette::Window).lightness() < 128);
    action_named(*window_, "Light")->trigger();
    for (const View* view : window_->docks().views()) QVERIFY(!view->theme().is_dark);
  }

  void sizes_follow_the_zoom_and_the_presenter() {
    View& network = *window_->docks().views().front();
    press(*window_, Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(network.theme().zoom, 1.1);
    press(*window_, Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(network.theme().zoom, 1.0);
    press(*window_, Qt::Key_F11);
    QVERIFY(window_->isFullScreen());
    QCOMPARE(network.theme().zoom, Appearance::presenter_zoom(window_->screen()->size()));
    press(*window_, Qt::Key_F11);
    QVERIFY(!window_->isFullScreen());
    QCOMPARE(network.theme().zoom, 1.0);
  }

  void the_key_sheet_lists_the_real_actions() {
    press(*window_, Qt::Key_Question, Qt::ShiftModifier);
    auto* sheet = window_->findChild<KeySheet*>();
    QVERIFY(sheet != nullptr && sheet->isVisible());
    QStringList texts;
    for (const QLabel* label : sheet->findChildren<QLabel*>()) texts.append(label->text());
    for (const char* expected : {"Space", "Ctrl+Z", "Ctrl+1", "F11", "Ctrl+E"}) {
      QVERIFY2(!texts.filter(expected).isEmpty(), expected);
    }
    delete sheet;
  }

  void every_button_can_be_named_by_a_screen_reader() {
    for (const QAbstractButton* button : window_->findChildren<QAbstractButton*>()) {
      if (!button->isVisible() || button->objectName().startsWith("qt_")) continue;
      const QAccessibleInterface* face =
          QAccessible::queryAccessibleInterface(const_cast<QAbstractButton*>(button));
      QVERIFY2(
          !face->text(QAccessible::Name).isEmpty(),
          qPrintable(
              QString("%1 in %2").arg(button->metaObject()->className(), button->parent()->objectName())));
    }
  }

  void closing_while_training_ends_at_once() {
    press(*window_, Qt::Key_Space);
    QVERIFY(comes_true([this] { return newest(*window_).running; }));
    close();
  }

 private:
  QString state_text() const {
    return StatusLine::state_text(newest(*window_), window_->editor().experiment().stop);
  }
};

}  // namespace lfp::test::main_window_test

LFPLAB_QT_TEST(main_window_test, MainWindowTest)
#include "main_window_test.moc"
