#include "tests/support/qt_test.h"
#include "tests/support/shown_widget.h"
#include "widgets/controls/choice_field.h"
#include "widgets/controls/compact_combo.h"
#include "widgets/controls/path_field.h"
#include "widgets/controls/settings_form.h"
#include "widgets/controls/slider_field.h"
#include "widgets/controls/stepper.h"
#include "widgets/controls/thin_slider.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <memory>

namespace lfp::test::fields_test {

namespace {

SettingInfo noise() {
  return lfp::real_setting("noise", "Noise", "Spread of the points.", 0.1, 0.0, 1.0);
}

SettingInfo epsilon() {
  return lfp::real_setting("epsilon", "ε", "Stabiliser.", 1e-6, 0.0, 1.0, true);
}

SettingInfo samples() {
  return lfp::integer_setting("samples", "Samples", "How many points.", 300, 10, 1000);
}

lfp::ThinSlider& slider_of(const QWidget& field) {
  return *field.findChild<lfp::ThinSlider*>();
}

QLineEdit& edit_of(const QWidget& field) {
  return *field.findChild<QLineEdit*>();
}

std::vector<SettingInfo> one_of_each() {
  return {noise(), samples(), lfp::flag_setting("shuffle", "Shuffle", "In random order.", true),
          lfp::choice_setting("kind", "Kind", "", {"plain", "fancy"}),
          lfp::path_setting("images", "Images", "")};
}

}  // namespace

class FieldsTest : public QObject {
  Q_OBJECT

