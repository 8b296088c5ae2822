#include "app/docks/perspective_switch.h"
#include "app/documents/experiment_files.h"
#include "tests/support/qt_test.h"
#include "tests/support/shown_widget.h"
#include "tests/support/window_fixture.h"
#include "widgets/controls/term_field.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/views/inspector/formula_row.h"
#include "widgets/views/inspector/inspector_formula.h"
#include "widgets/views/inspector/inspector_rows.h"
#include "widgets/views/inspector/inspector_view.h"

#include <QTest>

namespace lfp::test::undo_test {

/// What a person does to views and runs by hand is undone as an edit of its own.
class UndoTest : public QObject, private WindowTest {
  Q_OBJECT

 private slots:
  void init() {
    QVERIFY(starts({1600, 1000}));
    // What undo must not throw away.
    QVERIFY(window_->files().open("example:moons"));
    QVERIFY(comes_true([this] { return newest(*window_).experiment->name == name_; }));
    QVERIFY(trains_to(*window_, 20));
  }
  void cleanup() { window_.reset(); }

  void a_what_if_is_undone_and_redone() {
    InspectorFormula& formula = inspect({.layer = 1, .unit = 1, .input = 3});
    type(weight(), "0.5");
    QVERIFY(comes_true([&] { return formula.supposed().has_value(); }));
    QCOMPARE(undo().text(), QString("Undo: What if"));
    undo().trigger();
    QVERIFY(!formula.supposition());
    QVERIFY(!weight().is_edited());
    redo().trigger();
    QCOMPARE(formula.supposition()->weight, 0.5);
    QTest::keyClick(inspector(), Qt::Key_Escape);
    QVERIFY(!formula.supposition());
    undo().trigger();
    QCOMPARE(formula.supposition()->weight, 0.5);
    QCOMPARE(newest(*window_).position.step, 20);
    QVERIFY(newest(*window_).repeatable);
  }

  void nothing_is_undone_of_a_what_if_that_was_left() {
    inspect({.layer = 1, .unit = 1, .input = 3});
    const QString before = undo().text();
    type(weight(), "0.5");
    QVERIFY(undo().text() != before);
    window_->focus().set_item(InspectedItem{.layer = 1, .unit = 1, .input = 4});
    undo().trigger();
    QCOMPARE(undo().text(), before);
    QVERIFY(frames_pass(window_->bridge(), 3));
    QCOMPARE(newest(*window_).position.step, 20);
    QCOMPARE(newest(*window_).experiment->name, name_);
  }

  void pruning_is_undone_and_redone_to_the_bit() {
    const std::string whole = newest(*window_).signature;
    prune(0.5);
    const std::string pruned = newest(*window_).signature;
    QCOMPARE(undo().text(), QString("Undo: Prune"));
    undo().trigger();
    QVERIFY(has_signature(whole));
    QCOMPARE(newest(*window_).runs[0].removed_weights, 0);
    redo().trigger();
    QVERIFY(has_signature(pruned));
    QVERIFY(newest(*window_).runs[0].removed_weights > 0);
  }

  void pruning_is_undone_after_more_training_and_what_was_trained_is_redone() {
    const std::string whole = newest(*window_).signature;
    prune(0.5);
    QVERIFY(trains_to(*window_, 40));
    const std::string later = newest(*window_).signature;
    undo().trigger();
    QVERIFY(has_signature(whole));
    QCOMPARE(newest(*window_).position.step, 20);
    redo().trigger();
    QVERIFY(has_signature(later));
    QCOMPARE(newest(*window_).position.step, 40);
    QVERIFY(newest(*window_).runs[0].removed_weights > 0);
    // The way back is there as well.
    window_->bridge().send(command::GoTo{.step = 10});
    QVERIFY(reaches_step(*window_, 10));
  }

  void a_slider_that_is_dragged_is_one_step() {
    const std::string whole = newest(*window_).signature;
    for (const double fraction : {0.1, 0.3, 0.5}) prune(fraction);
    undo().trigger();
    QVERIFY(has_signature(whole));
    QVERIFY(!undo().text().contains("Prune"));
  }

  void feedback_given_by_hand_is_undone() {
    const std::string before = newest(*window_).signature;
    window_->bridge().send(
        command::Teach{.runs = {0}, .teaching = {.from_test = true, .sample = 0, .feedback = {0.5, -0.5}}});
    QVERIFY(comes_true([&] { return newest(*window_).signature != before; }));
    undo().trigger();
    QVERIFY(has_signature(before));
    QVERIFY(newest(*window_).time->taught.empty());
    redo().trigger();
    QVERIFY(comes_true([&] { return newest(*window_).time->taught.size() == 1; }));
  }

 private:
  QAction& undo() { return *window_->editor().undo_action(); }
  QAction& redo() { return *window_->editor().redo_action(); }
  bool has_signature(const std::string& signature) {
    return comes_true([&] { return newest(*window_).signature == signature; });
  }

  void prune(double fraction) {
    window_->bridge().send(command::Prune{
        .runs = {0, 1}, .pruning = {.by = "magnitude", .fraction = fraction, .scope = "global"}});
    const auto is_there = [&](const RunSnapshot& run) {
      return std::abs(static_cast<double>(run.removed_weights) -
                      fraction * static_cast<double>(run.sign_changes.total)) <= 1;
    };
    QVERIFY(comes_true(
        [&] { return is_there(newest(*window_).runs[0]) && !newest(*window_).signature.empty(); }));
  }

  InspectorView* inspector() { return dock(*window_, "dock.inspector")->findChild<InspectorView*>(); }
  TermField& weight() {
    return *inspector()->findChild<FormulaRow*>()->field(static_cast<int>(Term::weight));
  }
  /// In the microscope, where the inspector is.
  InspectorFormula& inspect(const InspectedItem& item) {
    window_->perspectives().show(2);
    window_->focus().set_item(item);
    if (!comes_true([this] { return inspector()->inspection() != nullptr; })) qFatal("nothing is inspected");
    return *inspector()->findChild<InspectorFormula*>();
  }

  const OwnSettings settings_;
  const std::string name_ = "Moons";
};

}  // namespace lfp::test::undo_test

LFPLAB_QT_TEST(undo_test, UndoTest)
#include "undo_test.moc"
