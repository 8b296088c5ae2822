#include "widgets/panels/transport/transport_bar.h"

#include "tests/support/make_snapshot.h"
#include "tests/support/qt_test.h"
#include "tests/support/shown_widget.h"
#include "tests/support/small_experiment.h"
#include "widgets/controls/health_chip.h"
#include "widgets/controls/thin_slider.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/panels/transport/big_number.h"
#include "widgets/panels/transport/speeds.h"
#include "widgets/panels/transport/twin_readout.h"
#include "widgets/style/icons.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLayout>
#include <QLineEdit>
#include <QMainWindow>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QStringList>
#include <QTest>
#include <QToolButton>
#include <memory>
#include <vector>

namespace lfp::test::transport_bar_test {

namespace command = lfp::command;

namespace {

/// A window with the bar in it, and a record of what the bar sends.
struct Window {
  explicit Window(int width = 1600) {
    bar = new TransportBar(editor, &window);
    window.addToolBar(bar);
    QObject::connect(bar, &TransportBar::command_issued,
                     [this](const Command& command) { commands.push_back(command); });
    window.resize(width, 300);
    window.show();
    window.activateWindow();
    if (!QTest::qWaitForWindowActive(&window)) qFatal("the window does not come up");
  }

  template <class Specific>
  const Specific& last() const {
    return std::get<Specific>(commands.back());
  }
  void show(std::int64_t step, bool running, std::uint64_t generation = 1) {
    bar->set_snapshot(make_snapshot(
        {.steps = step, .interest = {}, .running = running, .raster = false, .generation = generation}));
  }
  void press(QAction* action) {
    for (auto* button : bar->findChildren<QToolButton*>())
      if (button->defaultAction() == action) return QTest::mouseClick(button, Qt::LeftButton);
    qFatal("there is no button for the action");
  }
  QAction* action(const char* name) const { return bar->findChild<QAction*>(QLatin1String(name)); }
  QString number(const char* name) const {
    for (const auto* child : bar->findChildren<lfp::BigNumber*>())
      if (child->accessibleName() == name) return child->text();
    return {};
  }
  QPushButton& run_button() const { return *bar->findChild<QPushButton*>(); }
  QComboBox& until() const { return *bar->findChild<QComboBox*>(); }
  QLineEdit& until_value() const { return *bar->findChild<QLineEdit*>(); }
  lfp::HealthChip& chip() const { return *bar->findChild<lfp::HealthChip*>(); }

  ExperimentEditor editor{lfp::test::small_experiment()};
  QMainWindow window;
  TransportBar* bar;
  std::vector<Command> commands;
};

void choose(QComboBox& combo, const QString& text) {
  combo.setFocus();
  while (combo.currentIndex() > 0) QTest::keyClick(&combo, Qt::Key_Up);
  while (combo.currentText() != text && combo.currentIndex() + 1 < combo.count())
    QTest::keyClick(&combo, Qt::Key_Down);
}

std::shared_ptr<Snapshot> copy_of(const lfp::SnapshotPointer& snapshot) {
  return std::make_shared<Snapshot>(*snapshot);
}

}  // namespace

class TransportBarTest : public QObject {
  Q_OBJECT

