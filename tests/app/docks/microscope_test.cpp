#include "app/docks/docks.h"
#include "app/docks/layouts.h"
#include "app/docks/perspective_switch.h"
#include "app/window/appearance.h"
#include "app/window/main_window.h"
#include "tests/support/qt_test.h"
#include "tests/support/window_fixture.h"
#include "widgets/controls/term_field.h"
#include "widgets/panels/setup/run_tabs.h"
#include "widgets/panels/transport/phase_strip.h"
#include "widgets/views/inspector/formula_row.h"
#include "widgets/views/inspector/inspector_formula.h"
#include "widgets/views/inspector/inspector_history.h"
#include "widgets/views/inspector/inspector_view.h"
#include "widgets/views/ledger/ledger_view.h"
#include "widgets/views/network/network_view.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QRegularExpression>
#include <QTest>
#include <QToolBar>

namespace lfp::test::microscope_test {

namespace {

const Snapshot& now(MainWindow& window) {
  return *window.bridge().snapshot();
}

void press(MainWindow& window, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
  QTest::keyClick(&window, static_cast<Qt::Key>(key), modifiers);
}

void type(TermField& field, const QString& text) {
  field.setFocus();
  field.selectAll();
  QTest::keyClicks(&field, text);
  QTest::keyClick(&field, Qt::Key_Return);
}

}  // namespace

/// Through the microscope with mouse and keys, as a person walks it.
class MicroscopeTest : public QObject, protected WindowTest {
  Q_OBJECT

 private slots:
  void init() {
    QVERIFY(starts({1600, 1000}));
    press(*window_, Qt::Key_3, Qt::ControlModifier);
  }

  void cleanup() { window_.reset(); }

  void it_opens_with_network_ledger_inspector_and_phases() {
    for (const char* name : {"dock.network", "dock.ledger", "dock.inspector"})
      QVERIFY2(dock(*window_, name)->isVisible(), name);
    QVERIFY(dock(*window_, "dock.setup")->isHidden());
    QVERIFY(strip().isVisible());
    press(*window_, Qt::Key_2, Qt::ControlModifier);
    QVERIFY(comes_true([&] { return !strip().isVisible(); }));
  }

  void it_opens_with_one_sample_and_the_strongest_path_through_it() {
    auto& network = view<NetworkView>();
    QVERIFY(comes_true([&] { return window_->focus().item().has_value(); }));
    const InspectedItem chosen = *window_->focus().item();
    QVERIFY(chosen.input.has_value());
    auto& inspector = view<InspectorView>();
    QVERIFY(comes_true([&] { return inspector.inspection() != nullptr; }));
    QCOMPARE(inspector.inspection()->item, chosen);
    QVERIFY(now(*window_).interest.sample && now(*window_).interest.sample_ledger);
    QVERIFY(comes_true([&] { return !network.stage().scene.edges.empty(); }));
    // The path stands out; all else is dimmed.
    const auto& edges = network.stage().scene.edges;
    const auto is_strong = [](const SceneEdge& edge) { return edge.width >= 2; };
    QVERIFY(std::ranges::count_if(edges, is_strong) >= 3);
    QStringList words;
    for (const QLabel* label : inspector.findChildren<QLabel*>()) words << label->text();
    QVERIFY2(!words.filter(QRegularExpression("Test sample 1 · label class . · predicted class .")).isEmpty(),
             qPrintable(words.join('|')));
    // Elsewhere the choice, which nobody made, is gone.
    press(*window_, Qt::Key_2, Qt::ControlModifier);
    QVERIFY(!window_->focus().item().has_value());
  }

  void a_step_is_walked_phase_by_phase() {
    for (int phase = 0; phase < 6; ++phase) {
      press(*window_, Qt::Key_Period);
      QVERIFY(comes_true([&] { return strip().current() == phase; }));
    }
    QCOMPARE(now(*window_).position.step, 1);
  }

