#include "widgets/panels/setup/method_section.h"

#include "core/feedback/feedback_function.h"
#include "core/optimisers/schedule.h"
#include "tests/support/qt_test.h"
#include "tests/support/shown_setup_panel.h"

#include <QPlainTextEdit>

namespace lfp::test::method_section_test {

namespace command = lfp::command;

namespace {

QLineEdit& line(const Shown& shown, const char* name) {
  auto* edit = shown.find<QLineEdit>(name);
  if (edit == nullptr) qFatal("there is no line for %s", name);
  return *edit;
}

std::string formula(const Shown& shown) {
  return shown.run(0).feedback.settings.text("formula");
}

}  // namespace

class MethodSectionTest : public QObject {
  Q_OBJECT

 private slots:
  void an_error_in_a_formula_is_said_at_its_field();
  void escape_takes_a_refused_formula_back();
  void a_value_is_wanted_for_every_output();
  void shares_of_a_rule_are_edited_as_json();
  void settings_that_belong_together_wait_for_one_another();
  void every_feedback_function_can_be_chosen_with_its_settings();
  void known_rules_per_layer_are_chosen_at_once();
  void presets_of_a_rule_are_chosen_at_once();
  void a_schedule_brings_its_settings();
  void loss_and_surrogate_of_a_gradient_run();
  void values_are_clipped_beside_the_norm();
  void tags_are_told();
  void values_to_learn_change_outputs_feedback_and_loss();
  void reproducing_the_inputs_learns_values_too();
};

void MethodSectionTest::an_error_in_a_formula_is_said_at_its_field() {
  Shown shown;
  shown.choose("Feedback", "Your own formula");
  const std::string before = formula(shown);
  const auto commands = shown.commands.size();
  lfp::test::type(line(shown, "Formula"), "o * (y - ");
  QCOMPARE(formula(shown), before);
  QCOMPARE(shown.commands.size(), commands);
  QCOMPARE(line(shown, "Formula").text(), "o * (y - ");
  QVERIFY(shown.shows_label("character"));
  lfp::test::type(line(shown, "Formula"), "o * (y - s)");
  QCOMPARE(formula(shown), "o * (y - s)");
  QVERIFY(!shown.shows_label("character"));
  QVERIFY(std::holds_alternative<command::ChangeRun>(shown.commands.back()));
}

void MethodSectionTest::escape_takes_a_refused_formula_back() {
  const Shown shown;
  shown.choose("Feedback", "Your own formula");
  const std::string before = formula(shown);
  lfp::test::type(line(shown, "Formula"), "nonsense(");
  QTest::keyClick(&line(shown, "Formula"), Qt::Key_Escape);
  QCOMPARE(line(shown, "Formula").text().toStdString(), before);
  QCOMPARE(formula(shown), before);
}

void MethodSectionTest::a_value_is_wanted_for_every_output() {
  const Shown shown;
  shown.choose("Feedback", "Human");
  lfp::test::type(line(shown, "Values"), "1, -1, 0");
  QVERIFY(shown.shows_label("value 3 is too many"));
  QCOMPARE(shown.run(0).feedback.settings.text("values"), "");
  lfp::test::type(line(shown, "Values"), "1, one");
  QVERIFY(shown.shows_label("no number"));
  lfp::test::type(line(shown, "Values"), "1, -1");
  QCOMPARE(shown.run(0).feedback.settings.text("values"), "1, -1");
}

void MethodSectionTest::shares_of_a_rule_are_edited_as_json() {
  const Shown shown;
  shown.choose("Rule", "Your own rule");
  auto* page = shown.find<QPlainTextEdit>("Shares");
  QVERIFY(page != nullptr);
  QVERIFY(page->blockCount() > 5);
  const auto retype = [&](const QString& text) {
    page->setFocus();
    page->selectAll();
    page->insertPlainText(text);
    QTest::keyClick(page, Qt::Key_Return, Qt::ControlModifier);
  };
  const std::string before = shown.run(0).rule.settings.text("shares");
  retype(R"([{"passes": [{"input": "some"}]}])");
  QCOMPARE(shown.run(0).rule.settings.text("shares"), before);
  QVERIFY(shown.shows_label("[0].passes[0].input"));
  retype(R"([{"passes": [{"input": "positive"}]}])");
  QCOMPARE(shown.run(0).rule.settings.text("shares"), R"([{"passes":[{"input":"positive"}]}])");
}

void MethodSectionTest::settings_that_belong_together_wait_for_one_another() {
  const Shown shown;
  shown.choose("Rule", "LFP-αβ");
  lfp::test::type(shown.value("α"), "3");
  QCOMPARE(shown.run(0).rule.settings.real("alpha"), 2.0);
  QVERIFY(shown.shows_label("Set beta to 2"));
  lfp::test::type(shown.value("β"), "2");
  QCOMPARE(shown.run(0).rule.settings.real("alpha"), 3.0);
  QCOMPARE(shown.run(0).rule.settings.real("beta"), 2.0);
  QVERIFY(!shown.shows_label("Set beta"));
}

void MethodSectionTest::every_feedback_function_can_be_chosen_with_its_settings() {
  const Shown shown;
  for (const auto& entry : lfp::feedback_entries()) {
    shown.choose("Feedback", QString::fromStdString(entry.info.label));
    QCOMPARE(shown.run(0).feedback.name, entry.info.name);
    for (const auto& setting : entry.info.settings)
      QVERIFY2(shown.run(0).feedback.settings.has(setting.name), setting.name.c_str());
  }
}

void MethodSectionTest::known_rules_per_layer_are_chosen_at_once() {
  const Shown shown;
  QVERIFY(shown.run(0).composite.empty());
  shown.choose("Rules", "ε above, z+ below");
  const auto& composite = shown.run(0).composite;
  QCOMPARE(composite.size(), shown.experiment().network.layers.size());
  QCOMPARE(composite.front().rule.name, "z_plus");
  QCOMPARE(composite.back().rule.name, "epsilon");
  QVERIFY(std::holds_alternative<command::ChangeRun>(shown.commands.back()));
  shown.choose("Rules", "same for all layers");
  QVERIFY(shown.run(0).composite.empty());
}

void MethodSectionTest::presets_of_a_rule_are_chosen_at_once() {
  Shown shown;
  shown.choose("Rule", "LFP-αβ");
  auto* preset = shown.find<QComboBox>("Preset");
  QVERIFY(preset != nullptr);
  QCOMPARE(preset->currentText(), "2/1");
  const int edits = shown.editor.undo_stack().count();
  shown.choose("Preset", "1/0");
  QCOMPARE(shown.run(0).rule.settings.real("alpha"), 1.0);
  QCOMPARE(shown.run(0).rule.settings.real("beta"), 0.0);
  QCOMPARE(shown.editor.undo_stack().count(), edits + 1);
  shown.editor.undo_action()->trigger();
  QCOMPARE(preset->currentText(), "2/1");
  shown.choose("Rule", "LFP-γ");
  QVERIFY(shown.find<QComboBox>("Preset") == nullptr);
}

void MethodSectionTest::a_schedule_brings_its_settings() {
  const Shown shown;
  shown.choose("Schedule", "Step");
  QCOMPARE(shown.run(0).schedule.name, "step");
  QVERIFY(std::holds_alternative<command::ChangeRun>(shown.commands.back()));
  const auto& infos = lfp::find_entry(lfp::schedule_entries(), "step", "test").info.settings;
  QVERIFY(!infos.empty());
  for (const auto& info : infos) QVERIFY(shown.run(0).schedule.settings.has(info.name));
  const auto& first = infos.front();
  lfp::test::type(shown.value(QString::fromStdString(first.label)), "2");
  QVERIFY(shown.run(0).schedule.settings.values().at(first.name) != first.fallback);
  QCOMPARE(shown.run(1).schedule.name, "constant");
}

void MethodSectionTest::loss_and_surrogate_of_a_gradient_run() {
  const Shown shown;
  QVERIFY(!shown.find<QComboBox>("Surrogate"));
  shown.click("Run B: Gradient");
  shown.choose("Loss", "Squared error");
  QCOMPARE(shown.run(1).loss, "squared_error");
  shown.choose("Surrogate", "Straight through");
  QCOMPARE(shown.run(1).surrogate, "straight_through");
  for (const Command& command : shown.commands) QVERIFY(std::holds_alternative<command::ChangeRun>(command));
}

void MethodSectionTest::values_are_clipped_beside_the_norm() {
  const Shown shown;
  QVERIFY(!shown.run(0).clip_value);
  shown.click("Clip by value");
  QVERIFY(shown.run(0).clip_value);
  lfp::test::type(shown.value("Clip value"), "0.5");
  QCOMPARE(shown.run(0).clip_value, std::optional<double>(0.5));
  QCOMPARE(shown.run(0).clip_norm, std::optional<double>(1.0));
}

void MethodSectionTest::tags_are_told() {
  const Shown shown;
  auto* combo = shown.find<QComboBox>("Activation of layer 1");
  const int step = combo->findText("Step");
  QVERIFY(step > 0);
  QVERIFY(combo->itemData(step, Qt::ToolTipRole).toString().contains("no derivative"));
}

void MethodSectionTest::values_to_learn_change_outputs_feedback_and_loss() {
  Shown shown;
  const lfp::Experiment before = shown.experiment();
  shown.click("More");
  shown.click("Sine");
  QCOMPARE(shown.experiment().dataset.name, "sine");
  QCOMPARE(shown.units(), "12 12 1");
  for (std::size_t run : {0U, 1U}) {
    QCOMPARE(shown.run(run).feedback.name, "squared_error");
    QCOMPARE(shown.run(run).loss, "squared_error");
  }
  QCOMPARE(shown.editor.undo_stack().count(), 1);
  QVERIFY(shown.editor.training_problem().isEmpty());
  shown.click("Run B: Gradient");
  QCOMPARE(shown.find<QComboBox>("Loss")->count(), 1);
  shown.click(QString::fromStdString(lfp::find_entry(lfp::dataset_entries(), "circles", "test").info.label));
  QCOMPARE(shown.units(), "12 12 2");
  QCOMPARE(shown.run(0).feedback.name, "softmax");
  QCOMPARE(shown.run(1).loss, "cross_entropy");
  shown.editor.undo_action()->trigger();
  shown.editor.undo_action()->trigger();
  QCOMPARE(shown.experiment(), before);
}

void MethodSectionTest::reproducing_the_inputs_learns_values_too() {
  const Shown shown;
  shown.click("More settings");
  shown.click("Reproduce the inputs");
  QVERIFY(shown.experiment().autoencode);
  QCOMPARE(shown.units(), "12 12 2");
  QCOMPARE(shown.run(0).feedback.name, "squared_error");
  shown.click("Reproduce the inputs");
  QCOMPARE(shown.run(0).feedback.name, "softmax");
}

}  // namespace lfp::test::method_section_test

LFPLAB_QT_TEST(method_section_test, MethodSectionTest)
#include "method_section_test.moc"