 private slots:
  void buttons_send_their_commands();
  void keys_send_their_commands();
  void space_runs_even_where_a_button_has_the_keyboard();
  void run_becomes_pause_while_training_runs();
  void reset_at_the_start_does_not_ask();
  void reset_asks_where_there_is_something_to_lose();
  void reset_can_be_cancelled();
  void brackets_change_the_speed();
  void slider_changes_the_speed();
  void a_stored_speed_is_found_again();
  void run_goes_to_the_experiment_s_own_stop();
  void an_end_that_is_reached_no_longer_counts();
  void training_may_end_at_the_first_flip_or_go_on_until_it_diverges();
  void end_is_chosen_and_typed_and_undone();
  void accuracy_is_an_end();
  void what_is_no_number_is_not_taken();
  void another_end_counts_at_once_while_running();
  void numbers_follow_at_once_when_paused();
  void numbers_follow_ten_times_a_second_while_running();
  void another_experiment_is_shown_at_once();
  void the_difference_is_its_own_value_rounded();
  void chip_warns_of_growing_feedback();
  void chip_names_the_divergence();
  void width_of_the_numbers_stays_while_they_grow();
  void all_fits_at_every_width_data();
  void all_fits_at_every_width();
  void steps_keep_their_words_on_a_small_screen();
  void menu_actions_are_all_there();
};

void TransportBarTest::buttons_send_their_commands() {
  Window window;
  window.press(window.action("phase"));
  QVERIFY(std::holds_alternative<command::NextPhase>(window.commands.back()));
  window.press(window.action("sample"));
  QVERIFY(std::holds_alternative<command::NextSample>(window.commands.back()));
  window.press(window.action("batch"));
  QVERIFY(std::holds_alternative<command::NextBatch>(window.commands.back()));
  window.press(window.action("epoch"));
  QVERIFY(std::holds_alternative<command::NextEpoch>(window.commands.back()));
  window.press(window.action("reset"));
  QVERIFY(std::holds_alternative<command::Reset>(window.commands.back()));
  QTest::mouseClick(&window.run_button(), Qt::LeftButton);
  QVERIFY(std::holds_alternative<command::Run>(window.commands.back()));
  QCOMPARE(window.commands.size(), 6U);
}

void TransportBarTest::keys_send_their_commands() {
  Window window;
  QTest::keyClick(&window.window, Qt::Key_Period);
  QVERIFY(std::holds_alternative<command::NextPhase>(window.commands.back()));
  QTest::keyClick(&window.window, Qt::Key_Semicolon);
  QVERIFY(std::holds_alternative<command::NextSample>(window.commands.back()));
  QTest::keyClick(&window.window, Qt::Key_Slash);
  QVERIFY(std::holds_alternative<command::NextBatch>(window.commands.back()));
  QTest::keyClick(&window.window, Qt::Key_E);
  QVERIFY(std::holds_alternative<command::NextEpoch>(window.commands.back()));
  QTest::keyClick(&window.window, Qt::Key_Home);
  QVERIFY(std::holds_alternative<command::Reset>(window.commands.back()));
  QTest::keyClick(&window.window, Qt::Key_Space);
  QVERIFY(std::holds_alternative<command::Run>(window.commands.back()));
  QCOMPARE(window.commands.size(), 6U);
}

void TransportBarTest::space_runs_even_where_a_button_has_the_keyboard() {
  Window window;
  for (auto* button : window.bar->findChildren<QToolButton*>())
    if (button->defaultAction() == window.action("batch")) button->setFocus(Qt::TabFocusReason);
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
  QCOMPARE(window.commands.size(), 1U);
  QVERIFY(std::holds_alternative<command::Run>(window.commands.back()));
}

void TransportBarTest::run_becomes_pause_while_training_runs() {
  Window window;
  QCOMPARE(window.run_button().text(), "Run");
  window.show(10, true);
  QCOMPARE(window.run_button().text(), "Pause");
  QCOMPARE(window.action("run")->text(), "Pause");
  QTest::keyClick(&window.window, Qt::Key_Space);
  QVERIFY(std::holds_alternative<command::Pause>(window.commands.back()));
  window.show(12, false);
  QCOMPARE(window.run_button().text(), "Run");
}

void TransportBarTest::reset_at_the_start_does_not_ask() {
  Window window;
  window.show(50, false);
  QTest::keyClick(&window.window, Qt::Key_Home);
  QVERIFY(std::holds_alternative<command::Reset>(window.commands.back()));
  QVERIFY(!window.bar->findChild<QMessageBox*>());
}

void TransportBarTest::reset_asks_where_there_is_something_to_lose() {
  Window window;
  window.show(400, false);
  QTest::keyClick(&window.window, Qt::Key_Home);
  QVERIFY(window.commands.empty());
  auto* question = window.bar->findChild<QMessageBox*>();
  QVERIFY(question);
  QVERIFY(question->informativeText().contains("400"));
  QTest::mouseClick(question->button(QMessageBox::Reset), Qt::LeftButton);
  QVERIFY(std::holds_alternative<command::Reset>(window.commands.back()));
}

void TransportBarTest::reset_can_be_cancelled() {
  Window window;
  window.show(400, false);
  window.press(window.action("reset"));
  QTest::keyClick(window.bar->findChild<QMessageBox*>(), Qt::Key_Escape);
  QVERIFY(window.commands.empty());
}

void TransportBarTest::brackets_change_the_speed() {
  Window window;
  QCOMPARE(window.bar->speed().per_second, 0.0);
  QTest::keyClick(&window.window, Qt::Key_BracketLeft);
  const auto slower = window.last<command::SetSpeed>();
  QVERIFY(slower.per_second > 0.0 && !slower.phases);
  QTest::keyClick(&window.window, Qt::Key_BracketRight);
  QCOMPARE(window.last<command::SetSpeed>().per_second, 0.0);
}

void TransportBarTest::slider_changes_the_speed() {
  Window window;
  auto* slider = window.bar->findChild<lfp::ThinSlider*>();
  slider->setFocus();
  QTest::keyClick(slider, Qt::Key_Home);
  const auto slowest = window.last<command::SetSpeed>();
  QVERIFY(slowest.phases);
  QCOMPARE(slowest.per_second, 1.0);
  QCOMPARE(slider->accessibleDescription(), "1 phase/s");
}

void TransportBarTest::a_stored_speed_is_found_again() {
  for (const auto& offered : lfp::speeds()) {
    Window window;
    window.bar->set_speed(offered);
    QCOMPARE(window.bar->speed().per_second, offered.per_second);
    QCOMPARE(window.bar->speed().phases, offered.phases);
  }
}

void TransportBarTest::run_goes_to_the_experiment_s_own_stop() {
  Window window;
  auto next = window.editor.experiment();
  next.stop = {.epochs = 40, .steps = 900};
  window.editor.edit("Stop", next);
  QTest::keyClick(&window.window, Qt::Key_Space);
  QCOMPARE(window.last<command::Run>().until_epoch, std::optional<std::int64_t>(40));
  QCOMPARE(window.last<command::Run>().until_step, std::optional<std::int64_t>(900));
}

void TransportBarTest::an_end_that_is_reached_no_longer_counts() {
  Window window;
  auto next = window.editor.experiment();
  next.stop = {.epochs = 20, .steps = {}};
  window.editor.edit("Stop", next);
  window.show(399, false);
  QTest::keyClick(&window.window, Qt::Key_Space);
  QCOMPARE(window.last<command::Run>().until_epoch, std::optional<std::int64_t>(20));
  window.show(400, false);
  QTest::keyClick(&window.window, Qt::Key_Space);
  QVERIFY(!window.last<command::Run>().until_epoch);
}

void TransportBarTest::training_may_end_at_the_first_flip_or_go_on_until_it_diverges() {
  Window window;
  choose(window.until(), "First flip");
  QVERIFY(!window.until_value().isVisible());
  QTest::keyClick(&window.window, Qt::Key_Space);
  QVERIFY(window.last<command::Run>().until_first_flip);
  choose(window.until(), "Divergence");
  QTest::keyClick(&window.window, Qt::Key_Space);
  QVERIFY(!window.last<command::Run>().until_first_flip);
  QVERIFY(!window.last<command::Run>().until_epoch);
  choose(window.until(), "Epoch");
  QCOMPARE(window.until().currentText(), QString("Epoch"));
}

void TransportBarTest::end_is_chosen_and_typed_and_undone() {
  Window window;
  QVERIFY(!window.until_value().isVisible());
  choose(window.until(), "Epoch");
  QVERIFY(window.until_value().isVisible());
  QVERIFY(window.editor.experiment().stop.epochs);
  lfp::test::type(window.until_value(), "1,500");
  QCOMPARE(window.editor.experiment().stop.epochs, std::optional<std::int64_t>(1500));
  QCOMPARE(window.until_value().text(), "1,500");
  while (window.editor.undo_action()->isEnabled()) window.editor.undo_action()->trigger();
  QCOMPARE(window.until().currentText(), "Never");
  QVERIFY(!window.editor.experiment().stop.epochs);
}

void TransportBarTest::accuracy_is_an_end() {
  Window window;
  choose(window.until(), "Accuracy");
  lfp::test::type(window.until_value(), "98");
  QTest::mouseClick(&window.run_button(), Qt::LeftButton);
  QCOMPARE(window.last<command::Run>().until_test_accuracy, std::optional<double>(0.98));
  QVERIFY(!window.last<command::Run>().until_epoch);
  // The first run has 94 % in this snapshot: this end is reached.
  lfp::test::type(window.until_value(), "90 %");
  window.show(400, false);
  QTest::mouseClick(&window.run_button(), Qt::LeftButton);
  QVERIFY(!window.last<command::Run>().until_test_accuracy);
}

void TransportBarTest::what_is_no_number_is_not_taken() {
  Window window;
  choose(window.until(), "Step");
  const auto before = window.editor.experiment().stop.steps;
  for (const char* text : {"0", "-3", "many", "1e99"}) {
    lfp::test::type(window.until_value(), text);
    QCOMPARE(window.editor.experiment().stop.steps, before);
    QVERIFY(window.until_value().toolTip().contains("whole number"));
  }
  lfp::test::type(window.until_value(), "77");
  QCOMPARE(window.editor.experiment().stop.steps, std::optional<std::int64_t>(77));
  QVERIFY(window.until_value().toolTip().isEmpty());
}

void TransportBarTest::another_end_counts_at_once_while_running() {
  Window window;
  window.show(10, true);
  choose(window.until(), "Step");
  QCOMPARE(window.last<command::Run>().until_step, window.editor.experiment().stop.steps);
}

void TransportBarTest::numbers_follow_at_once_when_paused() {
  Window window;
  for (const int step : {1, 2, 1284}) {
    window.show(step, false);
    QCOMPARE(window.number("Step"), step == 1284 ? QString("1,284") : QString::number(step));
  }
  QCOMPARE(window.number("Epoch"), "64");
}

void TransportBarTest::numbers_follow_ten_times_a_second_while_running() {
  Window window;
  window.show(100, true);
  QCOMPARE(window.number("Step"), "100");
  window.show(110, true);
  QCOMPARE(window.number("Step"), "100");
  QTRY_COMPARE(window.number("Step"), "110");
  window.show(120, true);
  window.show(125, false);
  QCOMPARE(window.number("Step"), "125");
}

void TransportBarTest::another_experiment_is_shown_at_once() {
  Window window;
  window.show(100, true, 1);
  window.show(5, true, 2);
  QCOMPARE(window.number("Step"), "5");
}

void TransportBarTest::the_difference_is_its_own_value_rounded() {
  Window window;
  auto snapshot = copy_of(make_snapshot({.steps = 20, .interest = {}, .raster = false}));
  snapshot->runs[0].test_accuracy = 0.98449;
  snapshot->runs[1].test_accuracy = 0.98951;
  window.bar->set_snapshot(snapshot);
  auto* twin = window.bar->findChild<lfp::TwinReadout*>();
  QVERIFY(twin->accessibleDescription().contains("98.4"));
  QVERIFY(twin->accessibleDescription().contains("99.0"));
  QVERIFY2(twin->difference().startsWith("−0.5"), "not the 0.6 of the digits beside it");
  snapshot = copy_of(snapshot);
  snapshot->runs.resize(1);
  window.bar->set_snapshot(snapshot);
  QVERIFY(twin->difference().isEmpty());
}

void TransportBarTest::chip_warns_of_growing_feedback() {
  Window window;
  auto snapshot = copy_of(make_snapshot({.steps = 20, .interest = {}, .raster = false}));
  for (auto& run : snapshot->runs)
    for (auto& layer : run.layers) layer.feedback_norm = 0.5F;
  window.bar->set_snapshot(snapshot);
  QCOMPARE(window.chip().health(), Health::stable);
  snapshot = copy_of(snapshot);
  snapshot->runs[0].layers[1].feedback_norm = 0.5F * 140.0F;
  window.bar->set_snapshot(snapshot);
  QCOMPARE(window.chip().health(), Health::warning);
  QCOMPARE(window.chip().text(), "A: Feedback × 140");
  QVERIFY(window.chip().toolTip().contains("Run A: the feedback at layer 2 is 140 times"));
  snapshot = copy_of(snapshot);
  std::swap(snapshot->runs[0].layers, snapshot->runs[1].layers);
  window.bar->set_snapshot(snapshot);
  QCOMPARE(window.chip().health(), Health::stable);
}

void TransportBarTest::chip_names_the_divergence() {
  Window window;
  auto snapshot = copy_of(make_snapshot({.steps = 20, .interest = {}, .raster = false}));
  snapshot->runs[1].divergence = lfp::Divergence{.layer = 2,
                                                 .step = 1418,
                                                 .unit = 1,
                                                 .quantity = "the update",
                                                 .term = "R",
                                                 .cause = "It is too long",
                                                 .remedy = "Shorten it"};
  window.bar->set_snapshot(snapshot);
  QCOMPARE(window.chip().health(), Health::error);
  QVERIFY(window.chip().toolTip().contains("run B") || window.chip().toolTip().contains("Run B"));
  QVERIFY(window.chip().toolTip().contains("layer 2, step 1,418"));
  QSignalSpy clicks(window.bar, &TransportBar::health_clicked);
  QTest::mouseClick(&window.chip(), Qt::LeftButton);
  QCOMPARE(clicks.count(), 1);
  QCOMPARE(clicks[0], (QVariantList{1, 2}));
}

void TransportBarTest::width_of_the_numbers_stays_while_they_grow() {
  Window window;
  window.show(1, false);
  QTest::qWait(0);
  const auto* number = window.bar->findChild<lfp::BigNumber*>();
  const QRect before = number->geometry();
  window.show(9876, false);
  QTest::qWait(0);
  QCOMPARE(number->geometry(), before);
}

void TransportBarTest::all_fits_at_every_width_data() {
  QTest::addColumn<int>("width");
  for (const int width : {1920, 1600, 1440, 1280, 1180, 1100, 1000, 800})
    QTest::newRow(qPrintable(QString::number(width))) << width;
}

void TransportBarTest::all_fits_at_every_width() {
  QFETCH(int, width);
  Window window(width);
  choose(window.until(), "Epoch");
  window.show(12345, false);
  QTest::qWait(0);
  int left = 0;
  const QWidget* content = window.run_button().parentWidget();
  QCOMPARE(content->width(), width);
  for (int i = 0; i < content->layout()->count(); ++i) {
    const QWidget* part = content->layout()->itemAt(i)->widget();
    if (part == nullptr || part->isHidden()) continue;
    QVERIFY2(part->x() >= left, part->metaObject()->className());
    QVERIFY2(part->width() >= part->sizeHint().width() || part->maximumWidth() < part->sizeHint().width(),
             part->metaObject()->className());
    left = part->geometry().right();
  }
  QVERIFY(left < width);
}

void TransportBarTest::steps_keep_their_words_on_a_small_screen() {
  const Theme theme = Theme::make(Theme::Kind::light);
  qApp->setStyleSheet(theme.style_sheet());
  Window window(1280);
  window.bar->add_back(*new QAction(lfp::icon("back", theme), "Back", &window.window));
  choose(window.until(), "Epoch");
  window.show(12345, false);
  QTest::qWait(0);
  QStringList words;
  for (const auto* button : window.bar->findChildren<QToolButton*>())
    if (button->toolButtonStyle() == Qt::ToolButtonTextBesideIcon) words << button->text();
  qApp->setStyleSheet({});
  QCOMPARE(words, QStringList({"Phase", "Batch", "Epoch"}));
  QVERIFY(window.until_value().isVisible());
}

void TransportBarTest::menu_actions_are_all_there() {
  Window window;
  for (QAction* action :
       {window.action("run"), window.action("phase"), window.action("batch"), window.action("epoch"),
        window.action("reset"), window.action("slower"), window.action("faster")}) {
    QVERIFY(window.bar->menu_actions().contains(action));
    QVERIFY(!action->shortcut().isEmpty());
  }
}

}  // namespace lfp::test::transport_bar_test

LFPLAB_QT_TEST(transport_bar_test, TransportBarTest)
#include "transport_bar_test.moc"