  void outside_of_it_the_phases_are_seen_in_the_middle_of_a_step() {
    press(*window_, Qt::Key_2, Qt::ControlModifier);
    QVERIFY(comes_true([&] { return !strip().isVisible(); }));
    press(*window_, Qt::Key_Period);
    QVERIFY(comes_true([&] { return strip().isVisible(); }));
    press(*window_, Qt::Key_Slash);
    QVERIFY(comes_true([&] { return !strip().isVisible(); }));
  }

  void the_ledger_and_a_clicked_neuron_show_their_numbers() {
    press(*window_, Qt::Key_Slash);
    auto& ledger = view<LedgerView>();
    QVERIFY(comes_true([&] { return ledger.lines().lines.size() == 3; }));
    auto& network = view<NetworkView>();
    const auto& columns = network.stage().scene.layout.columns;
    QVERIFY(comes_true([&] { return columns.size() == 4; }));
    QTest::mouseClick(&network, Qt::LeftButton, {}, columns[2].centre(3).toPoint());
    auto& inspector = view<InspectorView>();
    QVERIFY(comes_true([&] { return inspector.inspection() != nullptr; }));
    QCOMPARE(inspector.heading(), QString("Layer 2 · neuron 4"));
    QCOMPARE(dock(*window_, "dock.inspector")->windowTitle(), QString("Neuron"));
    QCOMPARE(dock(*window_, "dock.inspector")->toggleViewAction()->text(), QString("Inspector"));
    QTest::keyClick(&network, Qt::Key_Escape);
    QVERIFY(inspector.inspection() == nullptr);
  }

  void enter_opens_the_inspector_anywhere() {
    press(*window_, Qt::Key_2, Qt::ControlModifier);
    QVERIFY(dock(*window_, "dock.inspector")->isHidden());
    auto& network = view<NetworkView>();
    QVERIFY(comes_true([&] { return network.stage().scene.layout.columns.size() == 4; }));
    QTest::keyClick(&network, Qt::Key_Right);
    QTest::keyClick(&network, Qt::Key_Return);
    QVERIFY(comes_true([&] { return dock(*window_, "dock.inspector")->isVisible(); }));
  }

  void a_weight_that_is_set_changes_in_its_run() {
    window_->focus().set_item(InspectedItem{.layer = 1, .unit = 2, .input = 3});
    auto& inspector = view<InspectorView>();
    QVERIFY(comes_true([&] { return inspector.inspection() != nullptr; }));
    emit inspector.command_issued(command::SetParameter{
        .run = 0, .edit = {.parameter = {.layer = 1, .unit = 2, .input = 3}, .value = 0.625}});
    QVERIFY(comes_true([&] { return inspector.inspection()->parameter->value == 0.625; }));
    QVERIFY(!now(*window_).repeatable);
  }

  void what_if_is_answered_at_once_and_holds_still_while_it_trains() {
    const InspectedItem weight{.layer = 1, .unit = 2, .input = 3};
    window_->focus().set_item(weight);
    auto& inspector = view<InspectorView>();
    QVERIFY(comes_true([&] { return inspector.inspection() != nullptr; }));
    auto& formula = *inspector.findChild<InspectorFormula*>();
    TermField& field = *inspector.findChild<FormulaRow*>()->field(static_cast<int>(Term::weight));
    QElapsedTimer since;
    since.start();
    type(field, "0.5");
    QVERIFY(comes_true([&] { return formula.supposed().has_value(); }));
    QVERIFY2(since.elapsed() < 500, "a few pictures later");
    QCOMPARE(formula.supposed()->unit.terms[3].weight, 0.5);
    QVERIFY(now(*window_).repeatable);

    press(*window_, Qt::Key_Space);
    QVERIFY(comes_true([&] { return now(*window_).position.step > 20; }));
    for (int picture = 0; picture < 20; ++picture) {
      const SnapshotPointer before = window_->bridge().snapshot();
      QVERIFY(comes_true([&] { return window_->bridge().snapshot() != before; }));
      QVERIFY(formula.supposed().has_value());
      QCOMPARE(field.text(), QString("0.5000"));
      QVERIFY(field.is_edited());
    }
    press(*window_, Qt::Key_Space);
    QVERIFY(comes_true([&] { return !now(*window_).running; }));
    QTest::keyClick(&inspector, Qt::Key_Escape);
    QVERIFY(!formula.supposed());
    QVERIFY(!field.is_edited());
    QVERIFY(comes_true([&] { return now(*window_).interest.close_looks.at(0).suppositions.empty(); }));
  }