 private slots:
  void stepper_steps_by_click_and_stays_in_range();
  void stepper_repeats_while_held_and_commits_once();
  void stepper_takes_typed_numbers();
  void stepper_keys();
  void choice_reports_names_and_only_what_the_person_chose();
  void choice_ignores_the_wheel_without_the_keyboard();
  void the_list_of_a_narrow_choice_shows_whole_words();
  void path_is_committed_on_enter();
  void form_makes_a_field_for_every_kind();
  void form_reports_changes_and_commits();
  void form_keeps_fields_for_the_same_settings();
  void form_keeps_what_is_being_changed_from_newer_values();
};

void FieldsTest::stepper_steps_by_click_and_stays_in_range() {
  lfp::Stepper stepper(1, 3);
  QSignalSpy commits(&stepper, &lfp::Stepper::value_committed);
  const auto buttons = stepper.findChildren<QAbstractButton*>();
  QVERIFY(!buttons[0]->isEnabled());
  QTest::mouseClick(buttons[1], Qt::LeftButton);
  QTest::mouseClick(buttons[1], Qt::LeftButton);
  QTest::mouseClick(buttons[1], Qt::LeftButton);
  QCOMPARE(stepper.value(), 3);
  QVERIFY(!buttons[1]->isEnabled());
  QTest::mouseClick(buttons[0], Qt::LeftButton);
  QCOMPARE(commits, (QList<QVariantList>{{2}, {3}, {2}}));
  stepper.set_range(5, 9);
  QCOMPARE(stepper.value(), 5);
}

void FieldsTest::stepper_repeats_while_held_and_commits_once() {
  const auto stepper = shown(std::make_unique<lfp::Stepper>(1, 500), {90, 30});
  QSignalSpy changes(stepper.get(), &lfp::Stepper::value_changed);
  QSignalSpy commits(stepper.get(), &lfp::Stepper::value_committed);
  QAbstractButton* more = stepper->findChildren<QAbstractButton*>()[1];
  QTest::mousePress(more, Qt::LeftButton);
  QTRY_VERIFY(changes.count() >= 3);
  QCOMPARE(commits.count(), 0);
  QTest::mouseRelease(more, Qt::LeftButton);
  QCOMPARE(commits.count(), 1);
  QCOMPARE(commits[0][0].toInt(), stepper->value());
}

void FieldsTest::stepper_takes_typed_numbers() {
  const auto stepper = shown(std::make_unique<lfp::Stepper>(1, 512), {90, 30});
  QSignalSpy commits(stepper.get(), &lfp::Stepper::value_committed);
  type(edit_of(*stepper), "256");
  type(edit_of(*stepper), "100000");
  type(edit_of(*stepper), "x");
  QCOMPARE(commits, (QList<QVariantList>{{256}, {512}}));
  QCOMPARE(edit_of(*stepper).text(), QString("512"));
  stepper->set_value(16);
  QCOMPARE(edit_of(*stepper).text(), QString("16"));
  QCOMPARE(commits.count(), 2);
}

void FieldsTest::stepper_keys() {
  const auto stepper = shown(std::make_unique<lfp::Stepper>(1, 100), {90, 30});
  QSignalSpy commits(stepper.get(), &lfp::Stepper::value_committed);
  QLineEdit& edit = edit_of(*stepper);
  edit.setFocus();
  QTest::keyPress(&edit, Qt::Key_Up);
  QTest::keyPress(&edit, Qt::Key_Up);
  QCOMPARE(stepper->value(), 3);
  QCOMPARE(commits.count(), 0);
  QTest::keyRelease(&edit, Qt::Key_Up);
  QTest::keyClick(&edit, Qt::Key_PageUp);
  QTest::keyClick(&edit, Qt::Key_Down);
  QCOMPARE(commits, (QList<QVariantList>{{3}, {13}, {12}}));
}

void FieldsTest::choice_reports_names_and_only_what_the_person_chose() {
  const auto field =
      shown(std::make_unique<lfp::ChoiceField>(
                "Rule", QList<lfp::ChoiceItem>{{"epsilon", "LFP-ε", "with ε"}, {"zero", "LFP-0", "without"}}),
            {256, 30});
  QSignalSpy choices(field.get(), &lfp::ChoiceField::chosen);
  QCOMPARE(field->current(), QString("epsilon"));
  field->set_current("zero");
  QCOMPARE(field->combo()->currentText(), QString("LFP-0"));
  QCOMPARE(choices.count(), 0);
  field->combo()->setFocus();
  QTest::keyClick(field->combo(), Qt::Key_Up);
  QCOMPARE(choices, (QList<QVariantList>{{"epsilon"}}));
  QCOMPARE(field->combo()->itemData(0, Qt::ToolTipRole).toString(), QString("with ε"));
  QCOMPARE(lfp::readable_name("kaiming_uniform"), QString("Kaiming uniform"));
}

void FieldsTest::choice_ignores_the_wheel_without_the_keyboard() {
  const auto parent = shown(std::make_unique<QWidget>(), {300, 60});
  lfp::ChoiceField field(lfp::choice_setting("loss", "Loss", "", {"cross_entropy", "squared"}), parent.get());
  field.show();
  QWheelEvent event({10, 10}, field.mapToGlobal(QPointF(10, 10)), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                    Qt::NoScrollPhase, false);
  QApplication::sendEvent(field.combo(), &event);
  QCOMPARE(field.current(), QString("cross_entropy"));
}

void FieldsTest::the_list_of_a_narrow_choice_shows_whole_words() {
  const auto parent = shown(std::make_unique<QWidget>(), {300, 60});
  lfp::CompactCombo combo(parent.get());
  const QString widest = "A setting with a long name";
  combo.addItems({"a", widest});
  combo.resize(60, 26);
  combo.show();
  combo.showPopup();
  QTRY_VERIFY(combo.view()->isVisible());
  const int room = combo.view()->viewport()->width();
  QVERIFY2(room >= combo.fontMetrics().horizontalAdvance(widest), qPrintable(QString::number(room)));
  combo.hidePopup();
}

void FieldsTest::path_is_committed_on_enter() {
  const auto field =
      shown(std::make_unique<lfp::PathField>(lfp::path_setting("images", "Images", "")), {256, 30});
  QSignalSpy commits(field.get(), &lfp::PathField::path_committed);
  type(edit_of(*field), "train-images.gz");
  QTest::keyClick(&edit_of(*field), Qt::Key_Return);
  QCOMPARE(commits, (QList<QVariantList>{{"train-images.gz"}}));
  field->set_path("other.gz");
  QCOMPARE(field->path(), QString("other.gz"));
  QCOMPARE(commits.count(), 1);
}

void FieldsTest::form_makes_a_field_for_every_kind() {
  lfp::SettingsForm form;
  Settings given;
  given.set("noise", 0.3);
  form.set_settings(one_of_each(), given);
  QCOMPARE(qobject_cast<lfp::SliderField*>(form.field("noise"))->value(), 0.3);
  QCOMPARE(qobject_cast<lfp::SliderField*>(form.field("samples"))->value(), 300.0);
  QVERIFY(qobject_cast<QCheckBox*>(form.field("shuffle"))->isChecked());
  QCOMPARE(qobject_cast<lfp::ChoiceField*>(form.field("kind"))->current(), QString("plain"));
  QVERIFY(qobject_cast<lfp::PathField*>(form.field("images")));
  QVERIFY(form.field("unheard_of") == nullptr);
  QCOMPARE(form.settings().integer("samples"), 300);
}

void FieldsTest::form_reports_changes_and_commits() {
  const auto form = shown(std::make_unique<lfp::SettingsForm>(), {256, 200});
  form->set_settings(one_of_each(), {});
  Settings last;
  int changes = 0;
  int commits = 0;
  connect(form.get(), &lfp::SettingsForm::settings_changed, this, [&](const Settings&) { ++changes; });
  connect(form.get(), &lfp::SettingsForm::settings_committed, this, [&](const Settings& settings) {
    last = settings;
    ++commits;
  });
  QTest::mouseClick(form->field("shuffle"), Qt::LeftButton, {}, {10, 11});
  QCOMPARE(commits, 1);
  QVERIFY(!last.flag("shuffle"));
  type(edit_of(*form->field("samples")), "500");
  QCOMPARE(commits, 2);
  QCOMPARE(last.integer("samples"), 500);
  auto* combo = qobject_cast<lfp::ChoiceField*>(form->field("kind"))->combo();
  combo->setFocus();
  QTest::keyClick(combo, Qt::Key_Down);
  QCOMPARE(last.text("kind"), std::string("fancy"));
  QVERIFY(!last.flag("shuffle"));
  QCOMPARE(changes, commits);
  QCOMPARE(form->settings(), last);
}

void FieldsTest::form_keeps_fields_for_the_same_settings() {
  lfp::SettingsForm form;
  form.set_settings(one_of_each(), {});
  const QWidget* before = form.field("noise");
  Settings given;
  given.set("noise", 0.9);
  form.set_settings(one_of_each(), given);
  QCOMPARE(form.field("noise"), before);
  QCOMPARE(qobject_cast<lfp::SliderField*>(form.field("noise"))->value(), 0.9);
  form.set_settings({epsilon()}, {});
  QVERIFY(form.field("noise") == nullptr);
  QVERIFY(form.field("epsilon") != nullptr);
}

void FieldsTest::form_keeps_what_is_being_changed_from_newer_values() {
  const auto form = shown(std::make_unique<lfp::SettingsForm>(), {256, 60});
  form->set_settings({noise()}, {});
  Settings last;
  connect(form.get(), &lfp::SettingsForm::settings_committed, this,
          [&](const Settings& settings) { last = settings; });
  lfp::ThinSlider& slider = slider_of(*form);
  const QPoint end(slider.width() - 1, 11);
  QTest::mousePress(&slider, Qt::LeftButton, {}, end);
  form->set_settings({noise()}, {});  // a snapshot made before the drag
  QTest::mouseRelease(&slider, Qt::LeftButton, {}, end);
  QCOMPARE(last.real("noise"), 1.0);
}

}  // namespace lfp::test::fields_test

LFPLAB_QT_TEST(fields_test, FieldsTest)
#include "fields_test.moc"
