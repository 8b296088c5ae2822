#include "widgets/panels/setup/run_tabs.h"

#include "tests/support/qt_test.h"
#include "tests/support/shown_setup_panel.h"
#include "widgets/controls/run_button.h"

namespace lfp::test::run_tabs_test {

namespace command = lfp::command;

namespace {

QStringList names(const Shown& shown) {
  QStringList words;
  for (const auto& run : shown.experiment().runs) words << QString::fromStdString(run.name);
  return words;
}

RunButton* tab(const Shown& shown, const QString& letter) {
  for (auto* button : shown.panel->findChildren<RunButton*>())
    if (button->isVisible() && button->accessibleName().startsWith("Run " + letter)) return button;
  return nullptr;
}

int tabs(const Shown& shown) {
  int count = 0;
  for (const auto* button : shown.panel->findChildren<RunButton*>()) count += button->isVisible() ? 1 : 0;
  return count;
}

QLineEdit& name_of(const Shown& shown, const QString& letter) {
  auto* edit = shown.find<QLineEdit>("Name of run " + letter);
  if (edit == nullptr) qFatal("run %s is not the chosen one", qPrintable(letter));
  return *edit;
}

}  // namespace

class RunTabsTest : public QObject {
  Q_OBJECT

 private slots:
  void an_added_run_has_a_method_of_its_own_and_is_chosen();
  void a_duplicate_has_all_but_the_name();
  void there_is_room_for_four();
  void a_run_is_renamed_where_its_name_stands();
  void a_name_is_there_once();
  void a_removed_run_leaves_the_others_training();
  void the_only_run_stays();
  void everything_by_keyboard();
  void while_training_runs_can_be_removed_but_not_added();
  void undo_goes_all_the_way_back();
  void tabs_fit_the_narrowest_panel();
};

void RunTabsTest::an_added_run_has_a_method_of_its_own_and_is_chosen() {
  const Shown shown;
  shown.click("Add a run");
  QCOMPARE(names(shown), QStringList({"LFP-ε", "Gradient", "LFP-0"}));
  QVERIFY(tab(shown, "C")->isChecked());
  QCOMPARE(name_of(shown, "C").text(), "LFP-0");
  QVERIFY2(std::holds_alternative<command::Load>(shown.commands.back()), "all runs begin alike");
  shown.choose("Rule", "LFP-z+z−");
  QCOMPARE(shown.run(2).rule.name, "z_plus_z_minus");
  QCOMPARE(shown.run(0).rule.name, "epsilon");
}

void RunTabsTest::a_duplicate_has_all_but_the_name() {
  const Shown shown;
  shown.choose("Rule", "LFP-αβ");
  shown.click("Duplicate run A");
  QCOMPARE(names(shown), QStringList({"LFP-αβ", "Gradient", "LFP-αβ 2"}));
  lfp::RunSpec copy = shown.run(2);
  copy.name = shown.run(0).name;
  QCOMPARE(copy, shown.run(0));
  QVERIFY(tab(shown, "C")->isChecked());
}

void RunTabsTest::there_is_room_for_four() {
  const Shown shown;
  shown.click("Add a run");
  shown.click("Add a run");
  QCOMPARE(tabs(shown), 4);
  for (const char* name : {"Add a run", "Duplicate run D"}) {
    QVERIFY(!shown.button(name)->isEnabled());
    QVERIFY(shown.button(name)->toolTip().contains("room for 4 runs"));
  }
  shown.click("Remove run D");
  QVERIFY(shown.button("Add a run")->isEnabled());
}

void RunTabsTest::a_run_is_renamed_where_its_name_stands() {
  const Shown shown;
  lfp::test::type(name_of(shown, "A"), "Mine");
  QCOMPARE(names(shown), QStringList({"Mine", "Gradient"}));
  QCOMPARE(tab(shown, "A")->text(), "Mine");
  QVERIFY2(std::holds_alternative<command::ChangeRun>(shown.commands.back()), "nothing starts anew");
}

void RunTabsTest::a_name_is_there_once() {
  const Shown shown;
  auto& edit = name_of(shown, "A");
  for (const QString& refused : {QStringLiteral("Gradient"), QStringLiteral("  ")}) {
    lfp::test::type(edit, refused);
    QCOMPARE(names(shown), QStringList({"LFP-ε", "Gradient"}));
    QVERIFY(edit.property("invalid").toBool());
  }
  QVERIFY(edit.toolTip().contains("a name"));
  QTest::keyClick(&edit, Qt::Key_Escape);
  QCOMPARE(edit.text(), "LFP-ε");
  QVERIFY(!edit.property("invalid").toBool());
}

void RunTabsTest::a_removed_run_leaves_the_others_training() {
  const Shown shown;
  shown.click("Remove run A");
  QCOMPARE(names(shown), QStringList({"Gradient"}));
  QCOMPARE(std::get<command::RemoveRun>(shown.commands.back()).run, 0U);
  QCOMPARE(tabs(shown), 1);
  QCOMPARE(name_of(shown, "A").text(), "Gradient");
  QVERIFY2(shown.find<QComboBox>("Loss") != nullptr, "the run that is left is shown");
}

void RunTabsTest::the_only_run_stays() {
  const Shown shown;
  shown.click("Remove run A");
  QVERIFY(!shown.button("Remove run A")->isEnabled());
  QVERIFY(shown.button("Remove run A")->toolTip().contains("only run"));
  QTest::keyClick(tab(shown, "A"), Qt::Key_Delete);
  QCOMPARE(names(shown), QStringList({"Gradient"}));
}

void RunTabsTest::everything_by_keyboard() {
  const Shown shown;
  tab(shown, "A")->setFocus();
  QTest::keyClick(tab(shown, "A"), Qt::Key_F2);
  auto& edit = name_of(shown, "A");
  QVERIFY(edit.hasFocus());
  QTest::keyClicks(&edit, "By hand");
  QTest::keyClick(&edit, Qt::Key_Return);
  QCOMPARE(names(shown).first(), "By hand");
  for (const char* name : {"Duplicate run A", "Add a run"}) {
    auto* button = shown.button(name);
    QVERIFY2(button->focusPolicy() & Qt::TabFocus, name);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    Shown::settle();
  }
  QCOMPARE(tabs(shown), 4);
  tab(shown, "B")->setFocus();
  QTest::keyClick(tab(shown, "B"), Qt::Key_Space);
  QTest::keyClick(tab(shown, "B"), Qt::Key_Delete);
  Shown::settle();
  QCOMPARE(tabs(shown), 3);
  QVERIFY(!names(shown).contains("Gradient"));
  QVERIFY2(tab(shown, "B")->hasFocus(), "the next one can be removed at once");
}

void RunTabsTest::while_training_runs_can_be_removed_but_not_added() {
  Shown shown;
  shown.set_running(true);
  QVERIFY(!shown.button("Add a run")->isEnabled());
  QVERIFY(shown.button("Add a run")->toolTip().contains("Pause"));
  QVERIFY(!shown.button("Duplicate run A")->isEnabled());
  shown.click("Remove run A");
  QCOMPARE(tabs(shown), 1);
  QVERIFY2(!shown.editor.undo_action()->isEnabled(), "its coming back would start training anew");
  shown.set_running(false);
  QVERIFY(shown.editor.undo_action()->isEnabled());
}

void RunTabsTest::undo_goes_all_the_way_back() {
  Shown shown;
  const lfp::Experiment first = shown.experiment();
  shown.click("Add a run");
  shown.click("Duplicate run C");
  lfp::test::type(name_of(shown, "D"), "Fourth");
  shown.click("Remove run D");
  const lfp::Experiment last = shown.experiment();
  while (shown.editor.undo_stack().canUndo()) shown.editor.undo_stack().undo();
  QCOMPARE(shown.experiment(), first);
  Shown::settle();
  QCOMPARE(tabs(shown), 2);
  while (shown.editor.undo_stack().canRedo()) shown.editor.undo_stack().redo();
  QCOMPARE(shown.experiment(), last);
}

void RunTabsTest::tabs_fit_the_narrowest_panel() {
  const Shown shown(lfp::test::start_experiment(), 244);
  shown.click("Add a run");
  shown.click("Add a run");
  const QRect panel = shown.panel->rect();
  for (const char* name : {"Add a run", "Duplicate run D", "Remove run D"}) {
    const auto* button = shown.button(name);
    QVERIFY(panel.contains(QRect(button->mapTo(shown.panel.get(), QPoint()), button->size())));
  }
  for (const char* letter : {"A", "B", "C", "D"}) {
    const auto* button = tab(shown, letter);
    QVERIFY(panel.contains(QRect(button->mapTo(shown.panel.get(), QPoint()), button->size())));
    QVERIFY2(button->width() >= 100, "names can be read");
  }
}

}  // namespace lfp::test::run_tabs_test

LFPLAB_QT_TEST(run_tabs_test, RunTabsTest)
#include "run_tabs_test.moc"