  void a_weights_history_is_there_when_it_is_chosen() {
    QVERIFY(trains_to(*window_, 5000));
    window_->focus().set_item(InspectedItem{.layer = 1, .unit = 2, .input = 3});
    auto& inspector = view<InspectorView>();
    QVERIFY(comes_true([&] { return inspector.inspection() != nullptr; }));
    const auto& history = *inspector.findChild<InspectorHistory*>();
    const auto whole = [&] {
      const auto lines = history.panel().content().lines;
      return lines.size() == 1 && history.dots().empty() &&
             lines.front().x.front() < lines.front().x.back() / 100;
    };
    QVERIFY2(comes_true(whole), "every step, the key frames' dots no more");
    QVERIFY(comes_true([&] { return now(*window_).evaluated; }));
    const auto& parameter = now(*window_).runs[0].inspections.at(0).parameter;
    QCOMPARE(std::ssize(parameter->watched_flips), parameter->flips);
    QVERIFY2(!history.caption().contains("key frames") && !history.caption().contains("marked"),
             qPrintable(history.caption()));
  }

  void a_fork_keeps_what_is_inspected() {
    press(*window_, Qt::Key_Slash);
    QVERIFY(comes_true([&] { return now(*window_).position.step == 1; }));
    const InspectedItem item{.layer = 1, .unit = 2, .input = 3};
    window_->focus().set_item(item);
    auto& inspector = view<InspectorView>();
    QVERIFY(comes_true([&] { return inspector.inspection() != nullptr; }));
    const std::size_t runs = now(*window_).runs.size();
    press(*window_, Qt::Key_F);
    QVERIFY(comes_true([] { return QApplication::activePopupWidget() != nullptr; }));
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return);
    QVERIFY(comes_true([&] { return now(*window_).runs.size() == runs + 1; }));
    QVERIFY(window_->focus().item() == item);
    QVERIFY(comes_true([&] { return inspector.inspection() != nullptr; }));
    QVERIFY(now(*window_).runs.back().inspection_of(item) != nullptr);
    QCOMPARE(window_->findChild<RunTabs*>()->run(), runs);  // Set-up is on the fork
  }

  void samples_of_a_batch_are_walked_one_by_one() {
    press(*window_, Qt::Key_Semicolon);
    QVERIFY(comes_true([&] { return now(*window_).batch_cursor == 0; }));
    press(*window_, Qt::Key_Semicolon);
    QVERIFY(comes_true([&] { return now(*window_).batch_cursor == 1; }));
    press(*window_, Qt::Key_Slash);
    QVERIFY(comes_true([&] { return now(*window_).position.step == 1; }));
    QVERIFY(!now(*window_).batch_cursor);
  }

  void motion_can_be_reduced_for_good() {
    QVERIFY(!window_->appearance().theme().reduces_motion);
    window_->appearance().reduce_motion(true);
    QVERIFY(view<NetworkView>().theme().reduces_motion);
    MainWindow other{WindowOptions{}};
    QVERIFY(other.appearance().reduces_motion());
  }

  void it_fits_a_small_screen() {
    window_->resize(1280, 800);
    QVERIFY(comes_to_rest());
    QVERIFY(view<LedgerView>().width() >= 500);
    QVERIFY(view<InspectorView>().width() >= 600);
    QVERIFY(window_->width() <= 1280);
  }

 private:
  PhaseStrip& strip() { return *window_->findChild<PhaseStrip*>(); }
  template <class Kind>
  Kind& view() {
    return *window_->findChild<Kind*>();
  }
};

}  // namespace lfp::test::microscope_test

LFPLAB_QT_TEST(microscope_test, MicroscopeTest)
#include "microscope_test.moc"
